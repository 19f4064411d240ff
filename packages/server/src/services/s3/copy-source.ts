/**
 * The source of CopyObject and UploadPartCopy: `x-amz-copy-source`, the object it names, and what
 * the caller must be allowed there. Page: S3 API Reference "CopyObject" (x-amz-copy-source).
 */
import { failWith } from '@hallpass/wire';
import type { Eventually, ReadTransaction } from '@hallpass/store';
import type { AccessItem } from '../../authorize/authorize.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import type { VersionRecord } from '../../data/object-versions.ts';
import { findVersion, isDeleteMarker } from '../../data/object-versions.ts';
import type { ObjectRecord } from '../../data/objects.ts';
import { findObject, versionIdOf } from '../../data/objects.ts';
import type { AccessContext, RequestInfo } from '../../operation.ts';
import { onObject, targetBucket } from './access.ts';
import { existingTagKeys } from './condition-keys.ts';
import { invalidArgument, noSuchKey, noSuchVersion } from './errors.ts';
import { missingObject, stillThere } from './find-object.ts';
import type { CopySourceConditions } from './preconditions.ts';
import { checkCopySourceConditions } from './preconditions.ts';
import { checkVersionId, versioned } from './versions.ts';

export interface CopySourceInput extends CopySourceConditions {
  readonly CopySource: string | undefined;
  readonly ExpectedSourceBucketOwner?: string | undefined;
}

export interface CopySource {
  readonly bucketName: string;
  readonly key: string;
  readonly versionId?: string;
}

/** S3 reads a blank written as `+` here, though not in paths. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

const versionMark = /\?versionId=([^&?]*)$/;

export function parseCopySource(header: string | undefined): CopySource {
  const raw = header ?? '';
  const refused = (what: string): Error =>
    invalidArgument(`Invalid copy source ${what}`, { name: 'x-amz-copy-source', value: raw });
  const mark = versionMark.exec(raw);
  const decoded = decode(mark === null ? raw : raw.slice(0, mark.index));
  if (decoded === undefined) throw refused('encoding');
  const path = decoded.startsWith('/') ? decoded.slice(1) : decoded;
  const slash = path.indexOf('/');
  if (slash < 0) throw refused('object key');
  const [bucketName, key] = [path.slice(0, slash), path.slice(slash + 1)];
  if (bucketName === '') throw refused('bucket name');
  if (key === '') throw refused('object key');
  const versionId = mark?.[1];
  return versionId === undefined ? { bucketName, key } : { bucketName, key, versionId };
}

export interface FoundSource {
  readonly bucket: BucketRecord;
  readonly key: string;
  readonly record: ObjectRecord;
  /** As the request names it. */
  readonly versionId: string | undefined;
}

export function sourceVersionOutput({ bucket, record }: FoundSource): {
  CopySourceVersionId?: string;
} {
  return bucket.versioning === undefined ? {} : { CopySourceVersionId: versionIdOf(record) };
}

/** The buckets that copies were allowed to read from. */
const authorizedSources = new WeakMap<object, BucketRecord>();

function findNamed(
  tx: ReadTransaction,
  { id: bucketId }: BucketRecord,
  { key, versionId }: CopySource,
): Eventually<VersionRecord | undefined> {
  return versionId === undefined
    ? findObject(tx, bucketId, key)
    : findVersion(tx, { bucketId, key }, versionId);
}

function markerRefused(): Error {
  return failWith(
    'InvalidRequest',
    'The source of a copy request may not specifically refer to a delete marker by version id.',
  );
}

/** The object to copy, with its conditions held; in the transaction that copies. */
export async function findSource(
  tx: ReadTransaction,
  input: CopySourceInput,
  nowMs: number,
): Promise<FoundSource> {
  const source = parseCopySource(input.CopySource);
  const { key, versionId } = source;
  const authorized = authorizedSources.get(input);
  if (authorized === undefined) throw new Error('a copy got past its access rule');
  const bucket = await stillThere(tx, authorized);
  const record = await findNamed(tx, bucket, source);
  if (record === undefined) {
    throw versionId === undefined ? noSuchKey(key) : noSuchVersion(key, versionId);
  }
  if (isDeleteMarker(record)) throw markerRefused();
  checkCopySourceConditions(record, input, nowMs);
  return { bucket, key, record, versionId };
}

export interface SourceAccess {
  readonly items: readonly AccessItem[];
  readonly record: ObjectRecord | undefined;
  /** What to throw once the items are found allowed, when the object is not there. */
  readonly missing: Error | undefined;
}

/** What reading the source asks; its tags too, when they are taken over. */
export async function sourceAccess(
  input: CopySourceInput,
  context: AccessContext,
  options: { readonly withTags: boolean },
): Promise<SourceAccess> {
  const source = parseCopySource(input.CopySource);
  const ExpectedBucketOwner = input.ExpectedSourceBucketOwner;
  const bucket = await targetBucket(context, { Bucket: source.bucketName, ExpectedBucketOwner });
  authorizedSources.set(input, bucket);
  const { key, versionId } = source;
  checkVersionId(versionId, bucket);
  const found = await findNamed(context.tx, bucket, source);
  const record = found === undefined || isDeleteMarker(found) ? undefined : found;
  const target = { bucket, key, versionId, keys: existingTagKeys(record?.tags) };
  const items = [onObject(versioned('s3:GetObject', versionId), context, target)];
  if (options.withTags && record?.tags !== undefined) {
    items.push(onObject(versioned('s3:GetObjectTagging', versionId), context, target));
  }
  if (record !== undefined) return { items, record, missing: undefined };
  const missing =
    found === undefined
      ? await missingObject(context, { bucket, key, versionId })
      : markerRefused();
  return { items, record, missing };
}

/** Anonymous callers may not copy, whatever policies say. */
export function checkCopyCaller({ caller }: RequestInfo): void {
  if (caller.kind === 'anonymous') {
    throw failWith('AccessDenied', 'Anonymous users cannot copy objects.  Please authenticate');
  }
}
