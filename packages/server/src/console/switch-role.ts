/**
 * Switching roles: sts:AssumeRole in the name of who signed in, never of a role switched to before.
 * Pages: IAM UG "Switch to an IAM role (console)" (session length: the least of the role's maximum
 * and the rest of the sign-in; root cannot switch; no external id), "Access to third parties".
 */
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { AwsError } from '@hallpass/wire';
import type { SessionRecord } from '../authenticate/session-token.ts';
import { openSessionToken } from '../authenticate/session-token.ts';
import { iamArn } from '../data/arns.ts';
import type { ConsoleRole, ConsoleSession } from '../data/console-sessions.ts';
import {
  addConsoleSession,
  deleteConsoleSession,
  replaceConsoleSession,
} from '../data/console-sessions.ts';
import { findRoleHistoryEntry, putRoleHistoryEntry, roleHistoryId } from '../data/role-history.ts';
import { findRole } from '../data/roles.ts';
import { AssumeRole } from '../services/sts/operations/index.ts';
import type { ConsoleContext, Place } from './console-context.ts';
import { ConsoleError, invalidRequest, jsonResponse, readTexts } from './json-exchange.ts';
import { findAccountNamed } from './login.ts';
import { sessionView } from './session-view.ts';
import { auditSignIn, userIdentityOf } from './sign-in-audit.ts';
import type { OpenSession } from './sign-in-session.ts';
import { newSessionId, openSession } from './sign-in-session.ts';
import { switchHint } from './switch-hint.ts';

const displayNameCharactersMax = 64;
const colorPattern = /^#[0-9a-f]{6}$/;
/** Path and name together: 512 + 64. */
const roleNameCharactersMax = 576;

const secondsMin = 900;
const secondsByDefault = 3600;
const chainedSecondsMax = 3600;

/** How a role is shown: texts of a request, checked. */
export function roleLabel(
  texts: Readonly<Record<string, string | undefined>>,
): Pick<ConsoleRole, 'displayName' | 'color'> {
  const displayName = texts['displayName']?.trim() ?? '';
  const color = texts['color']?.trim().toLowerCase() ?? '';
  if (displayName.length > displayNameCharactersMax) {
    throw invalidRequest(`A display name has at most ${displayNameCharactersMax} characters.`);
  }
  if (color !== '' && !colorPattern.test(color)) {
    throw invalidRequest('A colour is # and six hexadecimal digits.');
  }
  return { ...(displayName === '' ? {} : { displayName }), ...(color === '' ? {} : { color }) };
}

/** `/path/name/` as people type it → `path/name`. */
export function plainRoleName(text: string): string {
  const plain = text.trim().replace(/^\/+/, '');
  if (plain === '' || plain.length > roleNameCharactersMax) {
    throw invalidRequest('Enter the name of a role.');
  }
  return plain;
}

async function readRole(context: ConsoleContext, request: HttpRequest): Promise<ConsoleRole> {
  const texts = await readTexts(request);
  const roleName = plainRoleName(texts['roleName'] ?? '');
  const named = texts['account']?.trim() ?? '';
  const account = await context.state.metadata.read((tx) => findAccountNamed(tx, named));
  const digits = named.replaceAll('-', '');
  // An id that nobody has is refused by AssumeRole, like any role that one may not assume.
  const accountId = account?.id ?? (/^\d{12}$/.test(digits) ? digits : undefined);
  if (accountId === undefined) {
    const message =
      'Could not switch roles using the provided information: there is no account with this ' +
      'alias. Please check your settings and try again.';
    throw new ConsoleError({ status: 404, code: 'NoSuchAccount', message });
  }
  return { accountId, roleName, ...roleLabel(texts) };
}

/** AWS asks for the role's maximum, as far as the sign-in lasts. */
async function durationSeconds(
  { state }: ConsoleContext,
  { original, originalCaller }: OpenSession,
  role: ConsoleRole,
): Promise<number> {
  const name = role.roleName.slice(role.roleName.lastIndexOf('/') + 1);
  const record = await state.metadata.read((tx) => findRole(tx, role.accountId, name));
  const remaining = Math.floor((original.expiresAtMs - state.clock.nowMs()) / 1000);
  const longest = Math.min(record?.maxSessionDurationSeconds ?? secondsByDefault, remaining);
  const chained = originalCaller.kind === 'assumed-role' ? chainedSecondsMax : longest;
  return Math.max(secondsMin, Math.min(longest, chained));
}

