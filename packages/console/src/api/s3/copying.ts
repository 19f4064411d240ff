/**
 * Copying objects and folders, and moving them: a copy, then the deletion of what was copied.
 * Pages: S3 UG "Copying, moving, and renaming objects"; S3 API Reference "CopyObject".
 */
import type { S3Client } from '@aws-sdk/client-s3';
import { CopyObjectCommand } from '@aws-sdk/client-s3';
import { deleteObjects } from './deletion.ts';
import type { ObjectRow } from './listing.ts';
import { keysUnder } from './listing.ts';
import type { ObjectPlace } from './object-place.ts';
import { copySource, inputOf, nameOf } from './object-place.ts';

export async function copyObject(
  s3: S3Client,
  source: ObjectPlace,
  target: ObjectPlace,
): Promise<void> {
  await s3.send(new CopyObjectCommand({ ...inputOf(target), CopySource: copySource(source) }));
}

export interface CopyJob {
  readonly bucket: string;
  readonly rows: readonly Pick<ObjectRow, 'key' | 'kind' | 'versionId'>[];
  readonly target: {
    readonly bucket: string;
    /** The folder that they come into. */
    readonly prefix: string;
    /** Of a single object, its new name; absent: the one that it has. */
    readonly name?: string;
  };
  readonly isMove: boolean;
}

/** Why it cannot be done; `undefined` when it can. */
export function copyFault({ bucket, rows, target }: CopyJob): string | undefined {
  if (target.bucket === '') return 'Name the bucket to copy to.';
  if (target.prefix !== '' && !target.prefix.endsWith('/')) return 'A folder ends with a slash.';
  if (target.name === '') return 'Name the copy.';
  if (target.bucket !== bucket) return undefined;
  for (const { key, kind, versionId } of rows) {
    // Copies would be listed and copied again, without end.
    if (kind === 'folder' && target.prefix.startsWith(key)) return 'A folder cannot hold itself.';
    const isSame = target.prefix + (target.name ?? nameOf(key)) === key;
    if (isSame && versionId === undefined) return 'It is there already.';
  }
  return undefined;
}

const atOnce = 4;

/** Gives how many objects were copied; stops at the first that fails. */
export async function copyAll(
  s3: S3Client,
  job: CopyJob,
  { signal, onProgress }: { readonly signal: AbortSignal; onProgress(copied: number): void },
): Promise<number> {
  const { bucket, rows, target, isMove } = job;
  let copied = 0;
  const copyOne = async (source: ObjectPlace, name: string): Promise<void> => {
    signal.throwIfAborted();
    await copyObject(s3, source, { bucket: target.bucket, objectKey: target.prefix + name });
    const { objectKey: key, versionId } = source;
    if (isMove) await deleteObjects(s3, bucket, [{ key, versionId }]);
    copied += 1;
    onProgress(copied);
  };
  for (const { key, kind, versionId } of rows) {
    if (kind !== 'folder') {
      await copyOne({ bucket, objectKey: key, versionId }, target.name ?? nameOf(key));
      continue;
    }
    const above = key.length - nameOf(key).length;
    for await (const keys of keysUnder(s3, { bucket, prefix: key })) {
      const left = keys.values();
      const worker = async (): Promise<void> => {
        for (const objectKey of left) await copyOne({ bucket, objectKey }, objectKey.slice(above));
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
    }
  }
  return copied;
}
