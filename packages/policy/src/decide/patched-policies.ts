/**
 * Policies as they would be after a change, to try what a request would then get. The sets
 * themselves are never changed.
 */
import { parsePolicy } from '../syntax/parse-policy.ts';
import type { PolicyType } from '../types.ts';
import { hasPrincipals } from './compiled-statement.ts';
import type { AppliedPolicies, DecidedBy } from './decision.ts';
import type { PolicySet } from './policy-set.ts';
import { compilePolicies } from './policy-set.ts';

function allowAll(type: PolicyType): PolicySet {
  const principal = hasPrincipals(type) ? { Principal: '*' } : {};
  const content = { Effect: 'Allow', ...principal, Action: '*', Resource: '*' };
  const { document } = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: content }));
  return compilePolicies(document === undefined ? [] : [{ document, origin: { type } }]);
}

/** Besides what it says, the set allows everything to everyone. */
function withAllow(set: PolicySet | undefined, type: PolicyType): PolicySet {
  const { allows, allowsAll } = allowAll(type);
  const denies = set?.denies ?? [];
  return {
    policies: set?.policies ?? [],
    statements: [...allows, ...(set?.statements ?? [])],
    allows,
    denies,
    allowsAll,
    byAction: new Map(),
    last: undefined,
  };
}

function withoutDeny(set: PolicySet, by: DecidedBy): PolicySet {
  const isIt = ({ origin, reference }: PolicySet['statements'][number]): boolean =>
    origin === by.origin && reference === by.statement;
  return {
    ...set,
    statements: set.statements.filter((statement) => !isIt(statement)),
    denies: set.denies.filter((statement) => !isIt(statement)),
    byAction: new Map(),
    last: undefined,
  };
}

const fields = {
  identity: 'identity',
  boundary: 'boundary',
  session: 'session',
  resource: 'resource',
  trust: 'resource',
  'vpc-endpoint': 'vpcEndpoint',
  scp: 'scpLevels',
  rcp: 'rcpLevels',
} as const satisfies Record<PolicyType, keyof AppliedPolicies>;

/** The set that a decision speaks of. */
export function setOf(
  applied: AppliedPolicies,
  { policyType, level }: Pick<DecidedBy, 'policyType' | 'level'>,
): PolicySet | undefined {
  const field = applied[fields[policyType]];
  return isLevels(field) ? field[level ?? 0] : field;
}

const isLevels = (
  field: PolicySet | readonly PolicySet[] | undefined,
): field is readonly PolicySet[] => Array.isArray(field);

function replace(
  applied: AppliedPolicies,
  by: Pick<DecidedBy, 'policyType' | 'level'>,
  set: PolicySet,
): AppliedPolicies {
  const name = fields[by.policyType];
  const field = applied[name];
  const value = isLevels(field) ? field.with(by.level ?? 0, set) : set;
  return { ...applied, [name]: value };
}

/** The policies without the Deny that decided, or with the Allow that was lacking. */
export function withChange(applied: AppliedPolicies, by: DecidedBy): AppliedPolicies {
  const set = setOf(applied, by);
  const changed =
    by.statement === undefined || set === undefined
      ? withAllow(set, by.policyType)
      : withoutDeny(set, by);
  return replace(applied, by, changed);
}