async function assume(
  context: ConsoleContext,
  request: HttpRequest,
  { open, role }: { readonly open: OpenSession; readonly role: ConsoleRole },
): Promise<{ readonly sessionToken: string; readonly record: SessionRecord }> {
  const { originalCaller: caller } = open;
  const owner = { partition: caller.partition, accountId: role.accountId };
  const input = {
    RoleArn: iamArn(owner, 'role', `/${role.roleName}`),
    RoleSessionName: caller.session?.sessionName ?? caller.name,
    DurationSeconds: await durationSeconds(context, open, role),
  };
  try {
    const { Credentials } = await context.call(AssumeRole, input, { caller, request });
    const sessionToken = Credentials?.SessionToken ?? '';
    const record = openSessionToken(context.state.secrets, sessionToken);
    if (record === undefined) throw new Error('AssumeRole gave no session');
    return { sessionToken, record };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    await auditSignIn(context.state, request, {
      name: 'SwitchRole',
      accountId: caller.accountId,
      outcome: 'Failure',
      userIdentity: userIdentityOf(caller),
      errorMessage: error.message,
      additional: { SwitchTo: input.RoleArn },
    });
    throw await switchFailure(context, request, { error, caller, input });
  }
}

async function switchFailure(
  context: ConsoleContext,
  request: HttpRequest,
  refusal: Parameters<typeof switchHint>[2] & { readonly error: AwsError },
): Promise<ConsoleError> {
  const { error, input } = refusal;
  const { code, status, message, cause } = error;
  const hint = await switchHint(context.state, request, refusal);
  const encoded = (cause as { encodedMessage?: string } | undefined)?.encodedMessage;
  return new ConsoleError(
    { status, code, message },
    {
      roleArn: input.RoleArn,
      ...(hint === undefined ? {} : { hint }),
      ...(encoded === undefined ? {} : { encodedMessage: encoded }),
    },
  );
}

async function answer(
  context: ConsoleContext,
  request: HttpRequest,
  id: string,
): Promise<HttpResponse> {
  const { state } = context;
  const open = await openSession(state, request, id);
  const view = await state.metadata.read((tx) => sessionView(tx, open, state.clock.nowMs()));
  return jsonResponse(200, { session: view });
}

export async function switchRole(
  context: ConsoleContext,
  request: HttpRequest,
  { id }: Place,
): Promise<HttpResponse> {
  const { state } = context;
  const open = await openSession(state, request, id);
  const role = await readRole(context, request);
  const { sessionToken, record } = await assume(context, request, { open, role });
  const { original, originalCaller } = open;
  const startedAtMs = state.clock.nowMs();
  const session: ConsoleSession = {
    id: newSessionId(role.accountId),
    signInId: original.id,
    sessionToken,
    startedAtMs,
    expiresAtMs: Math.min(record.expiresAtMs, original.expiresAtMs),
    role,
  };
  await state.metadata.transact(async (tx) => {
    await addConsoleSession(tx, session);
    const owner = originalCaller.userId;
    const former = await findRoleHistoryEntry(tx, owner, roleHistoryId(role));
    const pinned = former?.pinned ?? false;
    await putRoleHistoryEntry(tx, owner, { ...role, pinned, lastUsedAtMs: startedAtMs });
  });
  const { caller } = await openSession(state, request, session.id);
  await auditSignIn(state, request, {
    name: 'SwitchRole',
    accountId: role.accountId,
    outcome: 'Success',
    userIdentity: userIdentityOf(caller),
    additional: { SwitchFrom: originalCaller.arn },
  });
  return answer(context, request, session.id);
}

/** The session of a role, or the refusal. */
async function openRoleSession(context: ConsoleContext, request: HttpRequest, id: string) {
  const open = await openSession(context.state, request, id);
  const { role } = open.session;
  if (role === undefined) throw invalidRequest('This is no session of a role.');
  return { open, role };
}

/** Assumes the role anew, on today's policies; the session keeps its id. */
export async function renewRole(
  context: ConsoleContext,
  request: HttpRequest,
  { id }: Place,
): Promise<HttpResponse> {
  const { open, role } = await openRoleSession(context, request, id);
  const { sessionToken, record } = await assume(context, request, { open, role });
  const { session, original, originalCaller, caller } = open;
  const expiresAtMs = Math.min(record.expiresAtMs, original.expiresAtMs);
  await context.state.metadata.transact(async (tx) => {
    replaceConsoleSession(tx, session, { ...session, sessionToken, expiresAtMs });
  });
  await auditSignIn(context.state, request, {
    name: 'RenewRole',
    accountId: role.accountId,
    outcome: 'Success',
    userIdentity: userIdentityOf(caller),
    additional: { SwitchFrom: originalCaller.arn },
  });
  return answer(context, request, id);
}

export async function exitRole(
  context: ConsoleContext,
  request: HttpRequest,
  { id }: Place,
): Promise<HttpResponse> {
  const { open, role } = await openRoleSession(context, request, id);
  const { session, original, originalCaller, caller } = open;
  await context.state.metadata.transact(async (tx) => deleteConsoleSession(tx, session));
  await auditSignIn(context.state, request, {
    name: 'ExitRole',
    accountId: role.accountId,
    outcome: 'Success',
    userIdentity: userIdentityOf(caller),
    additional: { SwitchTo: originalCaller.arn },
  });
  return answer(context, request, original.id);
}
