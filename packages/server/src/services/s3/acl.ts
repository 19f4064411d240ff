/**
 * Access control lists as S3 shows them, and the checks of ACL requests. While ACLs are off
 * (BucketOwnerEnforced, the default) what is read shows the owner's full control, and what is
 * written may say nothing else. Pages: S3 UG "Access control list (ACL) overview", "Controlling
 * ownership of objects and disabling ACLs for your bucket", "Blocking public access to your Amazon
 * S3 storage".
 */
import { failWith } from '@hallpass/wire';
import type { Eventually, ReadTransaction } from '@hallpass/store';
import { findAccount } from '../../data/accounts.ts';
import type { Acl, AclGrant, ObjectAccess } from '../../data/acls.ts';
import { anonymousCanonicalUserId, effectiveAcl, hasAcls, isPublicAcl } from '../../data/acls.ts';
import { objectArn } from '../../data/arns.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import type { ObjectRecord } from '../../data/objects.ts';
import type { RequestInfo } from '../../operation.ts';
import type { ObjectInput } from './access.ts';
import { authorizedBucket, keyOf } from './access.ts';
import type { AclInput, PutAclInput } from './acl-request.ts';
import { asksForOwnerOnly, groupUri, readAcl, requireAclRequest, setsAcl } from './acl-request.ts';
import { failS3 } from './errors.ts';

/** While ACLs are off: nothing but the owner's own full control. */
function checkAclsOff(input: PutAclInput, ownerId: string): void {
  if (!asksForOwnerOnly(input, ownerId)) throw failS3('AccessControlListNotSupported');
}

/** The canonical id of the account that owns the bucket. */
export async function ownerIdOf(tx: ReadTransaction, bucket: BucketRecord): Promise<string> {
  const account = await findAccount(tx, bucket.accountId);
  if (account === undefined) throw new Error(`the owner of bucket ${bucket.name} is missing`);
  return account.canonicalUserId;
}

/** Of an object in a bucket whose owner is given: the bucket's, unless ACLs are on. */
export function objectOwnerId(
  { owner }: ObjectAccess,
  bucket: BucketRecord,
  bucketOwnerId: string,
): string {
  return hasAcls(bucket) ? (owner?.canonicalUserId ?? bucketOwnerId) : bucketOwnerId;
}

/** The owners of a bucket's objects, for listings. */
export async function objectOwners(
  tx: ReadTransaction,
  bucket: BucketRecord,
): Promise<(record: ObjectAccess) => string> {
  const bucketOwnerId = await ownerIdOf(tx, bucket);
  return (record) => objectOwnerId(record, bucket, bucketOwnerId);
}

function publicAclBlocked(
  { caller }: RequestInfo,
  bucket: BucketRecord,
  { action, resource }: { readonly action: string; readonly resource: string },
): Error {
  return failWith(
    'AccessDenied',
    caller.accountId === bucket.accountId
      ? `User: ${caller.arn} is not authorized to perform: ${action} on resource: "${resource}" because public access control lists (ACLs) are blocked by the BlockPublicAcls block public access setting.`
      : 'Access Denied',
  );
}

export interface AclTarget {
  readonly bucket: BucketRecord;
  readonly action: string;
  /** ARN. */
  readonly resource: string;
}

function checkPublic(info: RequestInfo, acl: Acl | undefined, target: AclTarget): void {
  const { bucket } = target;
  if (acl === undefined || bucket.publicAccessBlock?.blockPublicAcls !== true) return;
  if (isPublicAcl(acl)) throw publicAclBlocked(info, bucket, target);
}

type AclContext = RequestInfo & { readonly tx: ReadTransaction };

/** PutBucketAcl: the list to keep; `undefined` when there is nothing to change. */
export async function newBucketAcl(
  context: AclContext,
  input: PutAclInput,
  target: AclTarget,
): Promise<Acl | undefined> {
  const { bucket } = target;
  const bucketOwner = await ownerIdOf(context.tx, bucket);
  const owners = { owner: bucketOwner, bucketOwner };
  requireAclRequest(input);
  if (!hasAcls(bucket)) {
    checkAclsOff(input, bucketOwner);
    return undefined;
  }
  const acl = await readAcl(context.tx, input, { owners, kind: 'bucket' });
  checkPublic(context, acl, target);
  return acl;
}

/** PutObjectAcl. */
export async function newObjectAcl(
  context: AclContext,
  input: PutAclInput,
  target: AclTarget & { readonly record: ObjectRecord },
): Promise<Acl | undefined> {
  const { bucket, record } = target;
  const bucketOwner = await ownerIdOf(context.tx, bucket);
  const owners = { owner: objectOwnerId(record, bucket, bucketOwner), bucketOwner };
  requireAclRequest(input);
  if (!hasAcls(bucket)) {
    checkAclsOff(input, bucketOwner);
    return undefined;
  }
  const acl = await readAcl(context.tx, input, { owners, kind: 'object' });
  checkPublic(context, acl, target);
  return acl;
}

