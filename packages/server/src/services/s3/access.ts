/**
 * Access rules of S3: which bucket a request is about, and what it must be allowed there. Every
 * operation on a bucket or object goes through `targetBucket`, so that the checks common to all of
 * them stand in one place. Pages: S3 UG "How Amazon S3 authorizes a request", "Required permissions
 * for Amazon S3 API operations", "Verifying bucket ownership with bucket owner condition".
 */
import type { Eventually } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import { failWith } from '@hallpass/wire';
import type { AccessItem } from '../../authorize/authorize.ts';
import type { ContextEntries } from '../../authorize/context-keys.ts';
import { bucketArn, objectArn } from '../../data/arns.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import { findBucket } from '../../data/buckets.ts';
import type { AccessContext, ReadContext } from '../../operation.ts';
import { actionKeys } from './condition-keys.ts';
import { failS3, noSuchBucket } from './errors.ts';

export interface BucketInput {
  readonly Bucket: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export interface ObjectInput extends BucketInput {
  readonly Key: string | undefined;
}

const accountId = /^\d{12}$/;
/** S3 counts bytes of UTF-8. */
const keyBytesMax = 1024;

/** The bucket must belong to whom the request says; in `x-amz-expected-bucket-owner`. */
function checkExpectedOwner(bucket: BucketRecord, expected: string | undefined): void {
  if (expected === undefined) return;
  if (!accountId.test(expected)) {
    throw failS3(
      'InvalidBucketOwnerAWSAccountID',
      `The value of the expected bucket owner parameter must be an AWS Account ID... [${expected}]`,
    );
  }
  if (bucket.accountId !== expected) throw failWith('AccessDenied');
}

/**
 * What the access rule of a request has found, so that its handler need not look again. It stands
 * on the input under a name that only this file knows: a WeakMap costs collections dear.
 */
const authorized = Symbol('authorized bucket');
type Authorized = { [authorized]?: BucketRecord };

/** NoSuchBucket goes before any denial: that a name is taken is no secret on AWS either. */
export function targetBucket(
  context: Pick<ReadContext, 'tx'>,
  input: BucketInput,
): Eventually<BucketRecord> {
  const name = input.Bucket ?? '';
  return whenReady(findBucket(context.tx, name), (bucket) => {
    if (bucket === undefined) throw noSuchBucket(name);
    checkExpectedOwner(bucket, input.ExpectedBucketOwner);
    (input as Authorized)[authorized] = bucket;
    return bucket;
  });
}

/**
 * The bucket that a request was authorized for. INVARIANT: handlers that run in the transaction of
 * their authorization may take it as it is; others compare its id with the bucket of their own
 * transaction.
 */
export function authorizedBucket(input: BucketInput): BucketRecord {
  const bucket = (input as Authorized)[authorized];
  if (bucket === undefined) throw new Error('a request got past its access rule');
  return bucket;
}

export function keyOf(input: { readonly Key: string | undefined }): string {
  const key = input.Key ?? '';
  // A character of a JavaScript string takes one to three bytes.
  if (key.length * 3 <= keyBytesMax) return key;
  const size = Buffer.byteLength(key);
  if (size > keyBytesMax) {
    throw failS3('KeyTooLongError', undefined, { Size: size, MaxSizeAllowed: keyBytesMax });
  }
  return key;
}

export function onBucket(
  action: string,
  context: AccessContext,
  { bucket, keys }: { readonly bucket: BucketRecord; readonly keys?: ContextEntries },
): AccessItem {
  const common = actionKeys(action, context, bucket);
  return {
    action,
    bucket,
    resource: bucketArn(bucket.partition, bucket.name),
    context: keys === undefined ? common : Object.assign(common, keys),
  };
}

export interface ObjectTarget {
  readonly bucket: BucketRecord;
  readonly key: string;
  readonly keys?: ContextEntries;
  /** As the request names it. */
  readonly versionId?: string | undefined;
}

export function onObject(
  action: string,
  context: AccessContext,
  { bucket, key, keys, versionId }: ObjectTarget,
): AccessItem {
  const common = actionKeys(action, context, bucket);
  const resource = objectArn(bucket.partition, bucket.name, key);
  const entries = keys === undefined ? common : Object.assign(common, keys);
  if (versionId === undefined) return { action, bucket, resource, context: entries };
  const named = Object.assign(entries, { 's3:versionid': versionId });
  return { action, bucket, resource, context: named, versionId };
}

/** The rule of operations that ask one action on their bucket. */
export function bucketRule(
  action: string,
): (input: BucketInput, context: AccessContext) => Promise<readonly AccessItem[]> {
  return async (input, context) => {
    const bucket = await targetBucket(context, input);
    return [onBucket(action, context, { bucket })];
  };
}
