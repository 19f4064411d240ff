/** Endpoints about sessions: which there are, who each is, its credentials, its end. */
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { deleteSignIn } from '../data/console-sessions.ts';
import type { ConsoleContext, Place } from './console-context.ts';
import { invalidRequest, isSecure, jsonResponse } from './json-exchange.ts';
import { sessionView } from './session-view.ts';
import { auditSignIn, userIdentityOf } from './sign-in-audit.ts';
import {
  credentialsFor,
  credentialsSecondsDefault,
  credentialsSecondsMax,
  findOpenSession,
  openSession,
  setCookie,
  signInCookies,
} from './sign-in-session.ts';
import { listSignInSessions } from '../data/console-sessions.ts';

/** Every live session of this browser: sign-ins and the roles taken from each. */
export async function listSessions(
  { state }: ConsoleContext,
  request: HttpRequest,
): Promise<HttpResponse> {
  const nowMs = state.clock.nowMs();
  const sessions = await state.metadata.read(async (tx) => {
    const views = [];
    for (const signInId of signInCookies(request).keys()) {
      for (const { id } of await listSignInSessions(tx, signInId)) {
        const open = await findOpenSession(tx, state, { request, id });
        if (open !== undefined) views.push(await sessionView(tx, open, nowMs));
      }
    }
    return views;
  });
  return jsonResponse(200, { sessions });
}

export async function showSession(
  { state }: ConsoleContext,
  request: HttpRequest,
  { id }: Place,
): Promise<HttpResponse> {
  const open = await openSession(state, request, id);
  const view = await state.metadata.read((tx) => sessionView(tx, open, state.clock.nowMs()));
  return jsonResponse(200, { session: view });
}

/** `seconds=3600`: how long what is signed with the credentials must be good for. */
function readSeconds(rawQuery: string): number {
  const text = new URLSearchParams(rawQuery).get('seconds');
  const seconds = text === null ? credentialsSecondsDefault : Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= credentialsSecondsMax) return seconds;
  throw invalidRequest(`seconds must be a whole number from 1 to ${credentialsSecondsMax}.`);
}

/** For signing AWS calls in the page. */
export async function showCredentials(
  { state }: ConsoleContext,
  request: HttpRequest,
  { id }: Place,
): Promise<HttpResponse> {
  const seconds = readSeconds(request.rawQuery);
  const credentials = credentialsFor(state, await openSession(state, request, id), seconds);
  return jsonResponse(200, { ...credentials, nowMs: state.clock.nowMs() });
}

/** Ends the sign-in with all its roles; their credentials end with it. */
export async function signOut(
  { state }: ConsoleContext,
  request: HttpRequest,
  { id }: Place,
): Promise<HttpResponse> {
  const { original, originalCaller } = await openSession(state, request, id);
  await state.metadata.transact((tx) => deleteSignIn(tx, original.id));
  await auditSignIn(state, request, {
    name: 'Logout',
    accountId: originalCaller.accountId,
    outcome: 'Success',
    userIdentity: userIdentityOf(originalCaller),
  });
  const secure = isSecure(request);
  const cookie = setCookie(original.id, { value: '', maxAgeSeconds: 0, secure });
  return jsonResponse(200, {}, { 'Set-Cookie': cookie });
}
