/**
 * Who a Principal element names. Pages: IAM UG "AWS JSON policy elements: Principal",
 * "NotPrincipal", "Policy evaluation for requests within a single account" (the table of principals
 * and implicit denials).
 */
import type { AuthorizationRequest, Principal } from '../../src/types.ts';
import { listOf } from './conditions.ts';

/**
 * How the caller is named, weakest first. `account`: authority is delegated to the account.
 * `through`: its role, or the user behind the federated session. `itself`: the user, the session,
 * or everyone.
 */
export type Naming = 'not' | 'account' | 'through' | 'itself';

const order: readonly Naming[] = ['not', 'account', 'through', 'itself'];

export const strongest = (namings: readonly Naming[]): Naming =>
  order[Math.max(0, ...namings.map((naming) => order.indexOf(naming)))] ?? 'not';

const accountNames = (partition: string, accountId: string): readonly string[] => [
  accountId,
  `arn:${partition}:iam::${accountId}:root`,
];

/** The names of what the caller is, from its account to itself; each may be written in several ways. */
function chainOf(principal: Principal): readonly (readonly [Naming, readonly string[]])[] {
  switch (principal.kind) {
    case 'root':
      return [['account', accountNames(principal.partition, principal.accountId)]];
    case 'user':
      return [
        ['account', accountNames(principal.partition, principal.accountId)],
        // "IAM transforms the ARN to the user's unique principal ID when you save the policy."
        ['itself', [principal.arn, principal.id]],
      ];
    case 'assumed-role':
      return [
        ['account', accountNames(principal.partition, principal.accountId)],
        ['through', [principal.roleArn, principal.roleId]],
        ['itself', [principal.arn]],
      ];
    case 'federated-user':
      return [
        ['account', accountNames(principal.partition, principal.accountId)],
        ...(principal.userArn === undefined
          ? []
          : [['through', [principal.userArn, principal.userId ?? principal.userArn]] as const]),
        ['itself', [principal.arn]],
      ];
    default:
      return [];
  }
}

type Groups = Readonly<Record<string, unknown>>;

function namedBeyondAws(groups: Groups, request: AuthorizationRequest): Naming {
  const { principal, canonicalUserId } = request;
  if (principal.kind === 'service') {
    return listOf(groups['Service']).includes(principal.service) ? 'itself' : 'not';
  }
  if (principal.kind === 'web-identity' || principal.kind === 'saml') {
    return listOf(groups['Federated']).includes(principal.provider) ? 'itself' : 'not';
  }
  // "Amazon S3 lets you specify a canonical user ID" as a further way to write an account.
  const isCanonical =
    canonicalUserId !== undefined && listOf(groups['CanonicalUser']).includes(canonicalUserId);
  return isCanonical ? 'account' : 'not';
}

function naming(element: unknown, request: AuthorizationRequest): Naming {
  if (element === '*') return 'itself';
  const groups = element as Groups;
  const names = listOf(groups['AWS']);
  if (names.includes('*')) return 'itself';
  const chain = chainOf(request.principal)
    .filter(([, writings]) => writings.some((writing) => names.includes(writing)))
    .map(([how]) => how);
  return strongest([...chain, namedBeyondAws(groups, request)]);
}

/**
 * "Explicitly denied to all principals except for the ones specified. You must also specify the
 * account ARN; otherwise the policy might deny access to the entire account. AWS might validate the
 * account first, then the role, and then the assumed-role user." What "might" leaves open is read
 * both ways: `isPartialEnough`.
 */
function isExcepted(
  element: unknown,
  request: AuthorizationRequest,
  isPartialEnough: boolean,
): boolean {
  const groups = element as Groups;
  const names = listOf(groups['AWS']);
  if (element === '*' || names.includes('*')) return true;
  const chain = chainOf(request.principal);
  if (chain.length === 0) return namedBeyondAws(groups, request) !== 'not';
  const listed = chain.filter(
    ([how, writings]) =>
      writings.some((one) => names.includes(one)) || how === namedBeyondAws(groups, request),
  );
  if (listed.length === chain.length) return true;
  // In AWS's example with a user and its account, the account's other users are denied.
  return isPartialEnough && listed.some(([how]) => how !== 'account');
}

export interface PrincipalReading {
  readonly isPartialEnough: boolean;
}

/** Of a statement of a policy that has principals. */
export function namesCaller(
  statement: Groups,
  request: AuthorizationRequest,
  reading: PrincipalReading,
): Naming {
  if (statement['Principal'] !== undefined) return naming(statement['Principal'], request);
  // "Allows all principals except the one named."
  return isExcepted(statement['NotPrincipal'], request, reading.isPartialEnough) ? 'not' : 'itself';
}
