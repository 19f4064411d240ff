/**
 * `POST /_console/api/sign-in` and `…/sign-in/password`. A page that must ask for more (MFA code,
 * new password) is told so, and sends what it has once more together with it. Pages: AWS Sign-In UG
 * "Sign in to the AWS Management Console"; IAM UG "Manage passwords for IAM users".
 */
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { sessionCaller } from '../authenticate/callers.ts';
import type { SessionRecord } from '../authenticate/session-token.ts';
import { rootArn } from '../data/arns.ts';
import { identityArn } from '../data/identities.ts';
import { openText, sealText } from '../data/secrets.ts';
import type { ServerState } from '../server-state.ts';
import { ChangePassword } from '../services/iam/operations/index.ts';
import type { ConsoleContext } from './console-context.ts';
import { ConsoleError, invalidRequest, jsonResponse, readTexts } from './json-exchange.ts';
import type { LoginOutcome, LoginOwner, LoginRequest } from './login.ts';
import { checkLogin } from './login.ts';
import { auditSignIn } from './sign-in-audit.ts';
import { signInMs, startSession } from './start-session.ts';

const textCharactersMax = 1024;

function required(texts: Readonly<Record<string, string | undefined>>, name: string): string {
  const text = texts[name];
  if (text === undefined || text === '') throw invalidRequest(`${name} is missing`);
  if (text.length > textCharactersMax) throw invalidRequest(`${name} is too long`);
  return text;
}

async function readLogin(request: HttpRequest): Promise<LoginRequest> {
  const texts = await readTexts(request);
  const { mfaCode, mfaSerialNumber } = texts;
  const rest = { password: required(texts, 'password'), mfaCode, mfaSerialNumber };
  if (texts['kind'] === 'root') return { kind: 'root', email: required(texts, 'email'), ...rest };
  const [account, userName] = [required(texts, 'account'), required(texts, 'userName')];
  return { kind: 'user', account, userName, ...rest };
}

function nameOf(login: LoginRequest): string {
  if (login.kind === 'root') return `root ${login.email.trim().toLowerCase()}`;
  const account = login.account.trim().replaceAll('-', '').toLowerCase();
  return `user ${account} ${login.userName.trim().toLowerCase()}`;
}

function ownerIdentity({ account, user }: LoginOwner) {
  const owner = { accountId: account.id, partition: account.partition };
  if (user === undefined) {
    return { type: 'Root', principalId: account.id, arn: rootArn(owner), accountId: account.id };
  }
  const arn = identityArn(owner, 'user', user);
  const { id: principalId, name: userName } = user;
  return { type: 'IAMUser', principalId, arn, accountId: account.id, userName };
}

const wrong = 'Your authentication information is incorrect. Please try again.';

/** AWS's words at the door. */
const refusals = {
  unknown: wrong,
  'wrong-password': wrong,
  'wrong-mfa': 'The MFA code you entered is invalid or was already used. Try again with a new one.',
  'password-expired': 'Your password has expired. Contact your administrator to have it reset.',
  'account-closed': 'This account is closed.',
} as const;

const refusalCodes = {
  unknown: 'SignInFailed',
  'wrong-password': 'SignInFailed',
  'wrong-mfa': 'InvalidMfaCode',
  'password-expired': 'PasswordExpired',
  'account-closed': 'AccountClosed',
} as const;

async function refuse(
  state: ServerState,
  request: HttpRequest,
  outcome: LoginOutcome & { status: keyof typeof refusals },
): Promise<never> {
  const message = refusals[outcome.status];
  if (outcome.status !== 'unknown') {
    await auditSignIn(state, request, {
      name: 'ConsoleLogin',
      accountId: outcome.owner.account.id,
      outcome: 'Failure',
      userIdentity: ownerIdentity(outcome.owner),
      errorMessage: 'Failed authentication',
      additional: { MFAUsed: outcome.status === 'wrong-mfa' ? 'Yes' : 'No' },
    });
  } else {
    state.log.info(
      { event: 'ConsoleLogin', outcome: 'Failure', sourceIp: request.sourceIp },
      'console sign-in of nobody known',
    );
  }
  throw new ConsoleError({ status: 401, code: refusalCodes[outcome.status], message });
}

