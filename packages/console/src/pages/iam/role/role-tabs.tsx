/** The tabs of a role: whom it trusts, and ending its sessions. */
import type { Role } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useNavigate } from 'react-router';
import { useIamPaths } from '../../../api/iam/iam-keys.ts';
import { decodeDocument } from '../../../api/iam/policies.ts';
import { useEditRole } from '../../../api/iam/role-changes.ts';
import { useChangeRole } from '../../../api/iam/roles.ts';
import { CodeView } from '../../../editor/code-view.tsx';
import { prettyDocument } from '../../../editor/new-policy.ts';
import { TagsContainer } from '../../../forms/iam/tags-container.tsx';
import { AwsCommand } from '../../../ui/aws-command.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useNotify } from '../../../ui/notifications.tsx';

export function Trust({ role }: { readonly role: Role }): JSX.Element {
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

export function Revoke({ name }: { readonly name: string }): JSX.Element {
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

export function RoleTags({ role }: { readonly role: Role }): JSX.Element {
  const { RoleName = '', Tags: former = [] } = role;
  const { mutateAsync, error, isPending } = useEditRole(RoleName);
  return (
    <SpaceBetween size="s">
      <TagsContainer
        tags={former}
        error={null}
        failure={error}
        isSaving={isPending}
        save={(tags) => mutateAsync({ kind: 'tag', former, tags })}
      />
      <AwsCommand command="iam list-role-tags" options={{ '--role-name': RoleName }} />
    </SpaceBetween>
  );
}
