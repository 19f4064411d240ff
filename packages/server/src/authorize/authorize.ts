/**
 * Step 5 of a request: everything that the operation's access rule lists must be allowed.
 * Only this file makes `Authorized` inputs. Pages: IAM UG "How AWS enforcement code logic evaluates
 * requests", "Troubleshoot access denied error messages".
 */
import type { AuthorizationRequest, Decision } from '@hallpass/policy';
import { evaluate } from '@hallpass/policy';
import type { Eventually } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type { AppliedPolicies } from '@hallpass/policy';
import type { BucketRecord } from '../data/buckets.ts';
import type { Tags } from '../data/tags.ts';
import type { AccessContext, Operation } from '../operation.ts';
import type { AccountView } from './account-view.ts';
import { accountView } from './account-view.ts';
import { appliedPolicies } from './applied-policies.ts';
import type { ContextEntries } from './context-keys.ts';
import { requestContext } from './context-keys.ts';
import { deny } from './denial.ts';
import { noteAccess } from './note-access.ts';
import type { OrganizationView } from './organization-view.ts';
import type { ResourceAuthority } from './resource-authority.ts';
import { resourceAuthority } from './resource-authority.ts';

/** One thing that a request needs to be allowed. */
export interface AccessItem {
  /** `iam:CreateRole` */
  readonly action: string;
  /** ARN, or `*` for actions without resource. */
  readonly resource: string;
  /** How a denial names the resource, where AWS does not give the ARN: `user Bob`. */
  readonly resourceName?: string;
  /** Condition keys of this action, in lower case. */
  readonly context?: ContextEntries;
  /** Tags in the request: aws:RequestTag, aws:TagKeys. */
  readonly requestTags?: Tags;
  /** Tags of the resource as it is: aws:ResourceTag and the service's own form of it. */
  readonly resourceTags?: Tags;
  /** The bucket that the resource is or is in, where the rule has read it. */
  readonly bucket?: BucketRecord;
  /** Which version of an object, where one is named: it is that one's list and owner that count. */
  readonly versionId?: string;
}

declare const authorized: unique symbol;

/** An input whose request was allowed. */
export type Authorized<I> = I & { readonly [authorized]: true };

/** What an item was decided on, for denials and explanations. */
export interface DecidedItem {
  readonly item: AccessItem;
  readonly request: AuthorizationRequest;
  readonly policies: AppliedPolicies;
  readonly authority: ResourceAuthority;
  readonly callerOrganization: OrganizationView | undefined;
  readonly decision: Decision;
}

/** Decides one item against the live state. */
export function decide(context: AccessContext, item: AccessItem): Eventually<DecidedItem> {
  const { tx, caller, server } = context;
  noteAccess(context, item.action);
  const caches = server.policyCaches;
  const account =
    caller.kind === 'anonymous' ? undefined : accountView(tx, caches, caller.accountId);
  return whenReady(account, (callerAccount) => {
    const query = {
      action: item.action,
      arn: item.resource,
      callerAccountId: caller.accountId ?? '',
      callerAccount,
      bucket: item.bucket,
      versionId: item.versionId,
    };
    return whenReady(resourceAuthority(tx, caches, query), (authority) =>
      whenReady(appliedPolicies(tx, caches, { caller, callerAccount, authority }), (policies) =>
        decideOn(context, item, { authority, policies, callerAccount }),
      ),
    );
  });
}

interface Grounds {
  readonly authority: ResourceAuthority;
  readonly policies: AppliedPolicies;
  readonly callerAccount: AccountView | undefined;
}

function decideOn(
  context: AccessContext,
  item: AccessItem,
  { authority, policies, callerAccount }: Grounds,
): DecidedItem {
  const { caller } = context;
  const callerOrganization = callerAccount?.organization;
  const request: AuthorizationRequest = {
    principal: caller.principal,
    action: item.action,
    resource: item.resource,
    resourceAccountId: authority.grantorAccountId ?? authority.accountId,
    // What a CanonicalUser principal of a bucket policy names.
    ...(caller.kind === 'anonymous' ? {} : { canonicalUserId: caller.account.canonicalUserId }),
    context: requestContext({
      info: context,
      service: item.action.slice(0, item.action.indexOf(':')),
      callerOrganization,
      authority,
      entries: item.context ?? {},
      requestTags: item.requestTags,
      resourceTags: item.resourceTags ?? authority.tags,
    }),
  };
  const decision = evaluate(request, policies);
  return { item, request, policies, authority, callerOrganization, decision };
}

/** Throws AccessDenied, in AWS's wording, at the first item that is not allowed. */
export function authorize<I extends object>(
  operation: Operation<I>,
  input: I,
  context: AccessContext,
): Eventually<Authorized<I>> {
  const { access } = operation;
  const allowed = input as Authorized<I>;
  if (typeof access === 'function') {
    return whenReady(access(input, context), (items) =>
      whenReady(requireAll(context, items, 0), () => allowed),
    );
  }
  if (access.action !== undefined) noteAccess(context, access.action);
  return allowed;
}

/** One item after the other, from this one on. */
function requireAll(
  context: AccessContext,
  items: readonly AccessItem[],
  from: number,
): Eventually<void> {
  const item = items[from];
  if (item === undefined) return undefined;
  return whenReady(decide(context, item), (decided) => {
    if (decided.decision.effect !== 'allow') throw deny(context, decided);
    return requireAll(context, items, from + 1);
  });
}
