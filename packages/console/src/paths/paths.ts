/**
 * Every address of the console. Nothing else builds one. Below `/ACCOUNT-suffix` a page belongs to
 * that session, so each tab keeps who it is; an address without it opens in the session there is.
 */

const part = encodeURIComponent;

export interface RoleLink {
  readonly account?: string | undefined;
  readonly roleName?: string | undefined;
  readonly displayName?: string | undefined;
  readonly color?: string | undefined;
}

function query(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given as [string, string][]).toString();
  return text === '' ? '' : `?${text}`;
}

/** Below this the server serves the console. */
export const basePath = '/_console';

export const publicPaths = {
  start: (): string => `${basePath}/`,
  /** `next`: where to go afterwards, as `withoutSession` gives it. */
  signIn: (options: { account?: string; next?: string; kind?: 'root' } = {}): string =>
    `${basePath}/signin${query(options)}`,
  /** To be mailed to someone: opens in the session that the reader has. */
  switchRole: (role: RoleLink): string => `${basePath}/switchrole${query({ ...role })}`,
};

const sessionIdPattern = /^\d{12}-[a-z0-9]{10}$/;

export function isSessionId(text: string): boolean {
  return sessionIdPattern.test(text);
}

/** `/_console/111111111111-abc…/iam/users` → `/iam/users`: the same page for whoever reads it. */
export function withoutSession(path: string): string {
  const rest = path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path;
  const [, first = '', ...more] = rest.split('/');
  return isSessionId(first) ? `/${more.join('/')}` : rest;
}

/** The page in a session. Whatever is not one of ours leads home. */
export function inSession(sessionId: string, path: string): string {
  const isOurs = path.startsWith('/') && !path.startsWith('//') && !path.includes('\\');
  const page = isOurs && path !== '/' ? path : '/home';
  return `${basePath}/${sessionId}${page}`;
}

export interface SessionPaths {
  home(): string;
  switchRole(role?: RoleLink): string;
  roleHistory(): string;
  securityCredentials(): string;
  support(): string;
  iam(): string;
  accountSettings(): string;
  users(): string;
  user(name: string, tab?: string): string;
  createUser(): string;
  groups(): string;
  roles(): string;
  policies(): string;
  simulator(): string;
  identityProviders(): string;
  buckets(): string;
  organizations(): string;
  organizationsPolicies(kind?: 'scp' | 'rcp'): string;
}

export function sessionPaths(sessionId: string): SessionPaths {
  const at = (path: string): string => `${basePath}/${sessionId}${path}`;
  return {
    home: () => at('/home'),
    switchRole: (role = {}) => at(`/switchrole${query({ ...role })}`),
    roleHistory: () => at('/roles-used'),
    support: () => at('/support'),
    securityCredentials: () => at('/security-credentials'),
    iam: () => at('/iam'),
    accountSettings: () => at('/iam/account-settings'),
    users: () => at('/iam/users'),
    user: (name, tab) => at(`/iam/users/${part(name)}${query({ tab })}`),
    createUser: () => at('/iam/users/create'),
    groups: () => at('/iam/groups'),
    roles: () => at('/iam/roles'),
    policies: () => at('/iam/policies'),
    simulator: () => at('/iam/simulator'),
    identityProviders: () => at('/iam/identity-providers'),
    buckets: () => at('/s3/buckets'),
    organizations: () => at('/organizations'),
    organizationsPolicies: (kind) =>
      at(`/organizations/policies${kind === undefined ? '' : `/${kind}`}`),
  };
}
