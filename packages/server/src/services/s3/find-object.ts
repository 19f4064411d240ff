/**
 * Objects as requests find them: in the bucket that is there, with the rule for what is missing.
 * Pages: S3 API Reference "GetObject" (permissions): NoSuchKey is only for callers who may list the
 * bucket.
 */
import { failWith } from '@hallpass/wire';
import { decide } from '../../authorize/authorize.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import { findBucket } from '../../data/buckets.ts';
import type { ObjectRecord } from '../../data/objects.ts';
import { findObject } from '../../data/objects.ts';
import type { AccessContext } from '../../operation.ts';
import type { ObjectInput } from './access.ts';
import { authorizedBucket, keyOf, onBucket } from './access.ts';
import { noSuchBucket, noSuchKey } from './errors.ts';

export interface FoundObject {
  readonly bucket: BucketRecord;
  readonly key: string;
  readonly record: ObjectRecord;
}

/**
 * The bucket of an authorized request, in a transaction after that of its authorization. Deleted
 * and made again meanwhile, perhaps by someone else, it is not the bucket that the request was
 * allowed to touch.
 */
export async function stillThere(
  tx: AccessContext['tx'],
  authorized: BucketRecord,
): Promise<BucketRecord> {
  const live = await findBucket(tx, authorized.name);
  if (live === undefined || live.id !== authorized.id) throw noSuchBucket(authorized.name);
  return live;
}

/** What access rules found, for the handler in the same transaction. */
const authorizedObjects = new WeakMap<object, ObjectRecord | undefined>();

/** The object as an access rule sees it: conditions may ask for its tags. */
export async function objectToAuthorize(
  { tx }: AccessContext,
  input: ObjectInput,
  bucket: BucketRecord,
): Promise<ObjectRecord | undefined> {
  const record = await findObject(tx, bucket.id, keyOf(input));
  authorizedObjects.set(input, record);
  return record;
}

/** Throws NoSuchKey, or AccessDenied for a caller who may not know what keys there are. */
export async function requireObject(
  context: AccessContext,
  input: ObjectInput,
): Promise<FoundObject> {
  const bucket = authorizedBucket(input);
  const key = keyOf(input);
  const record = authorizedObjects.has(input)
    ? authorizedObjects.get(input)
    : await findObject(context.tx, bucket.id, key);
  if (record !== undefined) return { bucket, key, record };
  throw await missingObject(context, bucket, key);
}

export async function missingObject(
  context: AccessContext,
  bucket: BucketRecord,
  key: string,
): Promise<Error> {
  const listing = await decide(context, onBucket('s3:ListBucket', context, { bucket }));
  if (listing.decision.effect === 'allow') return noSuchKey(key);
  // The denial is about what was asked for, not about listing: AWS says no more than this.
  return failWith('AccessDenied');
}
