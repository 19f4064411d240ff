/**
 * From policies to a decision, box by box as AWS documents it.
 * Pages: IAM UG "How AWS enforcement code logic evaluates requests to allow or deny access",
 * "Cross-account policy evaluation logic", "Permissions boundaries for IAM entities"; ORG UG "SCP
 * evaluation", "RCP evaluation".
 *
 * Each box answers with a denial, or with nothing when it lets the request pass. When several deny,
 * AWS reports one of them without saying which; here it is the first of the flow.
 */
import { named } from '../match/principal.ts';
import type { AuthorizationRequest, PolicyOrigin, PolicyType, Principal } from '../types.ts';
import type { CompiledStatement } from './compiled-statement.ts';
import type { AppliedPolicies, DecidedBy, Decision, DecisionReason } from './decision.ts';
import type { NamedAllow, PolicySet } from './policy-set.ts';
import { findAllow, findDeny, findStrongestAllow } from './policy-set.ts';

type Box = (request: AuthorizationRequest, policies: AppliedPolicies) => Decision | undefined;

const resourceSide: ReadonlySet<PolicyType> = new Set(['resource', 'trust', 'rcp']);

const sideOf = (type: PolicyType): DecidedBy['side'] =>
  resourceSide.has(type) ? 'resource' : 'caller';

function byStatement(statement: CompiledStatement, level?: number): DecidedBy {
  const { origin, reference } = statement;
  const policyType = origin.type;
  const by = { policyType, side: sideOf(policyType), origin, statement: reference };
  return level === undefined ? by : { ...by, level };
}

const allow = (reason: DecisionReason, statement?: CompiledStatement): Decision =>
  statement === undefined
    ? { effect: 'allow', explicit: false, reason }
    : { effect: 'allow', explicit: false, reason, decidedBy: byStatement(statement) };

const denyBy = (statement: CompiledStatement, level?: number): Decision => ({
  effect: 'deny',
  explicit: true,
  reason: 'explicit-deny',
  decidedBy: byStatement(statement, level),
});

const deny = (reason: DecisionReason): Decision => ({ effect: 'deny', explicit: false, reason });

interface Lacking {
  readonly type: PolicyType;
  readonly set: PolicySet | undefined;
  readonly level?: number;
}

/** Implicit denial: the policies of this type do not allow. */
function denyForLackOf({ type, set, level }: Lacking): Decision {
  const only = set?.policies.length === 1 ? set.policies[0]?.origin : undefined;
  const origin: PolicyOrigin = only ?? { type };
  const by = { policyType: type, side: sideOf(type), origin };
  return {
    effect: 'deny',
    explicit: false,
    reason: 'implicit-deny',
    decidedBy: level === undefined ? by : { ...by, level },
  };
}

/** IAM UG "sts:GetCallerIdentity": works even under an explicit Deny. GetSessionToken needs nothing. */
const alwaysAllowed: ReadonlySet<string> = new Set([
  'sts:GetCallerIdentity',
  'sts:GetSessionToken',
]);

/**
 * S3 UG "PutBucketPolicy": the root user of the owning account can repair a policy that locks it
 * out.
 */
const bucketPolicyActions: ReadonlySet<string> = new Set([
  's3:GetBucketPolicy',
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
]);

const isRootOfOwner = ({ principal, resourceAccountId }: AuthorizationRequest): boolean =>
  principal.kind === 'root' && principal.accountId === resourceAccountId;

/** Where the path begins in `arn:PARTITION:iam::ACCOUNT:role/…`, less the partition. */
const rolePathAt = 'arn::iam::111122223333:'.length;

/** SCPs and RCPs do not reach service-linked roles. */
const isServiceLinkedRole = (principal: Principal): boolean =>
  principal.kind === 'assumed-role' &&
  principal.roleArn.startsWith('role/aws-service-role/', rolePathAt + principal.partition.length);

const noLevels: readonly PolicySet[] = [];

