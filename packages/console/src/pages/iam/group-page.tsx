/** `/iam/groups/NAME`: its users and its permissions. */
import type { User } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { GroupDetails } from '../../api/iam/groups.ts';
import { useChangeGroup, useGroupQuery } from '../../api/iam/groups.ts';
import { usePaths } from '../../api/session-context.ts';
import { AddUsersDialog } from '../../forms/add-users-dialog.tsx';
import type { SessionPaths } from '../../paths/paths.ts';
import type { Column } from '../../tables/resource-table.tsx';
import { ResourceTable } from '../../tables/resource-table.tsx';
import { AddressTabs } from '../../ui/address-tabs.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Moment } from '../../ui/time-text.tsx';
import { LastAccessedTab } from './last-accessed/last-accessed-tab.tsx';
import { PermissionsPanel } from './permissions-panel.tsx';

const userColumns = (paths: SessionPaths): readonly Column<User>[] => [
  {
    id: 'name',
    header: 'User name',
    sortingField: 'UserName',
    isRowHeader: true,
    cell: ({ UserName = '' }) => <TextLink href={paths.user(UserName)}>{UserName}</TextLink>,
  },
  { id: 'arn', header: 'ARN', sortingField: 'Arn', cell: ({ Arn }) => Arn },
];

function Members({ name, users }: { readonly name: string; readonly users: readonly User[] }) {
  const paths = usePaths();
  const { refetch, isFetching } = useGroupQuery(name);
  const { mutate, error, isPending } = useChangeGroup(name);
  const [isAdding, setAdding] = useState(false);
  return (
    <SpaceBetween size="s">
      {error !== null && <ErrorAlert error={error} header="User not removed" />}
      <ResourceTable
        id="iam-group-users"
        title="Users in this group"
        noun={['user', 'users']}
        variant="container"
        columns={userColumns(paths)}
        items={users}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={({ UserName = '' }) => UserName}
        selectionType="multi"
        actions={(chosen) => (
          <>
            <Button
              disabled={chosen.length === 0}
              loading={isPending}
              onClick={() =>
                mutate({
                  kind: 'remove',
                  users: chosen.map(({ UserName = '' }) => UserName),
                })
              }
            >
              Remove
            </Button>
            <Button onClick={() => setAdding(true)}>Add users</Button>
          </>
        )}
      />
      <AwsCommand command="iam get-group" options={{ '--group-name': name }} />
      {isAdding && (
        <AddUsersDialog
          group={name}
          members={users.map(({ UserName = '' }) => UserName)}
          onClose={() => setAdding(false)}
        />
      )}
    </SpaceBetween>
  );
}

function Summary({ group }: Pick<GroupDetails, 'group'>): JSX.Element {
  return (
    <Container header={<Header variant="h2">Summary</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'User group name', value: group.GroupName ?? '' },
          { label: 'Creation time', value: <Moment date={group.CreateDate} /> },
          { label: 'ARN', value: <CopyText text={group.Arn ?? ''} label="ARN" /> },
        ]}
      />
    </Container>
  );
}

export function GroupPage(): JSX.Element {
  const { groupName = '' } = useParams();
  const { data, error, isPending, refetch } = useGroupQuery(groupName);
  if (isPending) return <PageLoading />;
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  return (
    <ContentLayout header={<Header variant="h1">{groupName}</Header>}>
      <SpaceBetween size="l">
        <Summary group={data.group} />
        <AddressTabs
          tabs={[
            {
              id: 'users',
              label: 'Users',
              content: <Members name={groupName} users={data.users} />,
            },
            {
              id: 'permissions',
              label: 'Permissions',
              content: <PermissionsPanel holder={{ kind: 'group', name: groupName }} />,
            },
            {
              id: 'last-accessed',
              label: 'Last Accessed',
              content: <LastAccessedTab kind="group" arn={data.group.Arn ?? ''} />,
            },
          ]}
        />
      </SpaceBetween>
    </ContentLayout>
  );
}
