/** What DeleteObject and DeleteObjects share. */
import type { Transaction } from '@hallpass/store';
import type { AccessItem } from '../../authorize/authorize.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import { findVersion, isDeleteMarker } from '../../data/object-versions.ts';
import { deleteObject, deleteVersion } from '../../data/object-writes.ts';
import { findObject, versionIdOf } from '../../data/objects.ts';
import type { AccessContext, RequestInfo } from '../../operation.ts';
import { onObject } from './access.ts';
import { foreignOwner } from './acl.ts';
import { invalidArgument } from './errors.ts';
import { checkDeleteCondition } from './preconditions.ts';
import { versioned } from './versions.ts';

export interface WantedDeletion {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly etag?: string | undefined;
}

/** What deleting asks. `etag`: the condition of one key of a list; DeleteObject's is a header. */
export function deletionItem(
  context: AccessContext,
  bucket: BucketRecord,
  { key, versionId, etag }: WantedDeletion,
): AccessItem {
  const action = versioned('s3:DeleteObject', versionId);
  const named = etag !== undefined && versionId === undefined;
  const keys = named ? { 's3:if-match': etag } : {};
  return onObject(action, context, { bucket, key, versionId, keys });
}

/** What an answer says of a deletion. */
export interface DeletionOutcome {
  /** What was named, or else, where there is versioning, the delete marker that was made. */
  readonly versionId?: string;
  /** Whether that is a delete marker. */
  readonly isMarker: boolean;
  readonly retired: readonly string[];
}

/** In the transaction of the deletion: `bucket` is live. */
export async function deleteAsked(
  context: RequestInfo & { readonly tx: Transaction },
  bucket: BucketRecord,
  { key, versionId, etag }: WantedDeletion,
): Promise<DeletionOutcome> {
  const { tx, nowMs } = context;
  const { id: bucketId, versioning } = bucket;
  const place = { bucketId, key };
  if (versionId !== undefined) {
    const found = await findVersion(tx, place, versionId);
    checkDeleteCondition(key, found, etag);
    const { record, retired } = await deleteVersion(tx, place, versionId);
    const isMarker = record !== undefined && isDeleteMarker(record);
    return { isMarker, retired, ...(versioning === undefined ? {} : { versionId }) };
  }
  const former = await findObject(tx, bucketId, key);
  checkDeleteCondition(key, former, etag);
  const deletion = { ...place, former, versioning, atMs: nowMs, ...foreignOwner(context, bucket) };
  const { marker, retired } = await deleteObject(tx, deletion);
  if (marker === undefined) return { isMarker: false, retired };
  return { isMarker: true, retired, versionId: versionIdOf(marker) };
}

/** The header itself is refused, also when it says false. */
export function checkNoBypass(bypass: boolean | undefined): void {
  if (bypass === undefined) return;
  throw invalidArgument(
    'x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.',
    { name: 'x-amz-bypass-governance-retention' },
  );
}
