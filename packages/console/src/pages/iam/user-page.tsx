/** `/iam/users/NAME`: summary, then tabs; the tab is in the address. */
import type { User } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { KeyDetails } from '../../api/iam/credentials.ts';
import { useAccessKeysQuery, useLoginProfileQuery } from '../../api/iam/credentials.ts';
import { useMfaDevicesQuery } from '../../api/iam/mfa-devices.ts';
import { useUserQuery } from '../../api/iam/users.ts';
import { usePaths } from '../../api/session-context.ts';
import { DeleteUsersDialog } from '../../forms/iam/delete-users-dialog.tsx';
import { AddressTabs } from '../../ui/address-tabs.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { Ago, ago, Moment } from '../../ui/time-text.tsx';
import { BoundaryPanel } from './boundary-panel.tsx';
import { LastAccessedTab } from './last-accessed/last-accessed-tab.tsx';
import { PermissionsPanel } from './permissions-panel.tsx';
import { AccessKeysPanel } from './user/access-keys-panel.tsx';
import { ConsoleAccessPanel } from './user/console-access-panel.tsx';
import { GroupPermissions } from './user/group-permissions.tsx';
import { GroupsTab } from './user/groups-tab.tsx';
import { MfaPanel } from './user/mfa-panel.tsx';
import { TagsTab } from './user/tags-tab.tsx';

function keyText({ AccessKeyId, Status, lastUsed }: KeyDetails): string {
  const date = lastUsed?.LastUsedDate;
  const use = date === undefined ? 'never used' : `used ${ago(date)}`;
  return `${AccessKeyId} - ${Status}, ${use}`;
}

/** What one may not read is not known; it is refused in place, on its tab. */
function useCredentialTexts(userName: string): readonly [access: string, keys: string] {
  const owner = { kind: 'user', name: userName } as const;
  const { data: profile } = useLoginProfileQuery(owner);
  const { data: devices } = useMfaDevicesQuery(owner);
  const { data: keys } = useAccessKeysQuery(owner);
  const mfa = devices === undefined || devices.length > 0 ? '' : ' without MFA';
  const access = profile === undefined ? '-' : `Enabled${mfa}`;
  return [
    profile === null ? 'Disabled' : access,
    keys === undefined ? '-' : keys.map(keyText).join('; ') || 'None',
  ];
}

function Summary({ user }: { readonly user: User }): JSX.Element {
  const [access, keys] = useCredentialTexts(user.UserName ?? '');
  return (
    <Container header={<Header variant="h2">Summary</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'ARN', value: <CopyText text={user.Arn ?? ''} label="ARN" /> },
          { label: 'Console access', value: access },
          { label: 'Access keys', value: keys },
          { label: 'Created', value: <Moment date={user.CreateDate} /> },
          {
            label: 'Last console sign-in',
            value:
              user.PasswordLastUsed === undefined ? 'Never' : <Ago date={user.PasswordLastUsed} />,
          },
          { label: 'User ID', value: user.UserId ?? '-' },
        ]}
      />
    </Container>
  );
}

function Permissions({ user }: { readonly user: User }): JSX.Element {
  const name = user.UserName ?? '';
  return (
    <SpaceBetween size="l">
      <PermissionsPanel holder={{ kind: 'user', name }} />
      <GroupPermissions userName={name} />
      <BoundaryPanel
        holder={{ kind: 'user', name }}
        arn={user.PermissionsBoundary?.PermissionsBoundaryArn}
      />
      <AwsCommand command="iam list-attached-user-policies" options={{ '--user-name': name }} />
    </SpaceBetween>
  );
}

function Credentials({ user }: { readonly user: User }): JSX.Element {
  const owner = { kind: 'user', name: user.UserName ?? '' } as const;
  return (
    <SpaceBetween size="l">
      <ConsoleAccessPanel user={user} />
      <MfaPanel owner={owner} />
      <AccessKeysPanel owner={owner} />
      <AwsCommand command="iam list-access-keys" options={{ '--user-name': owner.name }} />
    </SpaceBetween>
  );
}

export function UserPage(): JSX.Element {
  const { userName = '' } = useParams();
  const [isDeleting, setDeleting] = useState(false);
  const { data: user, error, isPending, refetch } = useUserQuery(userName);
  const navigate = useNavigate();
  const paths = usePaths();
  if (isPending) return <PageLoading />;
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  const tabs = [
    { id: 'permissions', label: 'Permissions', content: <Permissions user={user} /> },
    { id: 'groups', label: 'Groups', content: <GroupsTab userName={userName} /> },
    { id: 'tags', label: 'Tags', content: <TagsTab userName={userName} /> },
    { id: 'credentials', label: 'Security credentials', content: <Credentials user={user} /> },
    {
      id: 'last-accessed',
      label: 'Last Accessed',
      content: <LastAccessedTab kind="user" arn={user.Arn ?? ''} />,
    },
  ];
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={<Button onClick={() => setDeleting(true)}>Delete</Button>}>
          {userName}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Summary user={user} />
        <AddressTabs tabs={tabs} />
      </SpaceBetween>
      {isDeleting && (
        <DeleteUsersDialog
          names={[userName]}
          onClose={() => setDeleting(false)}
          onDeleted={() => void navigate(paths.users())}
        />
      )}
    </ContentLayout>
  );
}
