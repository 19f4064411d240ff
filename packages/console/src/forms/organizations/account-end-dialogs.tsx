/**
 * Closing a member account, and removing one from its organization; each asks for the account's id.
 * Pages: ORG UG "Close a member account in an organization", "Remove a member account from an
 * organization".
 */
import type { JSX, ReactNode } from 'react';
import type { AccountEnd } from '../../api/organizations/account-end.ts';
import { useEndAccount } from '../../api/organizations/account-end.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ConfirmDelete } from '../../ui/confirm-delete.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import type { NodeDialogProps } from './unit-dialogs.tsx';

interface Ending {
  readonly verb: string;
  readonly done: string;
  readonly command: string;
  readonly effects: readonly string[];
}

const endings: Readonly<Record<AccountEnd['kind'], Ending>> = {
  close: {
    verb: 'Close',
    done: 'Closed',
    command: 'organizations close-account',
    effects: [
      'Nobody of the account can sign in or make requests any more, its root user included.',
      'Its roles cannot be assumed, and its buckets cannot be read, from other accounts either.',
      'It stays in the organization, with the status SUSPENDED, and counts as one of its accounts.',
      'There is no way here to open it again.',
    ],
  },
  remove: {
    verb: 'Remove',
    done: 'Removed',
    command: 'organizations remove-account-from-organization',
    effects: [
      'The account goes on by itself, with all its users, roles and buckets.',
      'Control policies of the organization hold for it no longer, with the next request.',
      'Tags that the organization gave it are lost.',
      'The role OrganizationAccountAccessRole stays in it until somebody there deletes it.',
    ],
  },
};

export function EndAccountDialog({
  kind,
  placed,
  onClose,
  onDone,
}: NodeDialogProps & { readonly kind: AccountEnd['kind']; onDone(): void }): JSX.Element {
  const { id, name } = placed.node;
  const { mutate, error, isPending } = useEndAccount();
  const notify = useNotify();
  const { verb, done, command, effects } = endings[kind];
  const close = (): void => {
    notify({ type: 'success', content: `${done} the account ${name} (${id}).` });
    onClose();
    onDone();
  };
  const lines: ReactNode = (
    <ul>
      {effects.map((effect) => (
        <li key={effect}>{effect}</li>
      ))}
    </ul>
  );
  return (
    <ConfirmDelete
      verb={verb}
      action={`${verb} account`}
      what={`account ${name}`}
      names={[name]}
      confirmation={id}
      error={error}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() => mutate({ kind, id }, { onSuccess: close })}
      details={
        <>
          {lines}
          <AwsCommand command={command} options={{ '--account-id': id }} />
        </>
      }
    />
  );
}