interface SignedIn {
  readonly accountId: string;
  readonly userId?: string | undefined;
  readonly mfaAtMs?: number | undefined;
}

function identityRecord({ accountId, userId, mfaAtMs }: SignedIn) {
  return {
    kind: 'session-token' as const,
    accountId,
    ...(userId === undefined ? {} : { principalId: userId }),
    ...(mfaAtMs === undefined ? {} : { mfaAtMs }),
  };
}

async function finish(
  state: ServerState,
  request: HttpRequest,
  signedIn: SignedIn,
): Promise<HttpResponse> {
  const { view, cookie } = await startSession(state, request, {
    record: identityRecord(signedIn),
    durationMs: signInMs,
  });
  // What IAM shows as PasswordLastUsed.
  const use = { atMs: state.clock.nowMs(), region: 'us-east-1' };
  state.lastUsed.note(signedIn.userId ?? signedIn.accountId, use);
  return jsonResponse(200, { status: 'signed-in', session: view }, { 'Set-Cookie': cookie });
}

const challengePurpose = 'console-password-challenge';
const challengeMs = 15 * 60_000;

interface Challenge extends SignedIn {
  readonly madeAtMs: number;
}

export async function signIn(context: ConsoleContext, request: HttpRequest): Promise<HttpResponse> {
  const { state, limits } = context;
  const login = await readLogin(request);
  const nowMs = state.clock.nowMs();
  const target = { name: nameOf(login), sourceIp: request.sourceIp, nowMs };
  const failed: readonly string[] = Object.keys(refusals);
  const outcome = await limits.guard(target, async () => {
    const value = await checkLogin(state, login);
    return { value, succeeded: !failed.includes(value.status) };
  });
  switch (outcome.status) {
    case 'mfa-required':
      return jsonResponse(200, outcome);
    case 'signed-in':
    case 'password-change-required': {
      const { owner, mfaAtMs, status } = outcome;
      const signedIn = { accountId: owner.account.id, userId: owner.user?.id, mfaAtMs };
      if (status === 'signed-in') return finish(state, request, signedIn);
      const text = JSON.stringify({ ...signedIn, madeAtMs: nowMs } satisfies Challenge);
      const challenge = sealText(state.secrets, challengePurpose, text);
      return jsonResponse(200, { status, challenge });
    }
    default:
      return refuse(state, request, outcome);
  }
}

function openChallenge(state: ServerState, sealed: string): Challenge {
  const text = openText(state.secrets, challengePurpose, sealed);
  const challenge = text === undefined ? undefined : (JSON.parse(text) as Challenge);
  if (challenge !== undefined && state.clock.nowMs() - challenge.madeAtMs < challengeMs) {
    return challenge;
  }
  const message = 'That took too long. Sign in again.';
  throw new ConsoleError({ status: 401, code: 'ChallengeExpired', message });
}

/** A new password where one is asked for: iam:ChangePassword, as the user, decides and does it. */
export async function changePasswordAndSignIn(
  context: ConsoleContext,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { state, call, limits } = context;
  const texts = await readTexts(request);
  const challenge = openChallenge(state, required(texts, 'challenge'));
  const OldPassword = required(texts, 'oldPassword');
  const NewPassword = required(texts, 'newPassword');
  const nowMs = state.clock.nowMs();
  const record: SessionRecord = {
    ...identityRecord(challenge),
    accessKeyId: '',
    issuedAtMs: nowMs,
    expiresAtMs: nowMs + challengeMs,
  };
  const caller = await state.metadata.read((tx) => sessionCaller(tx, record, ''));
  if (caller === undefined) throw invalidRequest('this user is gone');
  const as = { caller: { ...caller, session: { ...record, consoleSessionId: '' } }, request };
  const name = `password ${challenge.userId ?? ''}`;
  const failure = await limits.guard({ name, sourceIp: request.sourceIp, nowMs }, async () => {
    const value = await call(ChangePassword, { OldPassword, NewPassword }, as).then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    return { value, succeeded: value === undefined };
  });
  if (failure !== undefined) throw failure.error;
  await auditSignIn(state, request, {
    name: 'PasswordUpdated',
    accountId: caller.accountId,
    outcome: 'Success',
    userIdentity: { type: 'IAMUser', principalId: caller.userId, arn: caller.arn },
  });
  return finish(state, request, challenge);
}