function scpsFor(
  { principal }: AuthorizationRequest,
  { scpLevels }: AppliedPolicies,
): readonly PolicySet[] {
  if (scpLevels === undefined || !('partition' in principal)) return noLevels;
  return isServiceLinkedRole(principal) ? noLevels : scpLevels;
}

function rcpsFor(
  { principal, action }: AuthorizationRequest,
  { rcpLevels }: AppliedPolicies,
): readonly PolicySet[] {
  if (rcpLevels === undefined || action === 'kms:RetireGrant') return noLevels;
  return isServiceLinkedRole(principal) ? noLevels : rcpLevels;
}

function denyAtLevel(
  levels: readonly PolicySet[],
  request: AuthorizationRequest,
): Decision | undefined {
  let level = 0;
  for (const set of levels) {
    const statement = findDeny(set, request);
    if (statement !== undefined) return denyBy(statement, level);
    level += 1;
  }
  return undefined;
}

/** Every level must allow. */
function allowAtLevels(
  levels: readonly PolicySet[],
  request: AuthorizationRequest,
  type: 'scp' | 'rcp',
): Decision | undefined {
  let level = 0;
  for (const set of levels) {
    if (findAllow(set, request) === undefined) return denyForLackOf({ type, set, level });
    level += 1;
  }
  return undefined;
}

function denyInSet(
  set: PolicySet | undefined,
  request: AuthorizationRequest,
): Decision | undefined {
  const statement = set === undefined ? undefined : findDeny(set, request);
  return statement === undefined ? undefined : denyBy(statement);
}

/** "Deny evaluation": a Deny anywhere ends it. */
const explicitDeny: Box = (request, policies) => {
  const repairs = isRootOfOwner(request) && bucketPolicyActions.has(request.action);
  return (
    denyAtLevel(rcpsFor(request, policies), request) ??
    denyAtLevel(scpsFor(request, policies), request) ??
    denyInSet(policies.vpcEndpoint, request) ??
    (repairs ? undefined : denyInSet(policies.resource, request)) ??
    denyInSet(policies.identity, request) ??
    denyInSet(policies.boundary, request) ??
    denyInSet(policies.session, request)
  );
};

/** "You can't delegate access across partitions." */
const partitions: Box = ({ principal, resource }) => {
  if (!('partition' in principal) || !resource.startsWith('arn:')) return undefined;
  const { partition } = principal;
  const isSame = resource.startsWith(partition, 4) && resource[4 + partition.length] === ':';
  return isSame ? undefined : deny('other-partition');
};

/** "Resource control policies": every level of the resource's account must allow. */
const resourceControl: Box = (request, policies) =>
  allowAtLevels(rcpsFor(request, policies), request, 'rcp');

/** "Service control policies": every level of the caller's account must allow. */
const serviceControl: Box = (request, policies) =>
  allowAtLevels(scpsFor(request, policies), request, 'scp');

const mustAllow = (
  type: PolicyType,
  set: PolicySet | undefined,
  request: AuthorizationRequest,
): Decision | undefined =>
  set === undefined || findAllow(set, request) !== undefined
    ? undefined
    : denyForLackOf({ type, set });

const vpcEndpoint: Box = (request, { vpcEndpoint: set }) => mustAllow('vpc-endpoint', set, request);

/** "Permissions boundaries". */
const boundary: Box = (request, { boundary: set }) => mustAllow('boundary', set, request);

/** "Session policies". A federated session without one has no permissions of its own. */
const session: Box = (request, { session: set }) =>
  set === undefined && request.principal.kind === 'federated-user'
    ? denyForLackOf({ type: 'session', set })
    : mustAllow('session', set, request);

interface IdentityVerdict {
  readonly allowed: boolean;
  readonly statement?: CompiledStatement;
}

/**
 * "Identity-based policies". The root user, also behind its federated sessions, has all
 * permissions.
 */
