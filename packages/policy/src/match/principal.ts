/**
 * Does a Principal or NotPrincipal element name the caller, and how? The how decides which of the
 * caller's own policies still limit: see `decide/resource-policy.ts`.
 * Pages: IAM UG "AWS JSON policy elements: Principal", "NotPrincipal".
 */
import type { PrincipalElement } from '../syntax/document.ts';
import type { AuthorizationRequest, Principal } from '../types.ts';

/** How a caller is named, weakest first; the order is used. */
export const named = {
  not: 0,
  /** By account: a delegation to its identity policies. */
  byAccount: 1,
  /** A session by the role or the user behind it. */
  byParent: 2,
  /** The user, the session, the service, the provider itself, or everyone. */
  directly: 3,
} as const;

export type Named = (typeof named)[keyof typeof named];

export interface PrincipalMatcher {
  readonly negated: boolean;
  /** `*` or `{"AWS": "*"}`. */
  readonly everyone: boolean;
  /** By account id; the value is the partition of a root ARN, empty for the bare twelve digits. */
  readonly accounts: ReadonlyMap<string, string>;
  /** ARNs and unique ids. */
  readonly names: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly federated: ReadonlySet<string>;
  readonly canonicalUsers: ReadonlySet<string>;
}

const accountId = /^\d{12}$/;
const rootArn = /^arn:([a-z-]+):iam::(\d{12}):root$/;

/** Twelve digits and the root's ARN mean the same: the account. */
function addAccount(value: string, accounts: Map<string, string>): boolean {
  if (accountId.test(value)) {
    accounts.set(value, '');
    return true;
  }
  const [, partition, account] = rootArn.exec(value) ?? [];
  if (partition === undefined || account === undefined) return false;
  // The bare form, which is good for any partition, stays.
  if (!accounts.has(account)) accounts.set(account, partition);
  return true;
}

const none: ReadonlySet<string> = new Set();

export function compilePrincipal(element: PrincipalElement, negated: boolean): PrincipalMatcher {
  const accounts = new Map<string, string>();
  const lists = new Map<string, Set<string>>();
  for (const { key, values } of element.groups) {
    const list = lists.get(key) ?? new Set();
    lists.set(key, list);
    for (const { value } of values) {
      if (key !== 'AWS' || !addAccount(value, accounts)) list.add(value);
    }
  }
  const names = lists.get('AWS') ?? none;
  return {
    negated,
    everyone: element.text === '*' || names.has('*'),
    accounts,
    names,
    services: lists.get('Service') ?? none,
    federated: lists.get('Federated') ?? none,
    canonicalUsers: lists.get('CanonicalUser') ?? none,
  };
}

function namesAccount({ accounts }: PrincipalMatcher, principal: Principal): boolean {
  if (accounts.size === 0 || !('partition' in principal)) return false;
  const partition = accounts.get(principal.accountId);
  return partition !== undefined && (partition === '' || partition === principal.partition);
}

function namesParent({ names }: PrincipalMatcher, principal: Principal): boolean {
  if (principal.kind === 'assumed-role') {
    return names.has(principal.roleArn) || names.has(principal.roleId);
  }
  if (principal.kind !== 'federated-user') return false;
  const { userArn, userId } = principal;
  return (
    (userArn !== undefined && names.has(userArn)) || (userId !== undefined && names.has(userId))
  );
}

function namesDirectly(matcher: PrincipalMatcher, principal: Principal): boolean {
  switch (principal.kind) {
    case 'user':
      return matcher.names.has(principal.arn) || matcher.names.has(principal.id);
    case 'assumed-role':
    case 'federated-user':
      return matcher.names.has(principal.arn);
    case 'service':
      return matcher.services.has(principal.service) || matcher.services.has('*');
    case 'web-identity':
    case 'saml':
      return matcher.federated.has(principal.provider) || matcher.federated.has('*');
    default:
      return false;
  }
}

/** A canonical user id stands for an account. */
function namesCanonicalUser(matcher: PrincipalMatcher, request: AuthorizationRequest): boolean {
  const { canonicalUserId } = request;
  return canonicalUserId !== undefined && matcher.canonicalUsers.has(canonicalUserId);
}

function positiveMatch(matcher: PrincipalMatcher, request: AuthorizationRequest): Named {
  const { principal } = request;
  if (matcher.everyone || namesDirectly(matcher, principal)) return named.directly;
  if (namesParent(matcher, principal)) return named.byParent;
  if (namesAccount(matcher, principal) || namesCanonicalUser(matcher, request)) {
    return named.byAccount;
  }
  return named.not;
}

/**
 * A caller is every principal it descends from: account, role, session. NotPrincipal spares it only
 * when all of them are listed, as the page on NotPrincipal asks for.
 */
function isSpared(matcher: PrincipalMatcher, request: AuthorizationRequest): boolean {
  const { principal } = request;
  if (matcher.everyone) return true;
  const account = namesAccount(matcher, principal) || namesCanonicalUser(matcher, request);
  switch (principal.kind) {
    case 'root':
      return account;
    case 'user':
      return account && namesDirectly(matcher, principal);
    case 'assumed-role':
      return account && namesParent(matcher, principal) && namesDirectly(matcher, principal);
    case 'federated-user': {
      const parent = principal.userArn === undefined || namesParent(matcher, principal);
      return account && parent && namesDirectly(matcher, principal);
    }
    default:
      return namesDirectly(matcher, principal);
  }
}

export function matchPrincipal(matcher: PrincipalMatcher, request: AuthorizationRequest): Named {
  if (!matcher.negated) return positiveMatch(matcher, request);
  return isSpared(matcher, request) ? named.not : named.directly;
}
