/**
 * Sessions of the console. One sign-in is one session with the identity that signed in; every
 * switch of role adds one beside it, so that each tab keeps its own. What a session may do is in
 * its sealed session token, from which short-lived credentials are issued. Pages: IAM UG "Switch to
 * an IAM role (console)"; AWS Sign-In UG.
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';

export type ConsoleRole = {
  readonly accountId: string;
  /** With its path, without the leading slash: `path/name`. */
  readonly roleName: string;
  readonly displayName?: string;
  /** `#rrggbb` */
  readonly color?: string;
};

export type ConsoleSession = {
  /** `ACCOUNT-suffix`, the first segment of the page's addresses. */
  readonly id: string;
  /** Of the session that signed in: its own id, or that of the session a role was switched from. */
  readonly signInId: string;
  /** SHA-256 of the cookie in base64url; only of the session that signed in. */
  readonly cookieHash?: string;
  /** Sealed: what credentials are issued from. */
  readonly sessionToken: string;
  readonly startedAtMs: number;
  readonly expiresAtMs: number;
  /** Present after switching. */
  readonly role?: ConsoleRole;
};

/** Sessions of one sign-in that are looked at together; `rolesMax` of them are kept. */
const rolesMax = 20;
/** Expired sessions removed with each new one. */
const sweptMax = 50;

function sessionKey(id: string): readonly string[] {
  return ['console-session', id];
}

function placeKey(session: ConsoleSession): readonly string[] {
  return ['console-sign-in', session.signInId, session.id];
}

function expiryKey(session: ConsoleSession): readonly (string | number)[] {
  return ['console-expiry', session.expiresAtMs, session.id];
}

export function findConsoleSession(
  tx: ReadTransaction,
  id: string,
): Eventually<ConsoleSession | undefined> {
  return tx.get<ConsoleSession>(sessionKey(id));
}

/** The session that signed in first, then the roles, as they were taken. */
export async function listSignInSessions(
  tx: ReadTransaction,
  signInId: string,
): Promise<readonly ConsoleSession[]> {
  const places = await tx.scan({ prefix: ['console-sign-in', signInId], limit: rolesMax + 2 });
  const sessions: ConsoleSession[] = [];
  for (const { key } of places) {
    const session = await findConsoleSession(tx, key.at(-1) as string);
    if (session !== undefined) sessions.push(session);
  }
  return sessions.sort((one, other) => one.startedAtMs - other.startedAtMs);
}

export function deleteConsoleSession(tx: Transaction, session: ConsoleSession): void {
  tx.delete(sessionKey(session.id));
  tx.delete(placeKey(session));
  tx.delete(expiryKey(session));
}

async function sweepExpired(tx: Transaction, nowMs: number): Promise<void> {
  const oldest = await tx.scan({ prefix: ['console-expiry'], limit: sweptMax });
  for (const { key } of oldest) {
    if ((key[1] as number) > nowMs) return;
    const session = await findConsoleSession(tx, key[2] as string);
    if (session === undefined) tx.delete(key);
    else deleteConsoleSession(tx, session);
  }
}

/** Adds a session; the oldest role of the same sign-in goes when there are too many. */
export async function addConsoleSession(tx: Transaction, session: ConsoleSession): Promise<void> {
  await sweepExpired(tx, session.startedAtMs);
  const roles = (await listSignInSessions(tx, session.signInId)).filter(
    (other) => other.role !== undefined,
  );
  const [oldest] = roles;
  if (oldest !== undefined && roles.length >= rolesMax) deleteConsoleSession(tx, oldest);
  writeSession(tx, session);
}

function writeSession(tx: Transaction, session: ConsoleSession): void {
  tx.put(sessionKey(session.id), session);
  tx.put(placeKey(session), true);
  tx.put(expiryKey(session), true);
}

/** Renewal: the same session with another token and end. */
export function replaceConsoleSession(
  tx: Transaction,
  former: ConsoleSession,
  session: ConsoleSession,
): void {
  tx.delete(expiryKey(former));
  writeSession(tx, session);
}

/** Signs out: the session that signed in and every role taken from it. */
export async function deleteSignIn(tx: Transaction, signInId: string): Promise<void> {
  for (const session of await listSignInSessions(tx, signInId)) deleteConsoleSession(tx, session);
}
