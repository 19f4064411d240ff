/**
 * Decides in the page what the server would decide: the same engine, on the policies that were read
 * and on those that were edited. Page: IAM UG "IAM policy testing with the IAM policy simulator".
 */
import type {
  AppliedPolicies,
  AuthorizationRequest,
  Decision,
  PolicySet,
  SourcePolicy,
} from '@hallpass/policy';
import { compilePolicies, evaluate, parsePolicy } from '@hallpass/policy';
import { simulatedContext } from './known-keys.ts';
import type {
  Layer,
  LiveOrganization,
  LivePolicy,
  LivePrincipal,
  LiveResource,
} from './live-policies.ts';

export interface Question {
  readonly action: string;
  readonly resource: string;
}

export interface Scene {
  readonly principal: LivePrincipal;
  readonly organization: LiveOrganization;
  /** By ARN and action; see `resourceKey`. */
  readonly resources: ReadonlyMap<string, LiveResource>;
  /** Takes the place of the policy of every resource. */
  readonly resourcePolicy: LivePolicy | undefined;
  /** By lower-case key. */
  readonly given: ReadonlyMap<string, string | readonly string[]>;
  readonly nowMs: number;
}

export interface Verdict {
  readonly question: Question;
  readonly request: AuthorizationRequest;
  readonly decision: Decision;
}

const trustActions =
  /^sts:(?:AssumeRole|AssumeRoleWithSAML|AssumeRoleWithWebIdentity|TagSession|SetSourceIdentity|SetContext)$/;

/** Asked of the trust policy of a role: so the same ARN may have one or not, by the action. */
export const asksTrust = ({ action, resource }: Question): boolean =>
  trustActions.test(action) && /^arn:[^:]+:iam::\d{12}:role\//.test(resource);

export const resourceKey = (question: Question): string =>
  `${asksTrust(question) ? 'trust' : 'ordinary'} ${question.resource}`;

function source({ text, origin }: LivePolicy): SourcePolicy[] {
  const { document, errors } = parsePolicy(text);
  // A copy that is being written and is no policy yet allows and denies nothing.
  return document === undefined || errors.length > 0 ? [] : [{ document, origin }];
}

const setOf = (policies: readonly LivePolicy[]): PolicySet =>
  compilePolicies(policies.flatMap(source));

/** A level whose policies were all left out allows nothing; one that never was does not limit. */
function levelsOf(
  layer: Layer,
  live: readonly LivePolicy[],
  policies: readonly LivePolicy[],
): readonly PolicySet[] | undefined {
  const own = policies.filter((policy) => policy.layer === layer);
  const before = live.filter((policy) => policy.layer === layer);
  const levels = new Set([...before, ...own].map(({ level }) => level));
  if (levels.size === 0) return undefined;
  return [...levels]
    .sort((one, other) => one - other)
    .map((wanted) => setOf(own.filter(({ level }) => level === wanted)));
}

/** Everything but what the resource says. Absent layers do not limit. */
function callerPolicies(
  live: readonly LivePolicy[],
  policies: readonly LivePolicy[],
): AppliedPolicies {
  const of = (layer: Layer): readonly LivePolicy[] =>
    policies.filter((policy) => policy.layer === layer);
  const boundary = of('boundary');
  const scpLevels = levelsOf('scp', live, policies);
  return {
    identity: setOf(of('identity')),
    ...(boundary.length === 0 ? {} : { boundary: setOf(boundary) }),
    ...(scpLevels === undefined ? {} : { scpLevels }),
  };
}

function resourcePolicies(
  policy: LivePolicy | undefined,
  isRole: boolean,
): Pick<AppliedPolicies, 'resource' | 'resourceKind'> {
  // A role without a trust policy trusts nobody; a bucket without a policy says nothing.
  const resourceKind = isRole ? 'trust' : 'ordinary';
  if (policy === undefined && !isRole) return { resourceKind };
  return { resourceKind, resource: setOf(policy === undefined ? [] : [policy]) };
}

export interface Decider {
  decide(question: Question): Verdict;
}

/** `policies`: in force, of all layers; those of resources by their ids. */
export function decider(scene: Scene, policies: readonly LivePolicy[]): Decider {
  const { principal, organization, resources, resourcePolicy, given, nowMs } = scene;
  const applied = callerPolicies(organization.policies, policies);
  const rcpLevels = levelsOf('rcp', organization.policies, policies);
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  const unowned: LiveResource = {
    accountId: principal.accountId,
    isRole: false,
    policy: undefined,
    tags: [],
    unread: [],
  };
  return {
    decide(question) {
      const resource = resources.get(resourceKey(question)) ?? unowned;
      const live = resource.policy && byId.get(resource.policy.id);
      const own = resourcePolicy === undefined ? live : byId.get(resourcePolicy.id);
      const isOwn = resource.accountId === principal.accountId;
      const request: AuthorizationRequest = {
        principal: principal.principal,
        action: question.action,
        resource: question.resource,
        resourceAccountId: resource.accountId,
        context: simulatedContext({ principal, organization, resource, nowMs }, given),
      };
      const all: AppliedPolicies = {
        ...applied,
        ...(rcpLevels === undefined || !isOwn ? {} : { rcpLevels }),
        ...resourcePolicies(own, resource.isRole),
      };
      return { question, request, decision: evaluate(request, all, { trace: true }) };
    },
  };
}

/** In the words of the API. */
export function apiDecision({
  effect,
  explicit,
}: Decision): 'allowed' | 'explicitDeny' | 'implicitDeny' {
  if (effect === 'allow') return 'allowed';
  return explicit ? 'explicitDeny' : 'implicitDeny';
}

/** Which of the policies a decision names. */
export function decidingPolicy(
  { decision }: Verdict,
  policies: readonly LivePolicy[],
): LivePolicy | undefined {
  const origin = decision.decidedBy?.origin;
  if (origin === undefined) return undefined;
  return policies.find(
    ({ origin: own }) =>
      own.type === origin.type &&
      own.arn === origin.arn &&
      own.name === origin.name &&
      own.attachedTo === origin.attachedTo,
  );
}
