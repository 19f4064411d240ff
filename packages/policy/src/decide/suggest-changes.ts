/**
 * The smallest change that would allow a denied request, found by trying: undo what decided, decide
 * again, until it is allowed. There are two ways to go, by the caller's own policies or by a
 * resource policy that names the caller; the shorter one is suggested.
 */
import { matchPrincipal, named } from '../match/principal.ts';
import type { AuthorizationRequest, PolicyOrigin, Principal } from '../types.ts';
import { combine } from './combine.ts';
import type { CompiledStatement, StatementReference } from './compiled-statement.ts';
import { matchesAction, matchesAnyResource } from './compiled-statement.ts';
import type { AppliedPolicies, DecidedBy, Decision } from './decision.ts';
import { setOf, withChange } from './patched-policies.ts';
import {
  entityText,
  originText,
  principalName,
  statementLabel,
  typeNames,
} from './policy-names.ts';
import type { PolicySet } from './policy-set.ts';
import type { SuggestedChange } from './trace.ts';

const statementText = (statement: StatementReference, origin: PolicyOrigin): string =>
  `${statementLabel(statement)} (line ${statement.span.start.line}) of ${originText(origin)}`;

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

function failingConditions(statement: CompiledStatement, request: AuthorizationRequest): string {
  return statement.conditions
    .filter((condition) => !condition.matches(request.context))
    .map(({ source }) => {
      const values = source.values.map(({ value }) => JSON.stringify(value)).join(' or ');
      return `${source.operator.value} ${source.key.value} ${values}`;
    })
    .join(', and ');
}

const levelOf = ({ level }: DecidedBy): Pick<DecidedBy, 'level'> =>
  level === undefined ? {} : { level };

function removeDeny(by: DecidedBy, statement: StatementReference): SuggestedChange {
  const { policyType, origin } = by;
  const text = `remove or narrow the Deny in ${statementText(statement, origin)}`;
  return { kind: 'remove-deny', policyType, origin, statement, ...levelOf(by), text };
}

function meetCondition(
  by: DecidedBy,
  near: CompiledStatement,
  request: AuthorizationRequest,
): SuggestedChange {
  const { origin, reference: statement } = near;
  const conditions = failingConditions(near, request);
  const text = `meet ${conditions} in ${statementText(statement, origin)}`;
  const { policyType } = by;
  return { kind: 'meet-condition', policyType, origin, statement, ...levelOf(by), text };
}

/** Where a new Allow would go. */
function placeText(by: DecidedBy, set: PolicySet | undefined, principal: Principal): string {
  const { policyType, origin, level } = by;
  if (policyType === 'identity') {
    const owners = set?.policies.map((policy) => policy.origin.attachedTo ?? '') ?? [];
    const group = owners.find((arn) => arn.includes(':group/'));
    return group === undefined ? principalName(principal) : entityText(group);
  }
  if (policyType === 'resource' || policyType === 'trust') {
    return `the ${typeNames[policyType]}, for ${principalName(principal)}`;
  }
  const where = origin.attachedTo ?? (level === undefined ? undefined : `level ${level}`);
  return `the ${typeNames[policyType]}${where === undefined ? '' : ` of ${where}`}`;
}

function addAllow(
  by: DecidedBy,
  set: PolicySet | undefined,
  { action, resource, principal }: AuthorizationRequest,
): SuggestedChange {
  const text = `add ${action} on ${resource} to ${placeText(by, set, principal)}`;
  return { kind: 'add-allow', policyType: by.policyType, origin: by.origin, ...levelOf(by), text };
}

function changeFor(
  by: DecidedBy,
  set: PolicySet | undefined,
  request: AuthorizationRequest,
): SuggestedChange {
  if (by.statement !== undefined) return removeDeny(by, by.statement);
  const near = set?.allows.find((statement) => matchesButConditions(statement, request));
  return near === undefined ? addAllow(by, set, request) : meetCondition(by, near, request);
}

/** More than this many Denies at once are not worth listing. */
const changesMax = 20;

interface Way {
  readonly changes: readonly SuggestedChange[];
  readonly leads: boolean;
}

/** Undoes what decides, over and over. */
function follow(request: AuthorizationRequest, from: AppliedPolicies): Way {
  const changes: SuggestedChange[] = [];
  let applied = from;
  while (changes.length < changesMax) {
    const { effect, decidedBy } = combine(request, applied);
    if (effect === 'allow') return { changes, leads: true };
    if (decidedBy === undefined) return { changes, leads: false };
    changes.push(changeFor(decidedBy, setOf(applied, decidedBy), request));
    applied = withChange(applied, decidedBy);
  }
  return { changes, leads: false };
}

/** First an Allow in the resource policy that names the caller directly. */
function followResourcePolicy(request: AuthorizationRequest, applied: AppliedPolicies): Way {
  const policyType = applied.resourceKind === 'trust' ? 'trust' : 'resource';
  const origin = applied.resource?.policies[0]?.origin ?? { type: policyType };
  const by: DecidedBy = { policyType, side: 'resource', origin };
  const rest = follow(request, withChange(applied, by));
  return { ...rest, changes: [...rest.changes, changeFor(by, applied.resource, request)] };
}

const impossible = (text: string): readonly SuggestedChange[] => [{ kind: 'impossible', text }];

export function suggestChanges(
  request: AuthorizationRequest,
  applied: AppliedPolicies,
  decision: Decision,
): readonly SuggestedChange[] {
  if (decision.effect === 'allow') return [];
  if (decision.reason === 'root-assumes-role') {
    return impossible('nothing lets the root user assume a role: use a user or a role');
  }
  if (decision.reason === 'other-partition') {
    return impossible('nothing: access never crosses partitions');
  }
  const own = follow(request, applied);
  if (applied.resource === undefined) return own.changes;
  const byResource = followResourcePolicy(request, applied);
  const isShorter = byResource.leads && byResource.changes.length < own.changes.length;
  return isShorter ? byResource.changes : own.changes;
}
