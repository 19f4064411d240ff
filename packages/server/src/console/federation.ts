/**
 * `/_console/federation`: temporary credentials open the console, for identity brokers. Page: IAM
 * UG "Enable custom identity broker access to the AWS console" (getSigninToken, SessionDuration,
 * login, fifteen minutes).
 */
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { parseQuery, pairValue, parseForm, readBody } from '@hallpass/wire';
import type { Pairs } from '@hallpass/wire';
import { sessionCaller } from '../authenticate/callers.ts';
import type { SessionRecord } from '../authenticate/session-token.ts';
import { openSessionToken, temporarySecretAccessKey } from '../authenticate/session-token.ts';
import { openText, sealText } from '../data/secrets.ts';
import type { ServerState } from '../server-state.ts';
import type { ConsoleContext } from './console-context.ts';
import { ConsoleError, invalidRequest, jsonResponse, sameText } from './json-exchange.ts';
import { plainHeaders } from './security-headers.ts';
import { auditSignIn, userIdentityOf } from './sign-in-audit.ts';
import { startSession } from './start-session.ts';

const formBytesMax = 64 * 1024;
const secondsMin = 900;
const secondsMax = 43_200;

async function readParameters(request: HttpRequest): Promise<Pairs> {
  if (request.method === 'GET') return parseQuery(request.rawQuery);
  if (request.method !== 'POST') throw invalidRequest('Use GET or POST.');
  return parseForm(await readBody(request, formBytesMax));
}

export async function federation(
  context: ConsoleContext,
  request: HttpRequest,
): Promise<HttpResponse> {
  const parameters = await readParameters(request);
  const action = pairValue(parameters, 'Action');
  if (action === 'getSigninToken') return getSigninToken(context.state, request, parameters);
  if (action === 'login') return login(context.state, request, parameters);
  throw invalidRequest('Action must be getSigninToken or login.');
}

const unusable = (): ConsoleError =>
  new ConsoleError({
    status: 400,
    code: 'InvalidSession',
    message:
      'The Session must be unexpired temporary credentials: sessionId, sessionKey, sessionToken.',
  });

interface BroughtCredentials {
  readonly sessionId: string;
  readonly sessionKey: string;
  readonly sessionToken: string;
}

function readSession(text: string | undefined): BroughtCredentials {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    throw unusable();
  }
  const { sessionId, sessionKey, sessionToken } = (value ?? {}) as Record<string, unknown>;
  const texts = { sessionId, sessionKey, sessionToken };
  if (Object.values(texts).some((member) => typeof member !== 'string')) throw unusable();
  return texts as unknown as BroughtCredentials;
}

/** The session of credentials that are genuine, unexpired, and no console's own. */
function openBrought(state: ServerState, brought: BroughtCredentials): SessionRecord {
  const record = openSessionToken(state.secrets, brought.sessionToken);
  const genuine =
    record !== undefined &&
    record.accessKeyId === brought.sessionId &&
    sameText(temporarySecretAccessKey(state.secrets, brought.sessionId), brought.sessionKey);
  if (!genuine || record.expiresAtMs <= state.clock.nowMs()) throw unusable();
  if (record.consoleSessionId !== undefined || record.kind === 'session-token') throw unusable();
  return record;
}

function durationOf(record: SessionRecord, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (!/^\d+$/.test(text) || seconds < secondsMin || seconds > secondsMax) {
    throw invalidRequest(`SessionDuration must be ${secondsMin} to ${secondsMax} seconds.`);
  }
  if (record.kind === 'federated-user' || record.chained === true) {
    throw invalidRequest(
      'SessionDuration cannot be given with credentials of GetFederationToken or of a chained role.',
    );
  }
  return seconds;
}

const purpose = 'console-signin-token';
const tokenMs = 15 * 60_000;

interface SigninToken {
  readonly sessionToken: string;
  readonly madeAtMs: number;
  readonly durationSeconds?: number | undefined;
}

async function callerOf(state: ServerState, record: SessionRecord, sessionToken: string) {
  const caller = await state.metadata.read((tx) => sessionCaller(tx, record, sessionToken));
  if (caller === undefined) throw unusable();
  return caller;
}

async function getSigninToken(
  state: ServerState,
  request: HttpRequest,
  parameters: Pairs,
): Promise<HttpResponse> {
  const brought = readSession(pairValue(parameters, 'Session'));
  const record = openBrought(state, brought);
  const durationSeconds = durationOf(record, pairValue(parameters, 'SessionDuration'));
  const { sessionToken } = brought;
  const caller = await callerOf(state, record, sessionToken);
  const token: SigninToken = { sessionToken, madeAtMs: state.clock.nowMs(), durationSeconds };
  await auditSignIn(state, request, {
    name: 'GetSigninToken',
    accountId: caller.accountId,
    outcome: 'Success',
    userIdentity: userIdentityOf(caller),
  });
  return jsonResponse(200, {
    SigninToken: sealText(state.secrets, purpose, JSON.stringify(token)),
  });
}

/** Only pages of this console: a login link must not lead elsewhere. */
function destinationOf(request: HttpRequest, text: string | undefined): string {
  const start = '/_console/';
  const base = `http://${request.headers['host'] ?? 'localhost'}`;
  if (text === undefined || !URL.canParse(text, base)) return start;
  const { host, pathname, search } = new URL(text, base);
  return host === new URL(base).host && pathname.startsWith(start) ? pathname + search : start;
}

async function login(
  state: ServerState,
  request: HttpRequest,
  parameters: Pairs,
): Promise<HttpResponse> {
  const text = openText(state.secrets, purpose, pairValue(parameters, 'SigninToken') ?? '');
  const token = text === undefined ? undefined : (JSON.parse(text) as SigninToken);
  const nowMs = state.clock.nowMs();
  const record = token && openSessionToken(state.secrets, token.sessionToken);
  if (token === undefined || record === undefined || nowMs - token.madeAtMs > tokenMs) {
    const message = 'This sign-in link is not valid any more. Ask for a new one.';
    throw new ConsoleError({ status: 400, code: 'InvalidSigninToken', message });
  }
  await callerOf(state, record, token.sessionToken);
  const remainingMs = record.expiresAtMs - nowMs;
  const durationMs =
    token.durationSeconds === undefined ? remainingMs : token.durationSeconds * 1000;
  if (durationMs <= 0) throw unusable();
  const { accessKeyId: _key, issuedAtMs, expiresAtMs: _end, ...identity } = record;
  const destination = destinationOf(request, pairValue(parameters, 'Destination'));
  const issuer = pairValue(parameters, 'Issuer')?.slice(0, 1024);
  const { view, cookie } = await startSession(state, request, {
    record: identity,
    durationMs,
    issuedAtMs,
    loginTo: destination,
    ...(issuer === undefined ? {} : { issuer }),
  });
  const page = destination.slice('/_console/'.length);
  const location = `/_console/${view.id}/${page === '' ? 'home' : page}`;
  const headers = { ...plainHeaders, Location: location, 'Set-Cookie': cookie };
  return { status: 302, headers: { ...headers, 'Cache-Control': 'no-store' } };
}
