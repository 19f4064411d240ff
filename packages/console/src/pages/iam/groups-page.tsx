/** `/iam/groups`: the account's user groups. */
import type { Group } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useChangeGroup, useGroupsQuery } from '../../api/iam/groups.ts';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import type { IamPaths } from '../../paths/iam-paths.ts';
import type { Column } from '../../tables/resource-table.tsx';
import { ResourceTable } from '../../tables/resource-table.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ConfirmDelete } from '../../ui/confirm-delete.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Moment } from '../../ui/time-text.tsx';

const columns = (paths: IamPaths): readonly Column<Group>[] => [
  {
    id: 'name',
    header: 'Group name',
    sortingField: 'GroupName',
    isRowHeader: true,
    cell: ({ GroupName = '' }) => <TextLink href={paths.group(GroupName)}>{GroupName}</TextLink>,
  },
  { id: 'path', header: 'Path', sortingField: 'Path', cell: ({ Path }) => Path },
  { id: 'arn', header: 'ARN', sortingField: 'Arn', cell: ({ Arn }) => Arn },
  {
    id: 'created',
    header: 'Creation time',
    sortingField: 'CreateDate',
    cell: ({ CreateDate }) => <Moment date={CreateDate} />,
  },
];

function DeleteGroup({ name, onClose }: { readonly name: string; onClose(): void }): JSX.Element {
  const notify = useNotify();
  const { mutate, error, isPending } = useChangeGroup(name);
  return (
    <ConfirmDelete
      what={`group ${name}`}
      names={[name]}
      confirmation={name}
      error={error}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { kind: 'delete' },
          {
            onSuccess: () => {
              notify({ type: 'success', content: `Deleted group ${name}.` });
              onClose();
            },
          },
        )
      }
    >
      A group can be deleted once it has no users and no policies. Its users stay.
    </ConfirmDelete>
  );
}

export function GroupsPage(): JSX.Element {
  const { data, error, isFetching, refetch } = useGroupsQuery();
  const [doomed, setDoomed] = useState<string>();
  const paths = useIamPaths();
  const navigate = useNavigate();
  const create = (
    <Button variant="primary" onClick={() => void navigate(paths.createGroup())}>
      Create group
    </Button>
  );
  return (
    <>
      <ResourceTable
        id="iam-groups"
        title="User groups"
        noun={['group', 'groups']}
        description="A user group is a collection of IAM users that share permissions."
        columns={columns(paths)}
        items={data}
        error={error}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={({ GroupName = '' }) => GroupName}
        selectionType="single"
        actions={([chosen]) => (
          <>
            <Button disabled={chosen === undefined} onClick={() => setDoomed(chosen?.GroupName)}>
              Delete
            </Button>
            {create}
          </>
        )}
        emptyAction={create}
      />
      <AwsCommand command="iam list-groups" />
      {doomed !== undefined && <DeleteGroup name={doomed} onClose={() => setDoomed(undefined)} />}
    </>
  );
}
