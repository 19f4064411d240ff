/** The permissions that a user has by its groups: shown here, changed on the groups' pages. */
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useHolderPoliciesQuery } from '../../../api/iam/holder-policies.ts';
import { useIamPaths } from '../../../api/iam/iam-keys.ts';
import { useUserGroupsQuery } from '../../../api/iam/user-changes.ts';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { TextLink } from '../../../ui/text-link.tsx';

function PoliciesOf({ group }: { readonly group: string }): JSX.Element {
  const { data, error } = useHolderPoliciesQuery({ kind: 'group', name: group });
  const paths = useIamPaths();
  if (error !== null) return <ErrorAlert error={error} />;
  const attached = data?.attached ?? [];
  const inline = data?.inline ?? [];
  return (
    <li>
      <TextLink href={paths.group(group)}>{group}</TextLink>
      <ul>
        {attached.map(({ PolicyArn = '', PolicyName }) => (
          <li key={PolicyArn}>
            <TextLink href={paths.policy(PolicyArn)}>{PolicyName}</TextLink>
          </li>
        ))}
        {inline.map((name) => (
          <li key={name}>
            <TextLink href={paths.inlinePolicy('group', group, name)}>{name}</TextLink> (inline)
          </li>
        ))}
        {data !== undefined && attached.length + inline.length === 0 && <li>No policies</li>}
      </ul>
    </li>
  );
}

export function GroupPermissions({ userName }: { readonly userName: string }): JSX.Element {
  const { data = [], error } = useUserGroupsQuery(userName);
  return (
    <ExpandableSection
      variant="container"
      headerText="Permissions from groups"
      headerCounter={`(${data.length})`}
      defaultExpanded
    >
      <SpaceBetween size="s">
        {error !== null && <ErrorAlert error={error} />}
        {error === null && data.length === 0 && 'In no groups'}
        {data.length > 0 && (
          <ul>
            {data.map(({ GroupName = '' }) => (
              <PoliciesOf key={GroupName} group={GroupName} />
            ))}
          </ul>
        )}
      </SpaceBetween>
    </ExpandableSection>
  );
}
