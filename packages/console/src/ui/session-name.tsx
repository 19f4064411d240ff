/** A session in a line: its colour, who it is, in which account. */
import type { JSX } from 'react';
import type { Session } from '../api/console-api.ts';
import { ColorDot } from './color-dot.tsx';

/** 111111111111 → 1111-1111-1111, as the console shows it. */
export function accountIdText(accountId: string): string {
  return accountId.replace(/^(\d{4})(\d{4})(\d{4})$/, '$1-$2-$3');
}

export function accountText(account: {
  readonly accountId: string;
  readonly accountAlias?: string;
}): string {
  return account.accountAlias ?? accountIdText(account.accountId);
}

/** `PRODUCTION`, or `UpdateApp @ 9999-9999-9999`, or `David @ development`. */
export function sessionText({ role, label, ...account }: Session): string {
  const who = role === undefined ? label : role.roleName;
  return role?.displayName ?? `${who} @ ${accountText(account)}`;
}

export function SessionName({ session }: { readonly session: Session }): JSX.Element {
  return (
    <>
      <ColorDot color={session.role?.color} /> {sessionText(session)}
    </>
  );
}
