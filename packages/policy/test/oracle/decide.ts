/**
 * The second evaluator: slow, literal, written from AWS's pages alone and from nothing in `src`, to
 * be compared with the engine. Pages: IAM UG "How AWS enforcement code logic evaluates requests to
 * allow or deny access", "Policy evaluation for requests within a single account", "Cross-account
 * policy evaluation logic"; ORG UG "SCP evaluation", "RCP evaluation".
 *
 * Where AWS's text leaves open which of several denying types is told, or what a partial
 * NotPrincipal means, every answer that the text admits is given.
 */
import type { AuthorizationRequest, PolicyType, Principal, ResourceKind } from '../../src/index.ts';
import { applying } from './statements.ts';
import type { Case } from './statements.ts';

type Texts = readonly string[];

/** The documents as JSON texts. */
export interface OraclePolicies {
  readonly identity?: Texts;
  readonly boundary?: Texts;
  readonly session?: Texts;
  readonly scpLevels?: readonly Texts[];
  readonly rcpLevels?: readonly Texts[];
  readonly resource?: Texts;
  readonly resourceKind?: ResourceKind;
  readonly vpcEndpoint?: Texts;
}

/** In the words of the vectors: `allow`, `explicitDeny TYPE`, `implicitDeny TYPE`, `deny REASON`. */
export type Answers = readonly string[];

const isServiceLinked = (principal: Principal): boolean =>
  principal.kind === 'assumed-role' && principal.roleArn.includes(':role/aws-service-role/');

const accountOf = (principal: Principal): string | undefined =>
  'partition' in principal ? principal.accountId : undefined;

const resourceType = (kind: ResourceKind | undefined): PolicyType =>
  kind === 'trust' ? 'trust' : 'resource';

/** "SCPs do not affect service-linked roles"; neither do RCPs; "nor kms:RetireGrant". */
function limitsOf(policies: OraclePolicies, request: AuthorizationRequest): OraclePolicies {
  const { scpLevels, rcpLevels, ...rest } = policies;
  if (isServiceLinked(request.principal)) return rest;
  return {
    ...rest,
    ...(scpLevels && accountOf(request.principal) !== undefined && { scpLevels }),
    ...(rcpLevels && request.action !== 'kms:RetireGrant' && { rcpLevels }),
  };
}

const allows = (texts: Texts | undefined, theCase: Case): boolean =>
  applying(texts ?? [], 'Allow', theCase) !== 'not';

const policyOfBucket = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'];

/**
 * S3 API "PutBucketPolicy": the owner's root user "can perform the GetBucketPolicy,
 * PutBucketPolicy, and DeleteBucketPolicy API actions, even if their bucket policy explicitly
 * denies the root principal's access".
 */
const repairsBucket = ({ principal, action, resourceAccountId }: AuthorizationRequest): boolean =>
  principal.kind === 'root' &&
  principal.accountId === resourceAccountId &&
  policyOfBucket.includes(action);

/** "Deny evaluation": in all policies that apply. */
function explicitDenials(policies: OraclePolicies, theCase: Case): Answers {
  const { identity, boundary, session, resource, vpcEndpoint, resourceKind } = policies;
  const sets: readonly (readonly [PolicyType, Texts | undefined])[] = [
    ['identity', identity],
    ['boundary', boundary],
    ['session', session],
    [resourceType(resourceKind), repairsBucket(theCase.request) ? [] : resource],
    ['vpc-endpoint', vpcEndpoint],
    ['scp', policies.scpLevels?.flat()],
    ['rcp', policies.rcpLevels?.flat()],
  ];
  return sets
    .filter(([, texts]) => applying(texts ?? [], 'Deny', theCase) !== 'not')
    .map(([type]) => `explicitDeny ${type}`);
}

