/**
 * Decides requests that nobody made, with the engine that decides the real ones: for the simulator
 * of IAM, for `hallpass can`, for the console's playground. Page: IAM UG "IAM policy testing with
 * the IAM policy simulator".
 *
 * Keys that only a real request has (its address, its agent, MFA) are known only when they are
 * given.
 */
import type {
  AppliedPolicies,
  AuthorizationRequest,
  Decision,
  PolicySet,
  RequestContext,
} from '@hallpass/policy';
import type { AuthenticatedCaller } from '../authenticate/caller.ts';
import type { ReadContext } from '../operation.ts';
import { accountView } from './account-view.ts';
import { appliedPolicies } from './applied-policies.ts';
import type { ContextEntries } from './context-keys.ts';
import { requestContext } from './context-keys.ts';
import type { OrganizationView } from './organization-view.ts';
import { resourceAuthority } from './resource-authority.ts';
import { toldDecision } from './told-decision.ts';

export interface SimulatedItem {
  readonly action: string;
  readonly resource: string;
  /** Keys in lower case. */
  readonly entries: ContextEntries;
}

/** What stands in for, or is added to, the policies that apply in the live state. */
export interface PolicyOverrides {
  readonly identity?: (live: PolicySet | undefined) => PolicySet;
  readonly boundary?: PolicySet;
  readonly resource?: PolicySet;
  readonly scpLevels?: readonly PolicySet[];
  readonly resourceAccountId?: string;
}

export interface Simulated {
  readonly item: SimulatedItem;
  readonly decision: Decision;
  readonly policies: AppliedPolicies;
  readonly isCrossAccount: boolean;
}

const requestKeys: ReadonlySet<string> = new Set([
  'aws:sourceip',
  'aws:useragent',
  'aws:referer',
  'aws:securetransport',
  'aws:tokenissuetime',
  'aws:multifactorauthpresent',
  'aws:multifactorauthage',
  'aws:sourceidentity',
]);

function withoutRequestKeys(context: RequestContext, entries: ContextEntries): RequestContext {
  return {
    get: (key) => entries[key] ?? (requestKeys.has(key) ? undefined : context.get(key)),
  };
}

export async function simulate(
  context: ReadContext,
  caller: AuthenticatedCaller,
  request: { readonly item: SimulatedItem; readonly overrides: PolicyOverrides },
): Promise<Simulated> {
  const { tx, server } = context;
  const { item, overrides } = request;
  const caches = server.policyCaches;
  const callerAccount = await accountView(tx, caches, caller.accountId);
  const callerOrganization = callerAccount?.organization;
  const authority = await resourceAuthority(tx, caches, {
    action: item.action,
    arn: item.resource,
    callerAccountId: caller.accountId,
    callerAccount,
  });
  const live = await appliedPolicies(tx, caches, { caller, callerAccount, authority });
  const owner = authority.grantorAccountId ?? authority.accountId;
  const { identity, resourceAccountId = owner, ...replaced } = overrides;
  const policies: AppliedPolicies = {
    ...live,
    ...replaced,
    ...(identity === undefined ? {} : { identity: identity(live.identity) }),
  };
  const source = {
    info: { ...context, caller },
    service: item.action.slice(0, item.action.indexOf(':')),
    callerOrganization,
    authority,
    entries: {},
    requestTags: undefined,
    resourceTags: authority.tags,
  };
  const isCrossAccount = resourceAccountId !== caller.accountId;
  const simulated: AuthorizationRequest = {
    principal: caller.principal,
    action: item.action,
    resource: item.resource,
    resourceAccountId,
    canonicalUserId: caller.account.canonicalUserId,
    context: withoutRequestKeys(requestContext(source), item.entries),
  };
  const decision = toldDecision(simulated, policies, {
    // A resource policy that came with the question is no secret of another account.
    sameAccount: !isCrossAccount || overrides.resource !== undefined,
    sameOrganization: isSameOrganization(callerOrganization, authority.organization),
  });
  return { item, decision, policies, isCrossAccount };
}

function isSameOrganization(
  one: OrganizationView | undefined,
  other: OrganizationView | undefined,
): boolean {
  return one !== undefined && one.organizationId === other?.organizationId;
}
