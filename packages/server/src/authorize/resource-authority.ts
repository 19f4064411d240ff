/**
 * Who decides about a resource besides the caller's own policies: the account that owns it, its
 * resource policy and the RCPs above that account. Pages: IAM UG "Cross-account policy evaluation
 * logic"; S3 UG "How Amazon S3 authorizes a request".
 */
import type { PolicySet } from '@hallpass/policy';
import type { Eventually, ReadTransaction } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type { ArnParts } from '../data/arns.ts';
import { parseArn } from '../data/arns.ts';
import type { BucketRecord } from '../data/buckets.ts';
import { findBucket } from '../data/buckets.ts';
import { isAccountId } from '../data/new-account.ts';
import type { RoleRecord } from '../data/roles.ts';
import { findRole } from '../data/roles.ts';
import { identityArn } from '../data/identities.ts';
import type { Tags } from '../data/tags.ts';
import type { AccountView } from './account-view.ts';
import { accountView } from './account-view.ts';
import { bucketVerdict } from './bucket-authority.ts';
import { compileStored } from './compile.ts';
import type { OrganizationView } from './organization-view.ts';
import type { PolicyCaches } from './policy-caches.ts';

export interface ResourceAuthority {
  readonly accountId: string;
  /** Who must grant, where that is not the owner: an object's, in the bucket of another account. */
  readonly grantorAccountId?: string;
  readonly policy?: PolicySet;
  readonly kind: 'trust' | 'ordinary';
  /** Of the owner's account; absent also when nobody owns the resource. */
  readonly organization: OrganizationView | undefined;
  readonly tags?: Tags;
}

/** STS actions that are decided by the trust policy of the role they name. */
const trustActions = new Set([
  'sts:AssumeRole',
  'sts:AssumeRoleWithSAML',
  'sts:AssumeRoleWithWebIdentity',
  'sts:TagSession',
  'sts:SetSourceIdentity',
  'sts:SetContext',
]);

/**
 * Of GetFederationToken, which asks sts:TagSession without any role: the caller's own policies
 * decide. Page: IAM UG "Pass session tags in AWS STS" (GetFederationToken).
 */
const isFederatedUser = ({ service, resource }: ArnParts): boolean =>
  service === 'sts' && resource.startsWith('federated-user/');

const createBucket = 's3:CreateBucket';

const noPolicy: PolicySet = compileStored([]);

export interface AuthorityQuery {
  readonly action: string;
  readonly arn: string;
  /** Owner of what has no owner of its own: `*`, a bucket yet to be made. */
  readonly callerAccountId: string;
  /** Absent for anonymous callers. */
  readonly callerAccount: AccountView | undefined;
  /** The bucket that the resource is or is in, where it was read in this transaction already. */
  readonly bucket?: BucketRecord | undefined;
  /** Of an object, where one is named. */
  readonly versionId?: string | undefined;
}

/** Most resources are of the caller's own account, whose view is at hand. */
function ownerView(
  tx: ReadTransaction,
  caches: PolicyCaches,
  { callerAccount, ownerId }: Pick<AuthorityQuery, 'callerAccount'> & { readonly ownerId: string },
): Eventually<AccountView | undefined> {
  return callerAccount?.account.id === ownerId ? callerAccount : accountView(tx, caches, ownerId);
}

function bucketAuthority(
  tx: ReadTransaction,
  caches: PolicyCaches,
  { query, bucket }: { readonly query: AuthorityQuery; readonly bucket: BucketRecord },
): Eventually<ResourceAuthority> {
  const { accountId } = bucket;
  const { callerAccount } = query;
  return whenReady(ownerView(tx, caches, { callerAccount, ownerId: accountId }), (owner) => {
    const authority = { accountId, kind: 'ordinary' as const, organization: owner?.organization };
    // Of a closed account nothing can be reached, whatever its buckets say.
    if (owner?.account.closedAtMs !== undefined) return { ...authority, policy: noPolicy };
    const verdict = bucketVerdict(tx, caches, { bucket, request: query });
    return whenReady(verdict, ({ policy, objectOwner }) => {
      if (policy === undefined) return authority;
      return objectOwner === undefined
        ? { ...authority, policy }
        : { ...authority, policy, grantorAccountId: objectOwner.accountId ?? '' };
    });
  });
}

