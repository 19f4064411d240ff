/** `/iam/roles/NAME`: summary with the link to switch, permissions, trust, revoking sessions. */
import type { Role } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useRoleQuery } from '../../api/iam/roles.ts';
import { DeleteRoleDialog } from '../../forms/delete-role-dialog.tsx';
import { EditRoleDialog, hoursText } from '../../forms/iam/edit-role-dialog.tsx';
import { AddressTabs } from '../../ui/address-tabs.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { Ago, Moment } from '../../ui/time-text.tsx';
import { BoundaryPanel } from './boundary-panel.tsx';
import { LastAccessedTab } from './last-accessed/last-accessed-tab.tsx';
import { PermissionsPanel } from './permissions-panel.tsx';
import { RoleTags, Revoke, Trust } from './role/role-tabs.tsx';
import { useSwitchLink } from './use-switch-link.ts';

function Summary({ role }: { readonly role: Role }): JSX.Element {
  const link = useSwitchLink(role);
  const [isEditing, setEditing] = useState(false);
  const actions = <Button onClick={() => setEditing(true)}>Edit</Button>;
  return (
    <Container
      header={
        <Header variant="h2" actions={actions}>
          Summary
        </Header>
      }
    >
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Creation time', value: <Moment date={role.CreateDate} /> },
          { label: 'ARN', value: <CopyText text={role.Arn ?? ''} label="ARN" /> },
          {
            label: 'Link to switch roles in console',
            value: <CopyText text={link} label="Link to switch roles" />,
          },
          { label: 'Last activity', value: <Ago date={role.RoleLastUsed?.LastUsedDate} /> },
          { label: 'Maximum session duration', value: hoursText(role.MaxSessionDuration ?? 3600) },
          { label: 'Description', value: role.Description ?? '-' },
        ]}
      />
      {isEditing && <EditRoleDialog role={role} onClose={() => setEditing(false)} />}
    </Container>
  );
}

function Permissions({ role }: { readonly role: Role }): JSX.Element {
  const holder = { kind: 'role', name: role.RoleName ?? '' } as const;
  return (
    <SpaceBetween size="l">
      <PermissionsPanel holder={holder} />
      <BoundaryPanel holder={holder} arn={role.PermissionsBoundary?.PermissionsBoundaryArn} />
      <AwsCommand command="iam get-role" options={{ '--role-name': holder.name }} />
    </SpaceBetween>
  );
}

export function RolePage(): JSX.Element {
  const { roleName = '' } = useParams();
  const [isDeleting, setDeleting] = useState(false);
  const { data: role, error, isPending, refetch } = useRoleQuery(roleName);
  if (isPending) return <PageLoading />;
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={<Button onClick={() => setDeleting(true)}>Delete</Button>}>
          {roleName}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Summary role={role} />
        <AddressTabs
          tabs={[
            { id: 'permissions', label: 'Permissions', content: <Permissions role={role} /> },
            { id: 'trust', label: 'Trust relationships', content: <Trust role={role} /> },
            { id: 'tags', label: 'Tags', content: <RoleTags role={role} /> },
            {
              id: 'last-accessed',
              label: 'Last Accessed',
              content: <LastAccessedTab kind="role" arn={role.Arn ?? ''} />,
            },
            { id: 'revoke', label: 'Revoke sessions', content: <Revoke name={roleName} /> },
          ]}
        />
      </SpaceBetween>
      {isDeleting && <DeleteRoleDialog name={roleName} onClose={() => setDeleting(false)} />}
    </ContentLayout>
  );
}
