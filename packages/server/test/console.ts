/** The console's endpoints as a browser uses them: JSON, cookies kept, the origin sent. */
import { CreateLoginProfileCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import type { TestClients, TestServer } from './harness.ts';
import { grant } from './identities.ts';
import type { TestStatement } from './identities.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, never>> & {
    readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
    readonly status?: string;
    readonly session?: TestSession;
    readonly sessions?: readonly TestSession[];
    readonly challenge?: string;
  };
}

export interface TestSession {
  readonly id: string;
  readonly signInId: string;
  readonly kind: string;
  readonly accountId: string;
  readonly label: string;
  readonly arn: string;
  readonly expiresAtMs: number;
  readonly nowMs: number;
  readonly role?: { readonly roleName: string };
}

export interface TestBrowser {
  readonly cookies: Map<string, string>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, body?: object): Promise<Answer>;
  /** Signed in as a user, or the test fails. */
  signIn(login: object): Promise<TestSession>;
  /** Clients that sign as the page of this session does. */
  clients(sessionId: string): Promise<TestClients>;
}

function keepCookie(cookies: Map<string, string>, header: string | null): void {
  const [pair = ''] = (header ?? '').split(';');
  const at = pair.indexOf('=');
  if (at < 0) return;
  if (/Max-Age=0/.test(header ?? '')) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), pair.slice(at + 1));
}

export function openBrowser(server: TestServer): TestBrowser {
  const cookies = new Map<string, string>();
  const send = async (
    method: string,
    path: string,
    { body, headers = {} }: { body?: object; headers?: Record<string, string> } = {},
  ): Promise<Answer> => {
    const response = await fetch(`${server.endpoint}/_console/${path}`, {
      method,
      redirect: 'manual',
      headers: {
        Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        Origin: server.endpoint,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    keepCookie(cookies, response.headers.get('set-cookie'));
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson ? JSON.parse(text) : {}) as Answer['body'],
    };
  };
  const get = (path: string): Promise<Answer> => send('GET', path);
  const post = (path: string, body?: object, headers?: Record<string, string>): Promise<Answer> =>
    send('POST', path, { body: body ?? {}, ...(headers === undefined ? {} : { headers }) });
  return {
    cookies,
    get,
    post,
    send: (method, path, body) => send(method, path, body === undefined ? {} : { body }),
    async signIn(login) {
      const { body } = await post('api/sign-in', login);
      if (body.session === undefined) throw new Error(`not signed in: ${JSON.stringify(body)}`);
      return body.session;
    },
    async clients(sessionId) {
      const { body } = await get(`api/sessions/${sessionId}/credentials`);
      return server.clientsFor(body as never);
    },
  };
}

export const testPassword = 'Correct-Horse-7';

/** A user with a password, and how it signs in. */
export async function addConsoleUser(
  server: TestServer,
  name: string,
  options: { readonly statements?: readonly TestStatement[]; readonly mustChange?: boolean } = {},
): Promise<object> {
  const { statements = [], mustChange = false } = options;
  await server.iam.send(new CreateUserCommand({ UserName: name }));
  await server.iam.send(
    new CreateLoginProfileCommand({
      UserName: name,
      Password: testPassword,
      PasswordResetRequired: mustChange,
    }),
  );
  if (statements.length > 0) await grant(server, name, statements);
  return { kind: 'user', account: server.accountId, userName: name, password: testPassword };
}
