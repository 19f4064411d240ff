/** `/iam/roles/NAME`: summary with the link to switch, permissions, trust, revoking sessions. */
import type { Role } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { decodeDocument } from '../../api/iam/policies.ts';
import { useChangeRole, useRoleQuery } from '../../api/iam/roles.ts';
import { CodeView } from '../../editor/code-view.tsx';
import { prettyDocument } from '../../editor/new-policy.ts';
import { DeleteRoleDialog } from '../../forms/delete-role-dialog.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { Ago, Moment } from '../../ui/time-text.tsx';
import { PermissionsPanel } from './permissions-panel.tsx';
import { useSwitchLink } from './use-switch-link.ts';

function Summary({ role }: { readonly role: Role }): JSX.Element {
  const link = useSwitchLink(role);
  const hours = (role.MaxSessionDuration ?? 3600) / 3600;
  return (
    <Container header={<Header variant="h2">Summary</Header>}>
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
          { label: 'Maximum session duration', value: `${hours} h` },
          { label: 'Description', value: role.Description ?? '-' },
        ]}
      />
    </Container>
  );
}

function Trust({ role }: { readonly role: Role }): JSX.Element {
  const navigate = useNavigate();
  const paths = useIamPaths();
  const document = prettyDocument(decodeDocument(role.AssumeRolePolicyDocument));
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Entities that can assume this role under the conditions given."
          actions={
            <Button onClick={() => void navigate(paths.trustPolicy(role.RoleName ?? ''))}>
              Edit trust policy
            </Button>
          }
        >
          Trusted entities
        </Header>
      }
    >
      <CodeView key={document} value={document} label="Trust policy" />
    </Container>
  );
}

function Revoke({ name }: { readonly name: string }): JSX.Element {
  const { mutate, error, isPending } = useChangeRole(name);
  const notify = useNotify();
  return (
    <Container header={<Header variant="h2">Revoke all active sessions</Header>}>
      <SpaceBetween size="m">
        {error !== null && <ErrorAlert error={error} header="Sessions not revoked" />}
        Attaches the inline policy AWSRevokeOlderSessions, which denies everything to sessions that
        were issued before now. New sessions are not affected.
        <Button
          loading={isPending}
          onClick={() =>
            mutate(
              { kind: 'revoke' },
              {
                onSuccess: () =>
                  notify({ type: 'success', content: `Revoked all sessions of ${name}.` }),
              },
            )
          }
        >
          Revoke active sessions
        </Button>
      </SpaceBetween>
    </Container>
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
        <Tabs
          tabs={[
            {
              id: 'permissions',
              label: 'Permissions',
              content: <PermissionsPanel holder={{ kind: 'role', name: roleName }} />,
            },
            { id: 'trust', label: 'Trust relationships', content: <Trust role={role} /> },
            { id: 'revoke', label: 'Revoke sessions', content: <Revoke name={roleName} /> },
          ]}
        />
        <AwsCommand command="iam get-role" options={{ '--role-name': roleName }} />
      </SpaceBetween>
      {isDeleting && <DeleteRoleDialog name={roleName} onClose={() => setDeleting(false)} />}
    </ContentLayout>
  );
}
