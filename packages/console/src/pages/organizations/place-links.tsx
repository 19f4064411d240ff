/** Where a node is in the tree, each step of the way a link. */
import type { JSX } from 'react';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import type { PlacedNode } from '../../api/organizations/tree.ts';
import { TextLink } from '../../ui/text-link.tsx';

export function PlaceLinks({ placed }: { readonly placed: PlacedNode }): JSX.Element {
  const paths = useOrganizationsPaths();
  if (placed.above.length === 0) return <>-</>;
  return (
    <>
      {placed.above.map(({ id, name }, index) => (
        <span key={id}>
          {index > 0 && ' / '}
          <TextLink href={paths.unit(id)}>{name}</TextLink>
        </span>
      ))}
    </>
  );
}
