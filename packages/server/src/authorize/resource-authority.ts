/**
 * Who decides about a resource besides the caller's own policies: the account that owns it, its
 * resource policy and the RCPs above that account. Pages: IAM UG "Cross-account policy evaluation
 * logic"; S3 UG "How Amazon S3 authorizes a request".
 */
import type { PolicySet } from '@hallpass/policy';
import { isPublicPolicy, parsePolicy } from '@hallpass/policy';
import type { ReadTransaction } from '@hallpass/store';
import type { AccountRecord } from '../data/accounts.ts';
import { findAccount } from '../data/accounts.ts';
import { bucketArn, parseArn } from '../data/arns.ts';
import type { BucketRecord } from '../data/buckets.ts';
import { findBucket } from '../data/buckets.ts';
import { findRole } from '../data/roles.ts';
import { identityArn } from '../data/identities.ts';
import type { Tags } from '../data/tags.ts';
import { compileStored } from './compile.ts';
import type { OrganizationView } from './organization-view.ts';
import { organizationView } from './organization-view.ts';
import type { PolicyCaches } from './policy-caches.ts';

export interface ResourceAuthority {
  /** Undefined when nobody owns it: an unknown bucket, an account that does not exist. */
  readonly account?: AccountRecord;
  readonly accountId: string;
  readonly policy?: PolicySet;
  readonly kind: 'trust' | 'ordinary';
  readonly organization?: OrganizationView;
  readonly tags?: Tags;
  readonly bucket?: BucketRecord;
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

const createBucket = 's3:CreateBucket';

const noPolicy: PolicySet = compileStored([]);

async function ownedBy(
  tx: ReadTransaction,
  caches: PolicyCaches,
  accountId: string,
): Promise<Pick<ResourceAuthority, 'account' | 'accountId' | 'organization'>> {
  const account = await findAccount(tx, accountId);
  if (account === undefined) return { accountId };
  const organization = await organizationView(tx, caches, account);
  return { account, accountId, ...(organization === undefined ? {} : { organization }) };
}

/**
 * The bucket's policy as it holds for this caller. RestrictPublicBuckets takes what a public policy
 * grants away from everyone outside the owner's account (S3 UG "Blocking public access").
 */
function bucketPolicy(
  caches: PolicyCaches,
  bucket: BucketRecord,
  { text, outsider }: { readonly text: string; readonly outsider: boolean },
): PolicySet {
  const restricted = outsider && bucket.publicAccessBlock?.restrictPublicBuckets === true;
  const key = restricted ? `${bucket.id}:restricted` : bucket.id;
  const known = caches.resources.get(key, bucket.generation);
  if (known !== undefined) return known;
  const attachedTo = bucketArn(bucket.partition, bucket.name);
  const origin = { type: 'resource' as const, name: 'bucket policy', attachedTo };
  const policy = restricted && isPublicText(text) ? noPolicy : compileStored([{ text, origin }]);
  return caches.resources.set(key, bucket.generation, policy);
}

function isPublicText(text: string): boolean {
  const { document } = parsePolicy(text);
  return document === undefined || isPublicPolicy(document);
}

async function bucketAuthority(
  tx: ReadTransaction,
  caches: PolicyCaches,
  target: { readonly name: string; readonly callerAccountId: string },
): Promise<ResourceAuthority> {
  const bucket = await findBucket(tx, target.name);
  if (bucket === undefined) return { accountId: target.callerAccountId, kind: 'ordinary' };
  const owner = await ownedBy(tx, caches, bucket.accountId);
  const authority = { ...owner, kind: 'ordinary' as const, bucket };
  const { policy: text } = bucket;
  if (text === undefined) return authority;
  const outsider = target.callerAccountId !== bucket.accountId;
  return { ...authority, policy: bucketPolicy(caches, bucket, { text, outsider }) };
}

async function roleAuthority(
  tx: ReadTransaction,
  caches: PolicyCaches,
  target: { readonly arn: string; readonly accountId: string; readonly resource: string },
): Promise<ResourceAuthority> {
  const owner = await ownedBy(tx, caches, target.accountId);
  const name = target.resource.slice(target.resource.lastIndexOf('/') + 1);
  const role = await findRole(tx, target.accountId, name);
  const partition = owner.account?.partition ?? 'aws';
  const ownArn = role && identityArn({ partition, accountId: target.accountId }, 'role', role);
  // A role that does not exist trusts nobody: the same denial as for one that does not trust the
  // caller.
  if (role === undefined || ownArn !== target.arn) {
    return { ...owner, kind: 'trust', policy: noPolicy };
  }
  const known = caches.resources.get(role.id, role.trustPolicy);
  const origin = { type: 'trust' as const, name: 'trust policy', attachedTo: target.arn };
  const policy =
    known ??
    caches.resources.set(
      role.id,
      role.trustPolicy,
      compileStored([{ text: role.trustPolicy, origin }]),
    );
  return { ...owner, kind: 'trust', policy, tags: role.tags };
}

/** `callerAccountId`: owner of what has no owner of its own (`*`, a bucket yet to be made). */
export async function resourceAuthority(
  tx: ReadTransaction,
  caches: PolicyCaches,
  target: { readonly action: string; readonly arn: string; readonly callerAccountId: string },
): Promise<ResourceAuthority> {
  const { action, arn, callerAccountId } = target;
  const parts = parseArn(arn);
  // A bucket to be made is the maker's own, also when someone else has one of that name.
  const ofBucket = parts?.service === 's3' && parts.accountId === '' && action !== createBucket;
  if (ofBucket) {
    const slash = parts.resource.indexOf('/');
    const name = slash < 0 ? parts.resource : parts.resource.slice(0, slash);
    return bucketAuthority(tx, caches, { name, callerAccountId });
  }
  if (parts !== undefined && trustActions.has(action)) {
    const { accountId, resource } = parts;
    return roleAuthority(tx, caches, { arn, accountId, resource });
  }
  const accountId = parts?.accountId ?? '';
  const owner = /^\d{12}$/.test(accountId) ? accountId : callerAccountId;
  return { ...(await ownedBy(tx, caches, owner)), kind: 'ordinary' };
}
