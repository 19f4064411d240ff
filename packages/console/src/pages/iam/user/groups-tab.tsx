/** The groups a user is in: added to, removed from. */
import type { Group } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import { useIamPaths } from '../../../api/iam/iam-keys.ts';
import { useChangeUser, useUserGroupsQuery } from '../../../api/iam/user-changes.ts';
import { GroupsMultiselect } from '../../../forms/iam/groups-multiselect.tsx';
import type { IamPaths } from '../../../paths/iam-paths.ts';
import type { Column } from '../../../tables/resource-table.tsx';
import { ResourceTable } from '../../../tables/resource-table.tsx';
import { ActionModal } from '../../../ui/action-modal.tsx';
import { AwsCommand } from '../../../ui/aws-command.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { TextLink } from '../../../ui/text-link.tsx';

const columns = (paths: IamPaths): readonly Column<Group>[] => [
  {
    id: 'name',
    header: 'Group name',
    sortingField: 'GroupName',
    isRowHeader: true,
    cell: ({ GroupName = '' }) => <TextLink href={paths.group(GroupName)}>{GroupName}</TextLink>,
  },
  { id: 'arn', header: 'ARN', sortingField: 'Arn', cell: ({ Arn }) => Arn },
];

function AddToGroups({
  userName,
  memberOf,
  onClose,
}: {
  readonly userName: string;
  readonly memberOf: readonly string[];
  onClose(): void;
}): JSX.Element {
  const [groups, setGroups] = useState<readonly string[]>([]);
  const { mutate, error, isPending } = useChangeUser(userName);
  return (
    <ActionModal
      header={`Add ${userName} to groups`}
      action="Add to groups"
      isRunning={isPending}
      isDisabled={groups.length === 0}
      onClose={onClose}
      onConfirm={() => mutate({ kind: 'join', groups }, { onSuccess: onClose })}
    >
      {error !== null && <ErrorAlert error={error} header="Not added to all groups" />}
      <FormField label="User groups">
        <GroupsMultiselect groups={groups} without={memberOf} onChange={setGroups} />
      </FormField>
    </ActionModal>
  );
}

export function GroupsTab({ userName }: { readonly userName: string }): JSX.Element {
  const { data, error, isFetching, refetch } = useUserGroupsQuery(userName);
  const leave = useChangeUser(userName);
  const [isAdding, setAdding] = useState(false);
  const paths = useIamPaths();
  const shownColumns = useMemo(() => columns(paths), [paths]);
  return (
    <SpaceBetween size="s">
      {leave.error !== null && <ErrorAlert error={leave.error} header="Not removed" />}
      <ResourceTable
        id="iam-user-groups"
        title="User groups membership"
        noun={['group', 'groups']}
        description="Users get the permissions of the groups they are in."
        variant="container"
        columns={shownColumns}
        items={data}
        error={error}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={({ GroupName = '' }) => GroupName}
        selectionType="multi"
        actions={(chosen) => (
          <>
            <Button
              disabled={chosen.length === 0}
              loading={leave.isPending}
              onClick={() => {
                const groups = chosen.map(({ GroupName = '' }) => GroupName);
                leave.mutate({ kind: 'leave', groups });
              }}
            >
              Remove
            </Button>
            <Button onClick={() => setAdding(true)}>Add user to groups</Button>
          </>
        )}
      />
      <AwsCommand command="iam list-groups-for-user" options={{ '--user-name': userName }} />
      {isAdding && (
        <AddToGroups
          userName={userName}
          memberOf={(data ?? []).map(({ GroupName = '' }) => GroupName)}
          onClose={() => setAdding(false)}
        />
      )}
    </SpaceBetween>
  );
}