function roleAuthority(
  tx: ReadTransaction,
  caches: PolicyCaches,
  { query, parts }: { readonly query: AuthorityQuery; readonly parts: ArnParts },
): Eventually<ResourceAuthority> {
  const { accountId, resource } = parts;
  const { arn, callerAccount } = query;
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  return whenReady(ownerView(tx, caches, { callerAccount, ownerId: accountId }), (owner) =>
    whenReady(findRole(tx, accountId, name), (role) =>
      authorityOfRole(caches, { accountId, arn, owner, role }),
    ),
  );
}

interface OwnedRole {
  readonly accountId: string;
  /** As the request names it. */
  readonly arn: string;
  readonly owner: AccountView | undefined;
  readonly role: RoleRecord | undefined;
}

function authorityOfRole(
  caches: PolicyCaches,
  { accountId, arn, owner, role }: OwnedRole,
): ResourceAuthority {
  const organization = owner?.organization;
  const partition = owner?.account.partition ?? 'aws';
  const ownArn = role && identityArn({ partition, accountId }, 'role', role);
  // A role that does not exist, and one of a closed account, trusts nobody: the same denial as for
  // one that does not trust the caller.
  const isClosed = owner?.account.closedAtMs !== undefined;
  if (role === undefined || ownArn !== arn || isClosed) {
    return { accountId, kind: 'trust', organization, policy: noPolicy };
  }
  const known = caches.resources.get(role.id, role.trustPolicy);
  const origin = { type: 'trust' as const, name: 'trust policy', attachedTo: arn };
  const policy =
    known ??
    caches.resources.set(
      role.id,
      role.trustPolicy,
      compileStored([{ text: role.trustPolicy, origin }]),
    );
  return { accountId, kind: 'trust', organization, policy, tags: role.tags };
}

/** The bucket that a resource is or is in; a bucket to be made is the maker's own in any case. */
function bucketName(action: string, parts: ArnParts | undefined): string | undefined {
  if (parts?.service !== 's3' || parts.accountId !== '' || action === createBucket)
    return undefined;
  const { resource } = parts;
  const slash = resource.indexOf('/');
  return slash < 0 ? resource : resource.slice(0, slash);
}

export function resourceAuthority(
  tx: ReadTransaction,
  caches: PolicyCaches,
  query: AuthorityQuery,
): Eventually<ResourceAuthority> {
  const { bucket } = query;
  return bucket === undefined
    ? authorityOfArn(tx, caches, query)
    : bucketAuthority(tx, caches, { query, bucket });
}

function authorityOfArn(
  tx: ReadTransaction,
  caches: PolicyCaches,
  query: AuthorityQuery,
): Eventually<ResourceAuthority> {
  const { action, arn, callerAccount, callerAccountId } = query;
  const parts = parseArn(arn);
  const name = bucketName(action, parts);
  if (name !== undefined) {
    return whenReady(findBucket(tx, name), (bucket) =>
      bucket === undefined
        ? { accountId: callerAccountId, kind: 'ordinary', organization: undefined }
        : bucketAuthority(tx, caches, { query, bucket }),
    );
  }
  if (parts !== undefined && trustActions.has(action) && !isFederatedUser(parts)) {
    return roleAuthority(tx, caches, { query, parts });
  }
  const accountId = parts?.accountId ?? '';
  const ownerId = isAccountId(accountId) ? accountId : callerAccountId;
  return whenReady(ownerView(tx, caches, { callerAccount, ownerId }), (owner) => ({
    accountId: ownerId,
    kind: 'ordinary',
    organization: owner?.organization,
  }));
}
