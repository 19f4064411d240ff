/**
 * From a cookie to a session, and from a session to credentials. A sign-in has one cookie, named
 * after it, so that several can live in one browser; the store has only its hash. Credentials are
 * short-lived and die with the session.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { ReadTransaction } from '@hallpass/store';
import type { HttpRequest } from '@hallpass/wire';
import type { AuthenticatedCaller } from '../authenticate/caller.ts';
import { sessionCaller } from '../authenticate/callers.ts';
import type { SessionRecord, TemporaryCredentials } from '../authenticate/session-token.ts';
import { issueCredentials, openSessionToken } from '../authenticate/session-token.ts';
import type { ConsoleSession } from '../data/console-sessions.ts';
import { findConsoleSession } from '../data/console-sessions.ts';
import type { ServerState } from '../server-state.ts';
import { ConsoleError, sameText } from './json-exchange.ts';

const cookiePrefix = 'hallpass-';
const sessionIdPattern = /^\d{12}-[a-z0-9]{10}$/;
/** Cookies of a request that are looked at. */
const cookiesMax = 100;

export function newSessionId(accountId: string): string {
  // Ten of 36 letters: not a secret, only distinct.
  const random = BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString(36)
    .padStart(13, '0');
  return `${accountId}-${random.slice(-10)}`;
}

export interface NewCookie {
  readonly value: string;
  readonly hash: string;
}

function cookieHash(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}

export function newCookie(): NewCookie {
  const value = randomBytes(32).toString('base64url');
  return { value, hash: cookieHash(value) };
}

export function setCookie(
  signInId: string,
  cookie: { readonly value: string; readonly maxAgeSeconds: number; readonly secure: boolean },
): string {
  const { value, maxAgeSeconds, secure } = cookie;
  return (
    `${cookiePrefix}${signInId}=${value}; Path=/_console/; Max-Age=${maxAgeSeconds}; ` +
    `HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`
  );
}

/** Sign-in id → value, of the cookies that look like ours. */
export function signInCookies(request: HttpRequest): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>();
  const parts = (request.headers['cookie'] ?? '').split(';', cookiesMax);
  for (const part of parts) {
    const [name = '', value = ''] = part.trim().split('=');
    const id = name.startsWith(cookiePrefix) ? name.slice(cookiePrefix.length) : '';
    if (sessionIdPattern.test(id)) cookies.set(id, value);
  }
  return cookies;
}

/** A live session whose cookie the request carries, and who it is. */
export interface OpenSession {
  readonly session: ConsoleSession;
  readonly record: SessionRecord;
  readonly caller: AuthenticatedCaller;
  /** The session that signed in: itself unless it is a role's. */
  readonly original: ConsoleSession;
  readonly originalCaller: AuthenticatedCaller;
}

export function sessionEnded(): ConsoleError {
  const message = 'Your session has ended. Sign in again.';
  return new ConsoleError({ status: 401, code: 'SessionEnded', message });
}

interface Identity {
  readonly record: SessionRecord;
  readonly caller: AuthenticatedCaller;
}

async function identityOf(
  tx: ReadTransaction,
  state: ServerState,
  session: ConsoleSession,
): Promise<Identity | undefined> {
  const opened = openSessionToken(state.secrets, session.sessionToken);
  if (opened === undefined || session.expiresAtMs <= state.clock.nowMs()) return undefined;
  const record = { ...opened, consoleSessionId: session.id };
  const caller = await sessionCaller(tx, record, session.sessionToken);
  return caller && { record, caller };
}

/** `undefined` when it has ended, its principal is gone, or the cookie is not its own. */
export async function findOpenSession(
  tx: ReadTransaction,
  state: ServerState,
  options: { readonly request: HttpRequest; readonly id: string },
): Promise<OpenSession | undefined> {
  const { request, id } = options;
  if (!sessionIdPattern.test(id)) return undefined;
  const session = await findConsoleSession(tx, id);
  if (session === undefined) return undefined;
  const original =
    session.signInId === id ? session : await findConsoleSession(tx, session.signInId);
  const value = signInCookies(request).get(session.signInId);
  if (original?.cookieHash === undefined || value === undefined) return undefined;
  if (!sameText(cookieHash(value), original.cookieHash)) return undefined;
  const signedIn = await identityOf(tx, state, original);
  const current = session === original ? signedIn : await identityOf(tx, state, session);
  if (signedIn === undefined || current === undefined) return undefined;
  return { session, ...current, original, originalCaller: signedIn.caller };
}

export async function openSession(
  state: ServerState,
  request: HttpRequest,
  id: string,
): Promise<OpenSession> {
  const found = await state.metadata.read((tx) => findOpenSession(tx, state, { request, id }));
  if (found === undefined) throw sessionEnded();
  return found;
}

/** A page asks for new ones before these end; links that it signs may have to last longer. */
export const credentialsSecondsDefault: number = 15 * 60;
export const credentialsSecondsMax: number = 12 * 3600;

export interface IssuedCredentials extends TemporaryCredentials {
  readonly expiresAtMs: number;
}

/**
 * The time of issue stays that of the sign-in or the switch, so that a policy which denies all
 * sessions issued before some time (AWSRevokeOlderSessions) is not evaded by asking again.
 */
export function credentialsFor(
  state: ServerState,
  { session, record }: Pick<OpenSession, 'session' | 'record'>,
  seconds: number,
): IssuedCredentials {
  const expiresAtMs = Math.min(session.expiresAtMs, state.clock.nowMs() + seconds * 1000);
  const { accessKeyId: _former, ...identity } = record;
  const credentials = issueCredentials(state.secrets, {
    ...identity,
    expiresAtMs,
    consoleSessionId: session.id,
  });
  return { ...credentials, expiresAtMs };
}
