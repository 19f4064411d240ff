/**
 * `/security-credentials`: the signed-in user's, or root user's, own password, MFA devices and
 * access keys. Page: IAM UG "My security credentials".
 */
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import type { Session } from '../api/console-api.ts';
import type { Owner } from '../api/iam/credentials.ts';
import { useSession } from '../api/session-context.ts';
import { useSignInUrl } from '../forms/iam/console-login.tsx';
import { OwnPasswordForm } from '../forms/iam/own-password-form.tsx';
import { AwsCommand } from '../ui/aws-command.tsx';
import { CopyText } from '../ui/copy-text.tsx';
import { AccessKeysPanel } from './iam/user/access-keys-panel.tsx';
import { MfaPanel } from './iam/user/mfa-panel.tsx';

/** Roles and federated users have temporary credentials only: nothing of their own to manage. */
function ownerOf({ kind, role, arn }: Session): Owner | undefined {
  if (role !== undefined) return undefined;
  if (kind === 'root') return { kind: 'root' };
  return kind === 'user' ? { kind: 'user', name: arn.slice(arn.lastIndexOf('/') + 1) } : undefined;
}

function AccountDetails(): JSX.Element {
  const { accountId, arn } = useSession();
  const url = useSignInUrl();
  return (
    <Container header={<Header variant="h2">Account details</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Signed in as', value: <CopyText text={arn} label="ARN" /> },
          { label: 'Account ID', value: <CopyText text={accountId} label="Account ID" /> },
          { label: 'Console sign-in link', value: <CopyText text={url} label="Sign-in link" /> },
        ]}
      />
    </Container>
  );
}

function Password({ owner }: { readonly owner: Owner }): JSX.Element {
  return (
    <Container header={<Header variant="h2">Console password</Header>}>
      {owner.kind === 'user' ? (
        <OwnPasswordForm />
      ) : (
        'AWS has no API operation for the password of the root user; it stays the one it was given.'
      )}
    </Container>
  );
}

export function SecurityCredentialsPage(): JSX.Element {
  const session = useSession();
  const owner = ownerOf(session);
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={owner?.kind === 'root' ? 'Root user' : session.label}>
          My security credentials
        </Header>
      }
    >
      <SpaceBetween size="l">
        <AccountDetails />
        {owner === undefined ? (
          <Alert>
            This session has temporary credentials, which end with it. Passwords, access keys and
            MFA devices belong to IAM users and the root user: go back to the one you signed in as.
          </Alert>
        ) : (
          <SpaceBetween size="l">
            <Password owner={owner} />
            <MfaPanel owner={owner} />
            <AccessKeysPanel owner={owner} />
          </SpaceBetween>
        )}
        <AwsCommand command="iam list-access-keys" />
      </SpaceBetween>
    </ContentLayout>
  );
}
