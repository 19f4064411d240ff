/** The console password of a user: whether there is one, and who sets or removes it. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { JSX } from 'react';
import { useState } from 'react';
import type { LoginProfile, User } from '@aws-sdk/client-iam';
import { useChangePasswordOf, useLoginProfileQuery } from '../../../api/iam/credentials.ts';
import { useSignInUrl } from '../../../forms/iam/console-login.tsx';
import { SetPasswordDialog } from '../../../forms/iam/set-password-dialog.tsx';
import { ConfirmDelete } from '../../../ui/confirm-delete.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useNotify } from '../../../ui/notifications.tsx';
import { Ago, Moment } from '../../../ui/time-text.tsx';

function RemovePassword({
  userName,
  onClose,
}: {
  readonly userName: string;
  onClose(): void;
}): JSX.Element {
  const { mutate, error, isPending } = useChangePasswordOf(userName);
  const notify = useNotify();
  return (
    <ConfirmDelete
      what={`console password of ${userName}`}
      names={[userName]}
      confirmation={userName}
      error={error}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { kind: 'delete' },
          {
            onSuccess: () => {
              notify({ type: 'success', content: `${userName} has no console access now.` });
              onClose();
            },
          },
        )
      }
    >
      The user can no longer sign in to the console. Access keys are not affected.
    </ConfirmDelete>
  );
}

function Details({
  user,
  profile,
}: {
  readonly user: User;
  readonly profile: LoginProfile | null;
}): JSX.Element {
  const url = useSignInUrl();
  const reset = profile?.PasswordResetRequired === true;
  return (
    <KeyValuePairs
      columns={3}
      items={[
        { label: 'Console sign-in link', value: <CopyText text={url} label="Sign-in link" /> },
        {
          label: 'Console password',
          value:
            profile === null ? (
              'Not enabled'
            ) : (
              <>
                Set <Moment date={profile.CreateDate} />
                {reset && ', to be changed at next sign-in'}
              </>
            ),
        },
        {
          label: 'Last console sign-in',
          value:
            user.PasswordLastUsed === undefined ? 'Never' : <Ago date={user.PasswordLastUsed} />,
        },
      ]}
    />
  );
}

export function ConsoleAccessPanel({ user }: { readonly user: User }): JSX.Element {
  const { UserName: userName = '' } = user;
  const { data, error, refetch } = useLoginProfileQuery({ kind: 'user', name: userName });
  const [open, setOpen] = useState<'set' | 'remove'>();
  const close = (): void => setOpen(undefined);
  // The dialog shows the password after there is one: it must stay what it was opened as.
  const [had, setHad] = useState(false);
  const hasPassword = data !== null && data !== undefined;
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <Button disabled={!hasPassword} onClick={() => setOpen('remove')}>
        Remove password
      </Button>
      <Button
        disabled={data === undefined}
        onClick={() => {
          setHad(hasPassword);
          setOpen('set');
        }}
      >
        {hasPassword ? 'Change password' : 'Enable console access'}
      </Button>
    </SpaceBetween>
  );
  return (
    <Container
      header={
        <Header variant="h2" actions={actions}>
          Console sign-in
        </Header>
      }
    >
      {error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />}
      {error === null &&
        (data === undefined ? <Spinner /> : <Details user={user} profile={data} />)}
      {open === 'set' && (
        <SetPasswordDialog userName={userName} hasPassword={had} onClose={close} />
      )}
      {open === 'remove' && <RemovePassword userName={userName} onClose={close} />}
    </Container>
  );
}
