/**
 * Deleting many objects, a thousand at a time, and whatever is below a prefix. Stops at the first
 * that may not be deleted. Pages: S3 API Reference "DeleteObjects"; S3 UG "Emptying a bucket".
 */
import type { S3Client } from '@aws-sdk/client-s3';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
} from '@aws-sdk/client-s3';
import { errorText } from '../errors.ts';
import { decodedKey } from './listing.ts';

/** One to delete: with a version, that version for good. */
export interface Doomed {
  readonly key: string;
  readonly versionId?: string | undefined;
}

const atOnceMax = 1000;
/** XML cannot carry these, so their keys are deleted one by one. */
const notInXml = /[\u0000-\u001F\uFFFE\uFFFF]/;

function inputOf({ key, versionId }: Doomed) {
  return { Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
}

async function deleteTogether(
  s3: S3Client,
  bucket: string,
  doomed: readonly Doomed[],
): Promise<void> {
  if (doomed.length === 0) return;
  const { Errors: [first] = [] } = await s3.send(
    new DeleteObjectsCommand({
      Bucket: bucket,
      Delete: { Quiet: true, Objects: doomed.map(inputOf) },
    }),
  );
  if (first === undefined) return;
  throw Object.assign(new Error(`${first.Key}: ${first.Message}`), { name: first.Code });
}

export async function deleteObjects(
  s3: S3Client,
  bucket: string,
  doomed: readonly Doomed[],
): Promise<void> {
  const together = doomed.filter(({ key }) => !notInXml.test(key));
  for (let from = 0; from < together.length; from += atOnceMax) {
    await deleteTogether(s3, bucket, together.slice(from, from + atOnceMax));
  }
  for (const one of doomed.filter(({ key }) => notInXml.test(key))) {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, ...inputOf(one) }));
  }
}

export interface DeleteUnder {
  readonly bucket: string;
  readonly prefix: string;
  /** Every version and delete marker, for good. */
  readonly withVersions: boolean;
}

async function firstUnder(s3: S3Client, under: DeleteUnder): Promise<readonly Doomed[]> {
  const { bucket, prefix, withVersions } = under;
  const request = {
    Bucket: bucket,
    Prefix: prefix,
    MaxKeys: atOnceMax,
    EncodingType: 'url' as const,
  };
  if (!withVersions) {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command(request));
    return Contents.map(({ Key }) => ({ key: decodedKey(Key) }));
  }
  const { Versions = [], DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand(request),
  );
  return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({
    key: decodedKey(Key),
    versionId: VersionId,
  }));
}

/** Gives how many there were. */
export async function deleteUnder(
  s3: S3Client,
  under: DeleteUnder,
  { signal, onProgress }: { readonly signal?: AbortSignal; onProgress?(deleted: number): void },
): Promise<number> {
  let deleted = 0;
  for (;;) {
    signal?.throwIfAborted();
    // What was listed is gone by the next time, so it is always the first page.
    const doomed = await firstUnder(s3, under);
    if (doomed.length === 0) return deleted;
    await deleteObjects(s3, under.bucket, doomed);
    deleted += doomed.length;
    onProgress?.(deleted);
  }
}

/** Whether emptying must look for versions. Who may not know empties what can be seen. */
export async function mayHaveVersions(s3: S3Client, bucket: string): Promise<boolean> {
  try {
    const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket: bucket }));
    return Status !== undefined;
  } catch (error) {
    if (errorText(error).isDenial) return false;
    throw error;
  }
}