/** What the caller's own policies lack, in AWS's order; empty when they allow. */
function lackOfCaller(
  policies: OraclePolicies,
  theCase: Case,
  isIdentityNeeded: boolean,
): readonly PolicyType[] {
  const { principal } = theCase.request;
  // IAM UG "Centrally manage root access": the task policy limits what an AssumeRoot session may.
  if (principal.kind === 'root') {
    return policies.session === undefined || allows(policies.session, theCase) ? [] : ['session'];
  }
  const isRootsSession = principal.kind === 'federated-user' && principal.userArn === undefined;
  const isIdentityMet = isRootsSession || allows(policies.identity, theCase);
  if (isIdentityNeeded && !isIdentityMet) return ['identity'];
  if (policies.boundary !== undefined && !allows(policies.boundary, theCase)) return ['boundary'];
  // STS API "GetFederationToken": "If you do not pass any session policies, then the resulting
  // federated user session has no permissions", but for those "granted by a policy that
  // specifically references the federated user session".
  const isSessionNeeded = principal.kind === 'federated-user' || policies.session !== undefined;
  return isSessionNeeded && !allows(policies.session, theCase) ? ['session'] : [];
}

const passesLevels = (levels: readonly Texts[] | undefined, theCase: Case): boolean =>
  (levels ?? []).every((level) => allows(level, theCase));

/** "Resource-based policies", "identity-based", "boundaries", "session policies", one account. */
function lackInAccount(policies: OraclePolicies, theCase: Case): readonly PolicyType[] {
  const { resourceKind } = policies;
  const { principal } = theCase.request;
  const named = applying(policies.resource ?? [], 'Allow', theCase);
  // "Role trust policies and KMS key policies must explicitly allow access."
  const mustAllow = resourceKind === 'trust' || resourceKind === 'kms';
  if (mustAllow && named === 'not') {
    return [resourceType(resourceKind), ...lackOfCaller(policies, theCase, true)];
  }
  if (named === 'itself' && principal.kind !== 'root') return [];
  return lackOfCaller(policies, theCase, named !== 'through');
}

function lackInTwoAccounts(policies: OraclePolicies, theCase: Case): readonly PolicyType[] {
  const caller = passesLevels(policies.scpLevels, theCase)
    ? lackOfCaller(policies, theCase, true)
    : (['scp'] as const);
  const isAllowed = allows(policies.resource, theCase);
  const resource = passesLevels(policies.rcpLevels, theCase)
    ? [resourceType(policies.resourceKind)].filter(() => !isAllowed)
    : (['rcp'] as const);
  return [...caller, ...resource];
}

function lacking(policies: OraclePolicies, theCase: Case): readonly PolicyType[] {
  const account = accountOf(theCase.request.principal);
  if (account !== undefined && account !== theCase.request.resourceAccountId) {
    return lackInTwoAccounts(policies, theCase);
  }
  if (!passesLevels(policies.rcpLevels, theCase)) return ['rcp'];
  if (account === undefined) {
    return allows(policies.resource, theCase) ? [] : [resourceType(policies.resourceKind)];
  }
  if (!passesLevels(policies.scpLevels, theCase)) return ['scp'];
  return lackInAccount(policies, theCase);
}

function answer(given: OraclePolicies, theCase: Case): Answers {
  const { request } = theCase;
  const { principal, action, resource } = request;
  // "No permissions are required", and a Deny does not matter.
  if (action === 'sts:GetCallerIdentity' || action === 'sts:GetSessionToken') return ['allow'];
  const policies = limitsOf(given, request);
  const partition = resource.split(':')[1];
  const reasons: string[] = [];
  if ('partition' in principal && partition !== undefined && partition !== principal.partition) {
    reasons.push('deny other-partition');
  }
  if (principal.kind === 'root' && action === 'sts:AssumeRole')
    reasons.push('deny root-assumes-role');
  const denials = explicitDenials(policies, theCase);
  if (reasons.length > 0) return [...reasons, ...denials];
  if (denials.length > 0) return denials;
  const types = lacking(policies, theCase);
  const vpc = policies.vpcEndpoint !== undefined && !allows(policies.vpcEndpoint, theCase);
  const all = [...types, ...(vpc ? (['vpc-endpoint'] as const) : [])];
  return all.length === 0 ? ['allow'] : all.map((type) => `implicitDeny ${type}`);
}

/** Every outcome that AWS's pages admit. */
export function oracle(request: AuthorizationRequest, policies: OraclePolicies): Answers {
  const readings = [true, false].map((isPartialEnough) =>
    answer(policies, { request, reading: { isPartialEnough } }),
  );
  return [...new Set(readings.flat())];
}