/** Whose a new object is: the writer's, unless the bucket's owner takes what is handed over. */
function newOwner(info: RequestInfo, bucket: BucketRecord, input: AclInput): ObjectAccess {
  const handedOver = input.ACL === 'bucket-owner-full-control';
  if (bucket.objectOwnership === 'BucketOwnerPreferred' && handedOver) return {};
  return foreignOwner(info, bucket);
}

/** A caller of another account than the bucket's, as an owner. */
export function foreignOwner(
  { caller }: RequestInfo,
  bucket: BucketRecord,
): Pick<ObjectAccess, 'owner'> {
  if (caller.accountId === bucket.accountId) return {};
  if (caller.kind === 'anonymous') {
    return { owner: { canonicalUserId: anonymousCanonicalUserId } };
  }
  const { id: accountId, canonicalUserId } = caller.account;
  return { owner: { accountId, canonicalUserId } };
}

/** Owner and list of what PutObject, CopyObject or a multipart upload makes. */
export async function newObjectAccess(
  context: AclContext,
  input: AclInput,
  target: AclTarget,
): Promise<ObjectAccess> {
  const { bucket } = target;
  const acls = hasAcls(bucket);
  if (!acls && !setsAcl(input)) return {};
  const bucketOwner = await ownerIdOf(context.tx, bucket);
  if (!acls) {
    checkAclsOff(input, bucketOwner);
    return {};
  }
  const access = newOwner(context, bucket, input);
  const owners = { owner: access.owner?.canonicalUserId ?? bucketOwner, bucketOwner };
  const acl = await readAcl(context.tx, input, { owners, kind: 'object' });
  checkPublic(context, acl, target);
  return acl === undefined ? access : { ...access, acl };
}

/** The target of PutObject and its kin; a public list is refused in the name of s3:PutObject. */
export function putTarget(bucket: BucketRecord, input: ObjectInput): AclTarget {
  const resource = objectArn(bucket.partition, bucket.name, keyOf(input));
  return { bucket, action: 's3:PutObject', resource };
}

/** The same before a body is read, where no transaction is open yet. */
export function writtenAccess(
  info: RequestInfo,
  input: AclInput & ObjectInput,
): Eventually<ObjectAccess> {
  const bucket = authorizedBucket(input);
  if (!hasAcls(bucket) && !setsAcl(input)) return {};
  return info.server.metadata.read((tx) =>
    newObjectAccess({ ...info, tx }, input, putTarget(bucket, input)),
  );
}

interface GrantOutput {
  Grantee:
    | { readonly ID: string; readonly Type: 'CanonicalUser' }
    | { readonly URI: string; readonly Type: 'Group' };
  Permission: AclGrant['permission'];
}

export interface AclOutput {
  Owner: { ID: string };
  Grants: GrantOutput[];
}

function output(ownerId: string, acl: Acl | undefined): AclOutput {
  const owners: AclGrant = { grantee: { canonicalUserId: ownerId }, permission: 'FULL_CONTROL' };
  return {
    Owner: { ID: ownerId },
    Grants: (acl ?? [owners]).map(({ grantee, permission }) => ({
      Grantee:
        'group' in grantee
          ? { URI: groupUri(grantee.group), Type: 'Group' }
          : { ID: grantee.canonicalUserId, Type: 'CanonicalUser' },
      Permission: permission,
    })),
  };
}

/** The grants in force: without the public ones that IgnorePublicAcls takes away. */
function shown(acl: Acl | undefined, bucket: BucketRecord): Acl | undefined {
  return acl === undefined || !hasAcls(bucket) ? undefined : effectiveAcl(acl, bucket);
}

export async function bucketAclOutput(
  tx: ReadTransaction,
  bucket: BucketRecord,
): Promise<AclOutput> {
  return output(await ownerIdOf(tx, bucket), shown(bucket.acl, bucket));
}

export async function objectAclOutput(
  tx: ReadTransaction,
  bucket: BucketRecord,
  record: ObjectRecord,
): Promise<AclOutput> {
  const ownerId = objectOwnerId(record, bucket, await ownerIdOf(tx, bucket));
  return output(ownerId, shown(record.acl, bucket));
}

/** Whether a list gives anyone but the owner anything: then ACLs cannot be switched off. */
export async function grantsOthers(tx: ReadTransaction, bucket: BucketRecord): Promise<boolean> {
  if (bucket.acl === undefined) return false;
  const ownerId = await ownerIdOf(tx, bucket);
  return bucket.acl.some(
    ({ grantee }) => !('canonicalUserId' in grantee && grantee.canonicalUserId === ownerId),
  );
}
