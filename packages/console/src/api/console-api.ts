/**
 * The console's own few endpoints (docs/console-api.md): trading a login for credentials, switching
 * roles. All else a page does through the AWS API.
 */

export interface RoleShown {
  readonly accountId: string;
  readonly roleName: string;
  readonly displayName?: string;
  readonly color?: string;
}

export interface Session {
  readonly id: string;
  readonly signInId: string;
  readonly kind: 'root' | 'user' | 'assumed-role' | 'federated-user';
  readonly accountId: string;
  readonly accountName: string;
  readonly accountAlias?: string;
  readonly arn: string;
  readonly label: string;
  readonly startedAtMs: number;
  readonly expiresAtMs: number;
  readonly hasMfa: boolean;
  readonly nowMs: number;
  readonly role?: RoleShown;
  readonly original: {
    readonly sessionId: string;
    readonly label: string;
    readonly accountId: string;
    readonly accountAlias?: string;
    readonly expiresAtMs: number;
  };
}

export interface RoleHistoryEntry extends RoleShown {
  readonly id: string;
  readonly accountAlias?: string;
  readonly pinned: boolean;
  readonly lastUsedAtMs: number;
}

export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAtMs: number;
  readonly nowMs: number;
}

export type SwitchHint = 'external-id' | 'mfa' | 'root';

export interface ConsoleFailure {
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
  readonly roleArn?: string;
  readonly hint?: SwitchHint;
  readonly encodedMessage?: string;
}

/** A refusal of the console's own endpoints. */
export class ConsoleApiError extends Error {
  override readonly name = 'ConsoleApiError';
  readonly failure: ConsoleFailure;

  constructor(failure: ConsoleFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

const unreachable: ConsoleFailure = {
  code: 'Unreachable',
  message: 'The server does not answer. Check that it runs, then try again.',
  requestId: '',
};

async function exchange<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`/_console/api/${path}`, {
    method,
    credentials: 'same-origin',
    ...(body === undefined
      ? {}
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ConsoleApiError(unreachable);
  });
  const value = (await response.json().catch(() => ({}))) as T & { error?: ConsoleFailure };
  if (!response.ok) throw new ConsoleApiError(value.error ?? unreachable);
  return value;
}

export interface UserLogin {
  readonly kind: 'user';
  readonly account: string;
  readonly userName: string;
  readonly password: string;
}

export interface RootLogin {
  readonly kind: 'root';
  readonly email: string;
  readonly password: string;
}

export interface MfaCode {
  readonly mfaCode: string;
  readonly mfaSerialNumber: string;
}

export type SignInAnswer =
  | { readonly status: 'signed-in'; readonly session: Session }
  | { readonly status: 'mfa-required'; readonly serialNumbers: readonly string[] }
  | { readonly status: 'password-change-required'; readonly challenge: string };

export interface PasswordChange {
  readonly challenge: string;
  readonly oldPassword: string;
  readonly newPassword: string;
}

interface SessionAnswer {
  readonly session: Session;
}

const one = (sessionId: string): string => `sessions/${sessionId}`;

export const consoleApi = {
  signIn: (login: (UserLogin | RootLogin) & Partial<MfaCode>): Promise<SignInAnswer> =>
    exchange('POST', 'sign-in', login),
  changePassword: (change: PasswordChange): Promise<SignInAnswer> =>
    exchange('POST', 'sign-in/password', change),
  sessions: async (): Promise<readonly Session[]> =>
    (await exchange<{ sessions: readonly Session[] }>('GET', 'sessions')).sessions,
  session: async (id: string): Promise<Session> =>
    (await exchange<SessionAnswer>('GET', one(id))).session,
  /** `seconds`: how long what they sign must be good for; without it, as long as a page needs. */
  credentials: (id: string, seconds?: number): Promise<SessionCredentials> =>
    exchange('GET', `${one(id)}/credentials${seconds === undefined ? '' : `?seconds=${seconds}`}`),
  signOut: (id: string): Promise<object> => exchange('POST', `${one(id)}/sign-out`),
  switchRole: async (
    id: string,
    role: {
      readonly account: string;
      readonly roleName: string;
      readonly displayName?: string;
      readonly color?: string;
    },
  ): Promise<Session> =>
    (await exchange<SessionAnswer>('POST', `${one(id)}/switch-role`, role)).session,
  renewRole: async (id: string): Promise<Session> =>
    (await exchange<SessionAnswer>('POST', `${one(id)}/renew`)).session,
  /** Gives the session of who signed in. */
  exitRole: async (id: string): Promise<Session> =>
    (await exchange<SessionAnswer>('POST', `${one(id)}/exit-role`)).session,
  roles: async (id: string): Promise<readonly RoleHistoryEntry[]> =>
    (await exchange<{ roles: readonly RoleHistoryEntry[] }>('GET', `${one(id)}/roles`)).roles,
  rememberRole: (
    id: string,
    entry: Pick<RoleHistoryEntry, 'id' | 'displayName' | 'color' | 'pinned'>,
  ): Promise<object> =>
    exchange('PUT', `${one(id)}/roles/${encodeURIComponent(entry.id)}`, {
      displayName: entry.displayName ?? '',
      color: entry.color ?? '',
      pinned: String(entry.pinned),
    }),
  forgetRole: (id: string, entryId: string): Promise<object> =>
    exchange('DELETE', `${one(id)}/roles/${encodeURIComponent(entryId)}`),
};
