/**
 * The smallest change that would allow a denied request: every Deny that applies must go, every
 * type that must allow has to, and where a statement fails by its conditions alone, meeting them is
 * the change.
 */
import { named } from '../match/principal.ts';
import type { AuthorizationRequest, PolicyOrigin } from '../types.ts';
import { matchPrincipal } from '../match/principal.ts';
import type { CompiledStatement } from './compiled-statement.ts';
import { matchesAction, matchesAnyResource, meetsConditions } from './compiled-statement.ts';
import type { ConsideredSet } from './considered-sets.ts';
import { consideredSets } from './considered-sets.ts';
import type { AppliedPolicies, Decision } from './decision.ts';
import type { SuggestedChange } from './trace.ts';

const typeNames = {
  identity: 'identity-based policy',
  resource: 'resource-based policy',
  trust: 'role trust policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  'vpc-endpoint': 'VPC endpoint policy',
} as const;

/** A policy as people call it. */
export function originText({ type, arn, name, attachedTo }: PolicyOrigin): string {
  const what = arn ?? name;
  const where = attachedTo === undefined ? '' : ` of ${attachedTo}`;
  return what === undefined ? `the ${typeNames[type]}${where}` : `${what}${where}`;
}

/** Everything but the conditions matches. */
function matchesButConditions(
  statement: CompiledStatement,
  request: AuthorizationRequest,
): boolean {
  const { principal, resources, resourcesNegated } = statement;
  if (!matchesAction(statement, request.action.toLowerCase())) return false;
  if (principal !== undefined && matchPrincipal(principal, request) === named.not) return false;
  if (resources === undefined) return true;
  const found = matchesAnyResource(resources, request.resource, request.context);
  return found !== resourcesNegated;
}

const applies = (statement: CompiledStatement, request: AuthorizationRequest): boolean =>
  matchesButConditions(statement, request) && meetsConditions(statement, request.context);

function statementText({ reference, origin }: CompiledStatement): string {
  const { sid, index, span } = reference;
  const label = sid === undefined ? `statement ${index + 1}` : `statement "${sid}"`;
  return `${label} (line ${span.start.line}) of ${originText(origin)}`;
}

function removeDenies(
  { set, policyType, level }: ConsideredSet,
  request: AuthorizationRequest,
): SuggestedChange[] {
  return set.denies
    .filter((statement) => applies(statement, request))
    .map((statement) => ({
      kind: 'remove-deny',
      policyType,
      origin: statement.origin,
      statement: statement.reference,
      ...(level === undefined ? {} : { level }),
      text: `remove or narrow the Deny in ${statementText(statement)}`,
    }));
}

function conditionsText(statement: CompiledStatement, request: AuthorizationRequest): string {
  return statement.conditions
    .filter((condition) => !condition.matches(request.context))
    .map(({ source }) => {
      const values = source.values.map(({ value }) => JSON.stringify(value)).join(' or ');
      return `${source.operator.value} ${source.key.value} ${values}`;
    })
    .join(', and ');
}

type Lacking = Omit<ConsideredSet, 'set' | 'side'> & { readonly set?: ConsideredSet['set'] };

/** The one change that makes a set allow. */
function makeAllow(lacking: Lacking, request: AuthorizationRequest): SuggestedChange {
  const { policyType, level, set } = lacking;
  const atLevel = level === undefined ? {} : { level };
  const near = set?.allows.find((statement) => matchesButConditions(statement, request));
  if (near !== undefined) {
    return {
      kind: 'meet-condition',
      policyType,
      origin: near.origin,
      statement: near.reference,
      ...atLevel,
      text: `meet ${conditionsText(near, request)} in ${statementText(near)}`,
    };
  }
  const origin = set?.policies[0]?.origin;
  const where =
    origin?.attachedTo === undefined ? `a ${typeNames[policyType]}` : originText(origin);
  const text = `add ${request.action} on ${request.resource} to ${where}`;
  const known = origin === undefined ? {} : { origin };
  return { kind: 'add-allow', policyType, ...known, ...atLevel, text };
}

const lacksAllow = ({ set }: ConsideredSet, request: AuthorizationRequest): boolean =>
  !set.allows.some((statement) => applies(statement, request));

export function suggestChanges(
  request: AuthorizationRequest,
  applied: AppliedPolicies,
  decision: Decision,
): readonly SuggestedChange[] {
  if (decision.effect === 'allow') return [];
  if (decision.reason === 'root-assumes-role') {
    return [{ kind: 'impossible', text: 'sign in as a user or a role: the root user cannot' }];
  }
  if (decision.reason === 'other-partition') {
    return [{ kind: 'impossible', text: 'nothing: access never crosses partitions' }];
  }
  const sets = consideredSets(applied);
  const denies = sets.flatMap((set) => removeDenies(set, request));
  const levels = sets
    .filter(({ policyType }) => ['scp', 'rcp', 'vpc-endpoint'].includes(policyType))
    .filter((set) => lacksAllow(set, request))
    .map((set) => makeAllow(set, request));
  return [...denies, ...levels];
}
