/** What the page is told about a session: who, where, until when. Nothing secret. */
import type { ReadTransaction } from '@hallpass/store';
import { findAccount } from '../data/accounts.ts';
import type { ConsoleSession } from '../data/console-sessions.ts';
import type { OpenSession } from './sign-in-session.ts';

export interface SessionView {
  readonly id: string;
  readonly signInId: string;
  readonly kind: 'root' | 'user' | 'assumed-role' | 'federated-user';
  readonly accountId: string;
  readonly accountName: string;
  readonly accountAlias?: string;
  readonly arn: string;
  /** As the identity menu shows it: user name, `Role/session`, e-mail of the root user. */
  readonly label: string;
  readonly startedAtMs: number;
  readonly expiresAtMs: number;
  readonly hasMfa: boolean;
  /** The server's clock, from which the page counts down. */
  readonly nowMs: number;
  readonly role?: ConsoleSession['role'];
  readonly original: {
    readonly sessionId: string;
    readonly label: string;
    readonly accountId: string;
    readonly accountAlias?: string;
    readonly expiresAtMs: number;
  };
}

function labelOf({ kind, name, account, session }: OpenSession['caller']): string {
  if (kind === 'root') return account.email;
  if (kind === 'assumed-role') return `${name}/${session?.sessionName ?? ''}`;
  return name;
}

export async function sessionView(
  tx: ReadTransaction,
  open: OpenSession,
  nowMs: number,
): Promise<SessionView> {
  const { session, original, caller, originalCaller, record } = open;
  // The caller's copy of the account is of this transaction; its alias may have changed before.
  const account = (await findAccount(tx, caller.accountId)) ?? caller.account;
  const home = (await findAccount(tx, originalCaller.accountId)) ?? originalCaller.account;
  return {
    id: session.id,
    signInId: session.signInId,
    kind: caller.kind,
    accountId: account.id,
    accountName: account.name,
    ...(account.alias === undefined ? {} : { accountAlias: account.alias }),
    arn: caller.arn,
    label: labelOf(caller),
    startedAtMs: session.startedAtMs,
    expiresAtMs: session.expiresAtMs,
    hasMfa: record.mfaAtMs !== undefined,
    nowMs,
    ...(session.role === undefined ? {} : { role: session.role }),
    original: {
      sessionId: original.id,
      label: labelOf(originalCaller),
      accountId: home.id,
      ...(home.alias === undefined ? {} : { accountAlias: home.alias }),
      expiresAtMs: original.expiresAtMs,
    },
  };
}
