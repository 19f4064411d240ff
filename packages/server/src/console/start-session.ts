/**
 * The end of every way in: a session is made, its cookie set, the event kept. Page: AWS Sign-In UG
 * (a sign-in lasts twelve hours); AWS Management Console guide "Multi-session" (five at once).
 */
import type { HttpRequest } from '@hallpass/wire';
import { sessionCaller } from '../authenticate/callers.ts';
import type { SessionRecord } from '../authenticate/session-token.ts';
import { issueCredentials } from '../authenticate/session-token.ts';
import type { ConsoleSession } from '../data/console-sessions.ts';
import { addConsoleSession } from '../data/console-sessions.ts';
import type { ServerState } from '../server-state.ts';
import { ConsoleError, isSecure } from './json-exchange.ts';
import type { SessionView } from './session-view.ts';
import { sessionView } from './session-view.ts';
import { auditSignIn, userIdentityOf } from './sign-in-audit.ts';
import {
  findOpenSession,
  newCookie,
  newSessionId,
  setCookie,
  signInCookies,
} from './sign-in-session.ts';

export const signInMs: number = 12 * 3_600_000;
const signInsMax = 5;

export interface StartedSession {
  readonly view: SessionView;
  readonly cookie: string;
}

async function checkRoom(state: ServerState, request: HttpRequest): Promise<void> {
  const ids = [...signInCookies(request).keys()];
  const live = await state.metadata.read(async (tx) => {
    const found = await Promise.all(ids.map((id) => findOpenSession(tx, state, { request, id })));
    return found.filter((session) => session !== undefined).length;
  });
  if (live < signInsMax) return;
  throw new ConsoleError({
    status: 409,
    code: 'TooManySessions',
    message: `You are signed in ${signInsMax} times in this browser. Sign out of one first.`,
  });
}

/** `identity`: what the session is, before it has a key and times. */
export async function startSession(
  state: ServerState,
  request: HttpRequest,
  identity: {
    readonly record: Omit<SessionRecord, 'accessKeyId' | 'issuedAtMs' | 'expiresAtMs'>;
    readonly durationMs: number;
    /** Of the credentials that were brought, when it is not a new one. */
    readonly issuedAtMs?: number;
    readonly loginTo?: string;
    /** Who sent the person here, by a federation link. */
    readonly issuer?: string;
  },
): Promise<StartedSession> {
  await checkRoom(state, request);
  const { record, durationMs } = identity;
  const nowMs = state.clock.nowMs();
  const expiresAtMs = nowMs + durationMs;
  const times = { issuedAtMs: identity.issuedAtMs ?? nowMs, expiresAtMs };
  const id = newSessionId(record.accountId);
  const cookie = newCookie();
  const { sessionToken, accessKeyId } = issueCredentials(state.secrets, { ...record, ...times });
  const session: ConsoleSession = {
    id,
    signInId: id,
    cookieHash: cookie.hash,
    sessionToken,
    startedAtMs: nowMs,
    expiresAtMs,
  };
  const full: SessionRecord = { ...record, ...times, accessKeyId };
  const { caller, view } = await state.metadata.transact(async (tx) => {
    const caller = await sessionCaller(tx, full, sessionToken);
    if (caller === undefined) throw new Error('who signed in is gone');
    await addConsoleSession(tx, session);
    const open = { session, record: full, caller, original: session, originalCaller: caller };
    return { caller, view: await sessionView(tx, open, nowMs) };
  });
  await auditSignIn(state, request, {
    name: 'ConsoleLogin',
    accountId: caller.accountId,
    outcome: 'Success',
    userIdentity: userIdentityOf(caller),
    additional: {
      LoginTo: identity.loginTo ?? '/_console/',
      ...(identity.issuer === undefined ? {} : { Issuer: identity.issuer }),
      MFAUsed: record.mfaAtMs === undefined ? 'No' : 'Yes',
    },
  });
  const maxAgeSeconds = Math.ceil(durationMs / 1000);
  const secure = isSecure(request);
  return { view, cookie: setCookie(id, { value: cookie.value, maxAgeSeconds, secure }) };
}
