/** `/iam/users`: the template of list pages. Columns, the query, actions, the page. */
import Button from '@cloudscape-design/components/button';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useUsersQuery } from '../../api/iam/users.ts';
import { usePaths } from '../../api/session-context.ts';
import { DeleteUsersDialog } from '../../forms/iam/delete-users-dialog.tsx';
import { ResourceTable } from '../../tables/resource-table.tsx';
import { usersColumns } from '../../tables/users-columns.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';

export function UsersPage(): JSX.Element {
  const paths = usePaths();
  const navigate = useNavigate();
  const columns = useMemo(() => usersColumns(paths), [paths]);
  const { data, error, isFetching, refetch } = useUsersQuery();
  const [doomed, setDoomed] = useState<readonly string[]>([]);
  const create = (
    <Button variant="primary" onClick={() => void navigate(paths.createUser())}>
      Create user
    </Button>
  );
  return (
    <>
      <ResourceTable
        id="iam-users"
        title="Users"
        noun={['user', 'users']}
        description="An IAM user is an identity with long-term credentials of one account."
        columns={columns}
        items={data}
        error={error}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={(user) => user.UserName ?? ''}
        searchText={({ UserName = '', Path = '', Arn = '' }) => `${UserName} ${Path} ${Arn}`}
        selectionType="multi"
        actions={(chosen) => (
          <>
            <Button
              disabled={chosen.length === 0}
              onClick={() => setDoomed(chosen.map(({ UserName = '' }) => UserName))}
            >
              Delete
            </Button>
            {create}
          </>
        )}
        emptyAction={create}
      />
      <AwsCommand command="iam list-users" />
      {doomed.length > 0 && <DeleteUsersDialog names={doomed} onClose={() => setDoomed([])} />}
    </>
  );
}
