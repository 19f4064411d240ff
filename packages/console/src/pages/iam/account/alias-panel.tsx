/** The account: its id, its alias, and where its users sign in. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useAliasQuery } from '../../../api/iam/account.ts';
import { useSession } from '../../../api/session-context.ts';
import { AliasDialog, DeleteAliasDialog } from '../../../forms/iam/alias-dialog.tsx';
import { publicPaths } from '../../../paths/paths.ts';
import { CopyText } from '../../../ui/copy-text.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';

/** The alias as it is now; what the session began with, where one may not ask. */
function useAliasShown() {
  const { accountAlias } = useSession();
  const { data, error } = useAliasQuery();
  return { alias: data === undefined ? (accountAlias ?? null) : data, error };
}

export function AliasPanel(): JSX.Element {
  const { accountId } = useSession();
  const { alias, error } = useAliasShown();
  const [open, setOpen] = useState<'edit' | 'delete'>();
  const close = (): void => setOpen(undefined);
  const url = window.location.origin + publicPaths.signIn({ account: alias ?? accountId });
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <Button disabled={alias === null} onClick={() => setOpen('delete')}>
        Delete alias
      </Button>
      <Button onClick={() => setOpen('edit')}>
        {alias === null ? 'Create alias' : 'Edit alias'}
      </Button>
    </SpaceBetween>
  );
  return (
    <Container
      header={
        <Header variant="h2" actions={actions}>
          Account
        </Header>
      }
    >
      {error !== null && <ErrorAlert error={error} header="The alias is not known" />}
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Account ID', value: <CopyText text={accountId} label="Account ID" /> },
          { label: 'Account alias', value: alias ?? (error === null ? 'None' : '-') },
          {
            label: 'Sign-in URL for IAM users in this account',
            value: <CopyText text={url} label="Sign-in URL" />,
          },
        ]}
      />
      {open === 'edit' && <AliasDialog former={alias} onClose={close} />}
      {open === 'delete' && alias !== null && <DeleteAliasDialog former={alias} onClose={close} />}
    </Container>
  );
}