function identity(
  request: AuthorizationRequest,
  { identity: set }: AppliedPolicies,
): IdentityVerdict {
  const { principal } = request;
  if (principal.kind === 'root') return { allowed: true };
  if (principal.kind === 'federated-user' && principal.userArn === undefined) {
    return { allowed: true };
  }
  const statement = set === undefined ? undefined : findAllow(set, request);
  return statement === undefined ? { allowed: false } : { allowed: true, statement };
}

const resourceType = ({ resourceKind }: AppliedPolicies): PolicyType =>
  resourceKind === 'trust' ? 'trust' : 'resource';

const mustResourceAllow = ({ resourceKind }: AppliedPolicies): boolean =>
  resourceKind === 'trust' || resourceKind === 'kms';

const lacksResourcePolicy = (policies: AppliedPolicies): Decision =>
  denyForLackOf({ type: resourceType(policies), set: policies.resource });

const lacksIdentityPolicy = (policies: AppliedPolicies): Decision =>
  denyForLackOf({ type: 'identity', set: policies.identity });

interface Sides {
  readonly request: AuthorizationRequest;
  readonly policies: AppliedPolicies;
  /** "Resource-based policies": the Allow that names the caller most directly. */
  readonly resourceAllow: NamedAllow | undefined;
}

/** Callers without policies of their own: anonymous, AWS services, federated identities. */
function decideWithoutIdentity({ policies, resourceAllow }: Sides): Decision {
  if (resourceAllow === undefined) return lacksResourcePolicy(policies);
  return allow('resource-policy', resourceAllow.statement);
}

/**
 * One account. How the resource policy names the caller decides what still limits:
 * directly (user, session, everyone): nothing; by the role or user behind the session: boundary and
 * session policy; by account: all, since that only delegates to the identity policies.
 */
function decideInAccount({ request, policies, resourceAllow }: Sides): Decision {
  const how = resourceAllow?.named ?? named.not;
  const isRoot = request.principal.kind === 'root';
  if (how === named.directly && !isRoot) return allow('resource-policy', resourceAllow?.statement);
  const own = identity(request, policies);
  if (!own.allowed && how < named.byParent) return lacksIdentityPolicy(policies);
  const limit = boundary(request, policies) ?? session(request, policies);
  if (limit !== undefined) return limit;
  if (mustResourceAllow(policies) && how === named.not) return lacksResourcePolicy(policies);
  if (isRoot) return allow('root-user');
  if (own.statement !== undefined) return allow('identity-policy', own.statement);
  return allow(
    resourceAllow === undefined ? 'identity-policy' : 'resource-policy',
    resourceAllow?.statement,
  );
}

/** Two accounts: each must allow for itself. */
function decideAcrossAccounts({ request, policies, resourceAllow }: Sides): Decision {
  const own = identity(request, policies);
  if (!own.allowed) return lacksIdentityPolicy(policies);
  const limit = boundary(request, policies) ?? session(request, policies);
  if (limit !== undefined) return limit;
  if (resourceAllow === undefined) return lacksResourcePolicy(policies);
  return allow('both-accounts', resourceAllow.statement);
}

const rootAssumesRole = ({ principal, action }: AuthorizationRequest): boolean =>
  principal.kind === 'root' && action === 'sts:AssumeRole';

/** The whole flow. Total: any request and any policies have an answer. */
export function combine(request: AuthorizationRequest, policies: AppliedPolicies): Decision {
  if (alwaysAllowed.has(request.action)) return allow('always-allowed');
  if (rootAssumesRole(request)) return deny('root-assumes-role');
  const denial =
    explicitDeny(request, policies) ??
    partitions(request, policies) ??
    resourceControl(request, policies) ??
    serviceControl(request, policies) ??
    vpcEndpoint(request, policies);
  if (denial !== undefined) return denial;
  const { principal, resourceAccountId } = request;
  const set = policies.resource;
  const resourceAllow = set === undefined ? undefined : findStrongestAllow(set, request);
  const sides: Sides = { request, policies, resourceAllow };
  if (!('partition' in principal)) return decideWithoutIdentity(sides);
  return principal.accountId === resourceAccountId
    ? decideInAccount(sides)
    : decideAcrossAccounts(sides);
}
