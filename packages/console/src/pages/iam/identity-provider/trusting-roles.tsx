/** Roles whose trust policy names the provider. */
import type { Role } from '@aws-sdk/client-iam';
import { listPrincipals, parsePolicy } from '@hallpass/policy';
import type { JSX } from 'react';
import { useMemo } from 'react';
import { useIamPaths } from '../../../api/iam/iam-keys.ts';
import { decodeDocument } from '../../../api/iam/policies.ts';
import { useRolesListQuery } from '../../../api/iam/roles.ts';
import type { IamPaths } from '../../../paths/iam-paths.ts';
import type { Column } from '../../../tables/resource-table.tsx';
import { ResourceTable } from '../../../tables/resource-table.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { Ago } from '../../../ui/time-text.tsx';

const columns = (paths: IamPaths): readonly Column<Role>[] => [
  {
    id: 'name',
    header: 'Role name',
    sortingField: 'RoleName',
    isRowHeader: true,
    cell: ({ RoleName = '' }) => <TextLink href={paths.role(RoleName)}>{RoleName}</TextLink>,
  },
  {
    id: 'last-used',
    header: 'Last activity',
    cell: ({ RoleLastUsed }) => <Ago date={RoleLastUsed?.LastUsedDate} />,
  },
  { id: 'arn', header: 'ARN', sortingField: 'Arn', cell: ({ Arn }) => Arn },
];

function trusts({ AssumeRolePolicyDocument }: Role, arn: string): boolean {
  const { document } = parsePolicy(decodeDocument(AssumeRolePolicyDocument));
  if (document === undefined) return false;
  return listPrincipals(document).some(
    ({ key, value }) => key === 'Federated' && value.value === arn,
  );
}

export function TrustingRoles({ arn }: { readonly arn: string }): JSX.Element {
  const { data, error, isFetching, refetch } = useRolesListQuery();
  const paths = useIamPaths();
  const shownColumns = useMemo(() => columns(paths), [paths]);
  const items = useMemo(() => data?.filter((role) => trusts(role, arn)), [data, arn]);
  return (
    <ResourceTable
      id="iam-provider-roles"
      title="Roles that trust this provider"
      noun={['role', 'roles']}
      description="Users of the provider can assume them, under the conditions of each."
      variant="container"
      columns={shownColumns}
      items={items}
      error={error}
      isFetching={isFetching}
      onRefresh={() => void refetch()}
      keyOf={({ RoleName = '' }) => RoleName}
    />
  );
}
