/**
 * Objects and versions as requests find them: in the bucket that is there, with the rule for what
 * is missing. Pages: S3 API Reference "GetObject" (permissions): NoSuchKey is only for callers who
 * may list the bucket; S3 UG "Working with delete markers".
 */
import type { Eventually } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import { failWith } from '@hallpass/wire';
import { decide } from '../../authorize/authorize.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import { findBucket } from '../../data/buckets.ts';
import type { DeleteMarker, VersionRecord } from '../../data/object-versions.ts';
import { findHidingMarker, findVersion, isDeleteMarker } from '../../data/object-versions.ts';
import type { ObjectRecord } from '../../data/objects.ts';
import { findObject, versionIdOf } from '../../data/objects.ts';
import type { AccessContext } from '../../operation.ts';
import type { ObjectInput } from './access.ts';
import { authorizedBucket, keyOf, onBucket } from './access.ts';
import { noSuchBucket, noSuchKey, noSuchVersion } from './errors.ts';

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
export function stillThere(
  tx: AccessContext['tx'],
  authorized: BucketRecord,
): Eventually<BucketRecord> {
  return whenReady(findBucket(tx, authorized.name), (live) => {
    if (live === undefined || live.id !== authorized.id) throw noSuchBucket(authorized.name);
    return live;
  });
}

/** An object, or one version of it. */
export interface VersionInput extends ObjectInput {
  readonly VersionId?: string | undefined;
}

function findAsked(
  { tx }: AccessContext,
  input: VersionInput,
  bucket: BucketRecord,
): Eventually<VersionRecord | undefined> {
  const { VersionId } = input;
  const key = keyOf(input);
  return VersionId === undefined
    ? findObject(tx, bucket.id, key)
    : findVersion(tx, { bucketId: bucket.id, key }, VersionId);
}

/** What access rules found stands on the input, for the handler in the same transaction. */
const authorized = Symbol('authorized object');
type Authorized = { [authorized]?: VersionRecord | undefined };

/** The object as an access rule sees it: conditions may ask for its tags. */
export function objectToAuthorize(
  context: AccessContext,
  input: VersionInput,
  bucket: BucketRecord,
): Eventually<ObjectRecord | undefined> {
  return whenReady(findAsked(context, input, bucket), (record) => {
    (input as Authorized)[authorized] = record;
    return record === undefined || isDeleteMarker(record) ? undefined : record;
  });
}

export interface MissingRule {
  /** Whether a delete marker that hides the object is told from an object that is not there. */
  readonly refusesMarkers?: boolean;
}

/**
 * Throws NoSuchKey or NoSuchVersion, or AccessDenied for a caller who may not know what keys there
 * are; MethodNotAllowed for a delete marker that was named.
 */
export function requireObject(
  context: AccessContext,
  input: VersionInput,
  rule: MissingRule = {},
): Eventually<FoundObject> {
  const bucket = authorizedBucket(input);
  const key = keyOf(input);
  const found =
    authorized in input ? (input as Authorized)[authorized] : findAsked(context, input, bucket);
  return whenReady(found, (record) => {
    if (record === undefined) {
      const missing = { bucket, key, versionId: input.VersionId, ...rule };
      return missingObject(context, missing).then((error) => Promise.reject(error));
    }
    if (isDeleteMarker(record)) throw markerRefused(context, record);
    return { bucket, key, record };
  });
}

function markerHeaders(marker: DeleteMarker): Record<string, string> {
  return { 'x-amz-delete-marker': 'true', 'x-amz-version-id': versionIdOf(marker) };
}

function markerRefused({ request }: AccessContext, marker: DeleteMarker): Error {
  return failWith('MethodNotAllowed', undefined, {
    Method: request.method,
    ResourceType: 'DeleteMarker',
  }).with({
    headers: {
      ...markerHeaders(marker),
      Allow: 'DELETE',
      'Last-Modified': new Date(marker.modifiedAtMs).toUTCString(),
    },
  });
}

export interface Missing extends MissingRule {
  readonly bucket: BucketRecord;
  readonly key: string;
  readonly versionId?: string | undefined;
}

export async function missingObject(
  context: AccessContext,
  { bucket, key, versionId, refusesMarkers }: Missing,
): Promise<Error> {
  const listing = await decide(context, onBucket('s3:ListBucket', context, { bucket }));
  // The denial is about what was asked for, not about listing: AWS says no more than this.
  if (listing.decision.effect !== 'allow') return failWith('AccessDenied');
  if (versionId !== undefined) return noSuchVersion(key, versionId);
  if (bucket.versioning === undefined) return noSuchKey(key);
  const marker = await findHidingMarker(context.tx, { bucketId: bucket.id, key });
  if (marker === undefined) return noSuchKey(key);
  if (refusesMarkers === true) return markerRefused(context, marker);
  return noSuchKey(key).with({ headers: markerHeaders(marker) });
}
