/**
 * Step 5 of a request: everything that the operation's access rule lists must be allowed.
 * Only this file makes `Authorized` inputs. Pages: IAM UG "How AWS enforcement code logic evaluates
 * requests", "Troubleshoot access denied error messages".
 */
import type { AuthorizationRequest, Decision } from '@hallpass/policy';
import { evaluate } from '@hallpass/policy';
import type { AppliedPolicies } from '@hallpass/policy';
import type { BucketRecord } from '../data/buckets.ts';
import type { Tags } from '../data/tags.ts';
import type { AccessContext, Operation } from '../operation.ts';
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
export async function decide(context: AccessContext, item: AccessItem): Promise<DecidedItem> {
  const { tx, caller, server } = context;
  noteAccess(context, item.action);
  const caches = server.policyCaches;
  const callerAccount =
    caller.kind === 'anonymous' ? undefined : await accountView(tx, caches, caller.accountId);
  const callerOrganization = callerAccount?.organization;
  const authority = await resourceAuthority(tx, caches, {
    action: item.action,
    arn: item.resource,
    callerAccountId: caller.accountId ?? '',
    callerAccount,
    ...(item.bucket === undefined ? undefined : { bucket: item.bucket }),
    ...(item.versionId === undefined ? undefined : { versionId: item.versionId }),
  });
  const policies = await appliedPolicies(tx, caches, { caller, callerAccount, authority });
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
export async function authorize<I extends object>(
  operation: Operation<I>,
  input: I,
  context: AccessContext,
): Promise<Authorized<I>> {
  const { access } = operation;
  if (typeof access === 'function') {
    for (const item of await access(input, context)) {
      const decided = await decide(context, item);
      if (decided.decision.effect !== 'allow') throw deny(context, decided);
    }
  } else if (access.action !== undefined) noteAccess(context, access.action);
  return input as Authorized<I>;
}
