/** The frame of a page about the root, a unit or an account: found in the tree, or said not to be. */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import type { PlacedNode } from '../../api/organizations/tree.ts';
import { findNode, useTreeQuery } from '../../api/organizations/tree.ts';
import { NodeActions } from '../../forms/organizations/node-actions.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { useTellName } from '../../ui/page-names.tsx';

export interface NodePageProps {
  readonly id: string;
  readonly noun: 'account' | 'unit';
  describe?(placed: PlacedNode): string;
  children(placed: PlacedNode): ReactNode;
}

export function NodePage({ id, noun, describe, children }: NodePageProps): JSX.Element {
  const { data: tree, error, refetch } = useTreeQuery();
  const navigate = useNavigate();
  const paths = useOrganizationsPaths();
  useTellName(id, findNode(tree, id)?.node.name);
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  if (tree === undefined) return <PageLoading />;
  const placed = findNode(tree, id);
  if (placed === undefined) {
    return <ErrorAlert error={new Error(`The organization has no ${noun} ${id}.`)} />;
  }
  const actions = (
    <NodeActions
      placed={placed}
      tree={tree}
      variant="normal"
      onDeleted={() => void navigate(paths.accounts())}
    />
  );
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={describe?.(placed)} actions={actions}>
          {placed.node.name}
        </Header>
      }
    >
      <SpaceBetween size="l">{children(placed)}</SpaceBetween>
    </ContentLayout>
  );
}
