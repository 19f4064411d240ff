/** The console's endpoints, by method and path; docs/console-api.md describes them. */
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import type { ConsoleContext, Place } from './console-context.ts';
import { ConsoleError, isFromOwnPage } from './json-exchange.ts';
import { forgetRole, listRoles, rememberRole } from './role-history-api.ts';
import { listSessions, showCredentials, showSession, signOut } from './session-api.ts';
import { changePasswordAndSignIn, signIn } from './sign-in.ts';
import { exitRole, renewRole, switchRole } from './switch-role.ts';

type Endpoint = (
  context: ConsoleContext,
  request: HttpRequest,
  place: Place,
) => Promise<HttpResponse>;

/** `*` stands for a session's id or for an item's. */
const endpoints: Readonly<Record<string, Endpoint>> = {
  'POST sign-in': signIn,
  'POST sign-in/password': changePasswordAndSignIn,
  'GET sessions': listSessions,
  'GET sessions/*': showSession,
  'GET sessions/*/credentials': showCredentials,
  'POST sessions/*/sign-out': signOut,
  'POST sessions/*/switch-role': switchRole,
  'POST sessions/*/renew': renewRole,
  'POST sessions/*/exit-role': exitRole,
  'GET sessions/*/roles': listRoles,
  'PUT sessions/*/roles/*': rememberRole,
  'DELETE sessions/*/roles/*': forgetRole,
};

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

export async function apiResponse(
  context: ConsoleContext,
  request: HttpRequest,
  path: string,
): Promise<HttpResponse> {
  const [area = '', id = '', verb, item] = path.split('/').map(decoded);
  const pattern =
    area === 'sessions'
      ? [area, id && '*', verb, item && '*'].filter((part) => part !== undefined && part !== '')
      : [path];
  const endpoint = endpoints[`${request.method} ${pattern.join('/')}`];
  if (endpoint === undefined) {
    const message = 'The console has no such endpoint.';
    throw new ConsoleError({ status: 404, code: 'NotFound', message });
  }
  if (!isFromOwnPage(request)) {
    const message = 'Only pages of this console may ask for that.';
    throw new ConsoleError({ status: 403, code: 'ForeignPage', message });
  }
  return endpoint(context, request, { id, item: item ?? '' });
}
