/**
 * What a bucket says of a request: its policy, and where ACLs are on, the list of the bucket or of
 * the object, and whose object it is. Pages: S3 UG "How Amazon S3 authorizes a request for a bucket
 * operation", "How Amazon S3 authorizes a request for an object operation", "Blocking public access
 * to your Amazon S3 storage".
 */
import type { PolicySet } from '@hallpass/policy';
import { isPublicPolicy, parsePolicy } from '@hallpass/policy';
import type { Eventually, ReadTransaction } from '@hallpass/store';
import type { Acl, ObjectOwner } from '../data/acls.ts';
import { effectiveAcl, hasAcls } from '../data/acls.ts';
import { bucketArn } from '../data/arns.ts';
import type { BucketRecord } from '../data/buckets.ts';
import { findVersion, isDeleteMarker } from '../data/object-versions.ts';
import { findObject } from '../data/objects.ts';
import { aclPolicy } from './acl-policy.ts';
import type { StoredPolicy } from './compile.ts';
import { compileDenies, compileStored } from './compile.ts';
import type { PolicyCaches } from './policy-caches.ts';

export interface BucketRequest {
  readonly action: string;
  readonly arn: string;
  readonly callerAccountId: string;
  /** Of an object, where one is named. */
  readonly versionId?: string | undefined;
}

export interface BucketVerdict {
  readonly policy?: PolicySet;
  /** Of an object that is another account's than its bucket: who decides about it. */
  readonly objectOwner?: ObjectOwner;
}

const noPolicy: PolicySet = compileStored([]);

function isPublicText(text: string): boolean {
  const { document } = parsePolicy(text);
  return document === undefined || isPublicPolicy(document);
}

function storedPolicy(bucket: BucketRecord, text: string): StoredPolicy {
  const attachedTo = bucketArn(bucket.partition, bucket.name);
  return { text, origin: { type: 'resource', name: 'bucket policy', attachedTo } };
}

/** RestrictPublicBuckets takes what a public policy grants away from everyone outside the account. */
function isRestricted(bucket: BucketRecord, { callerAccountId }: BucketRequest): boolean {
  return (
    callerAccountId !== bucket.accountId && bucket.publicAccessBlock?.restrictPublicBuckets === true
  );
}

/** The bucket's policy as it holds for this caller. */
function policyOnly(
  caches: PolicyCaches,
  bucket: BucketRecord,
  request: BucketRequest,
): PolicySet | undefined {
  const { policy: text } = bucket;
  if (text === undefined) return undefined;
  const restricted = isRestricted(bucket, request);
  const key = restricted ? `${bucket.id}:restricted` : bucket.id;
  const known = caches.resources.get(key, bucket.generation);
  if (known !== undefined) return known;
  const policy =
    restricted && isPublicText(text) ? noPolicy : compileStored([storedPolicy(bucket, text)]);
  return caches.resources.set(key, bucket.generation, policy);
}

/** Decided by the bucket's owner and list, also where they are about an object. */
const bucketContext: ReadonlySet<string> = new Set([
  's3:PutObject',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
]);

interface Listed {
  readonly kind: 'bucket' | 'object';
  readonly acl: Acl;
  readonly owner?: ObjectOwner;
}

async function listFor(
  tx: ReadTransaction,
  bucket: BucketRecord,
  { action, arn, versionId }: BucketRequest,
): Promise<Listed> {
  const key = arn.slice(bucketArn(bucket.partition, bucket.name).length + 1);
  const ofBucket: Listed = { kind: 'bucket', acl: effectiveAcl(bucket.acl ?? [], bucket) };
  if (key === '' || bucketContext.has(action)) return ofBucket;
  const record =
    versionId === undefined
      ? await findObject(tx, bucket.id, key)
      : await findVersion(tx, { bucketId: bucket.id, key }, versionId);
  if (record === undefined || isDeleteMarker(record)) return { kind: 'object', acl: [] };
  const { owner } = record;
  const acl = effectiveAcl(record.acl ?? [], bucket);
  return owner === undefined ? { kind: 'object', acl } : { kind: 'object', acl, owner };
}

/**
 * Policy and list count together. About an object of another account the bucket's policy cannot
 * grant, but it can deny.
 */
function policyAndList(
  caches: PolicyCaches,
  bucket: BucketRecord,
  { list, request }: { readonly list: Listed; readonly request: BucketRequest },
): PolicySet {
  const { policy: text } = bucket;
  const { kind, owner } = list;
  const stored = aclPolicy(list.acl, { kind, arn: request.arn });
  const cannotGrant =
    owner !== undefined ||
    (text !== undefined && isRestricted(bucket, request) && isPublicText(text));
  const key = `${bucket.id}:${cannotGrant}:${request.arn}:${stored.text}`;
  const known = caches.resources.get(key, bucket.generation);
  if (known !== undefined) return known;
  const policies = text === undefined ? [] : [storedPolicy(bucket, text)];
  const policy = cannotGrant
    ? compileDenies(policies, [stored])
    : compileStored([...policies, stored]);
  return caches.resources.set(key, bucket.generation, policy);
}

interface BucketQuestion {
  readonly bucket: BucketRecord;
  readonly request: BucketRequest;
}

const nothingSaid: BucketVerdict = {};

export function bucketVerdict(
  tx: ReadTransaction,
  caches: PolicyCaches,
  question: BucketQuestion,
): Eventually<BucketVerdict> {
  const { bucket, request } = question;
  if (hasAcls(bucket)) return listedVerdict(tx, caches, question);
  const policy = policyOnly(caches, bucket, request);
  return policy === undefined ? nothingSaid : { policy };
}

async function listedVerdict(
  tx: ReadTransaction,
  caches: PolicyCaches,
  { bucket, request }: BucketQuestion,
): Promise<BucketVerdict> {
  const list = await listFor(tx, bucket, request);
  const policy = policyAndList(caches, bucket, { list, request });
  return list.owner === undefined ? { policy } : { policy, objectOwner: list.owner };
}
