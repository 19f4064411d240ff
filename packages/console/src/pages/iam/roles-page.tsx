/** `/iam/roles`: the account's roles. */
import type { Role } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { useRolesListQuery } from '../../api/iam/roles.ts';
import { DeleteRoleDialog } from '../../forms/delete-role-dialog.tsx';
import type { IamPaths } from '../../paths/iam-paths.ts';
import type { Column } from '../../tables/resource-table.tsx';
import { ResourceTable } from '../../tables/resource-table.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Ago, Moment } from '../../ui/time-text.tsx';
import { trustedEntities } from './trusted-entities.ts';

const columns = (paths: IamPaths): readonly Column<Role>[] => [
  {
    id: 'name',
    header: 'Role name',
    sortingField: 'RoleName',
    isRowHeader: true,
    cell: ({ RoleName = '' }) => <TextLink href={paths.role(RoleName)}>{RoleName}</TextLink>,
  },
  {
    id: 'trusted',
    header: 'Trusted entities',
    cell: ({ AssumeRolePolicyDocument }) =>
      trustedEntities(AssumeRolePolicyDocument ?? '').join(', '),
  },
  {
    id: 'last-used',
    header: 'Last activity',
    cell: ({ RoleLastUsed }) => <Ago date={RoleLastUsed?.LastUsedDate} />,
  },
  { id: 'arn', header: 'ARN', sortingField: 'Arn', isHidden: true, cell: ({ Arn }) => Arn },
  {
    id: 'created',
    header: 'Creation time',
    sortingField: 'CreateDate',
    cell: ({ CreateDate }) => <Moment date={CreateDate} />,
  },
];

export function RolesPage(): JSX.Element {
  const { data, error, isFetching, refetch } = useRolesListQuery();
  const [doomed, setDoomed] = useState<string>();
  const paths = useIamPaths();
  const navigate = useNavigate();
  const create = (
    <Button variant="primary" onClick={() => void navigate(paths.createRole())}>
      Create role
    </Button>
  );
  return (
    <>
      <ResourceTable
        id="iam-roles"
        title="Roles"
        noun={['role', 'roles']}
        description="A role is an identity with permissions that trusted entities take on for a while."
        columns={columns(paths)}
        items={data}
        error={error}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={({ RoleName = '' }) => RoleName}
        searchText={({ RoleName = '', Arn = '' }) => `${RoleName} ${Arn}`}
        selectionType="single"
        actions={([chosen]) => (
          <>
            <Button disabled={chosen === undefined} onClick={() => setDoomed(chosen?.RoleName)}>
              Delete
            </Button>
            {create}
          </>
        )}
        emptyAction={create}
      />
      <AwsCommand command="iam list-roles" />
      {doomed !== undefined && (
        <DeleteRoleDialog name={doomed} onClose={() => setDoomed(undefined)} />
      )}
    </>
  );
}
