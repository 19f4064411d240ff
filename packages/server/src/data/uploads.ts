/**
 * Multipart uploads and their parts. Each part is a blob; completing an upload moves no bytes, the
 * object takes the parts' blobs over.
 * Page: S3 UG "Uploading and copying objects using multipart upload".
 */
import type { Eventually, Key, ReadTransaction, Transaction } from '@hallpass/store';
import { referBlob, unreferBlob } from './blob-references.ts';
import type { ObjectAccess } from './acls.ts';
import { newToken } from './ids.ts';
import type { ObjectDescription } from './objects.ts';

export type UploadRecord = ObjectDescription & {
  /** Of the object that will come of it. */
  readonly access?: ObjectAccess;
  /** Begins with the time, so that the uploads of a key are listed as they were begun. */
  readonly id: string;
  readonly key: string;
  readonly initiatedAtMs: number;
  readonly initiator: { readonly id: string; readonly displayName: string };
  /** Absent when the client named none: parts and object then get S3's default. */
  readonly checksum?: {
    readonly algorithm: string;
    readonly type: 'FULL_OBJECT' | 'COMPOSITE';
  };
};

export type PartRecord = {
  readonly number: number;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedAtMs: number;
  readonly blobId: string;
  /** The checksum shown to the client. */
  readonly checksum?: { readonly algorithm: string; readonly value: string };
  /** CRC64NVME of the part, kept when the upload names no algorithm: the object will have it. */
  readonly crc64nvme?: string;
};

export function newUploadId(nowMs: number): string {
  return nowMs.toString(16).padStart(12, '0') + newToken();
}

/** Where an upload is: its bucket's incarnation and the key it will become. */
export interface UploadPlace {
  readonly bucketId: string;
  readonly key: string;
  readonly uploadId: string;
}

const uploadKey = ({ bucketId, key, uploadId }: UploadPlace): Key => [
  'upload',
  bucketId,
  key,
  uploadId,
];
const partKey = (uploadId: string, number: number): Key => ['upload-part', uploadId, number];

export const partsMax = 10_000;

export function findUpload(
  tx: ReadTransaction,
  place: UploadPlace,
): Eventually<UploadRecord | undefined> {
  return tx.get<UploadRecord>(uploadKey(place));
}

export function putUpload(tx: Transaction, bucketId: string, upload: UploadRecord): void {
  tx.put(uploadKey({ bucketId, key: upload.key, uploadId: upload.id }), upload);
}

/** Puts a part in the place of one of the same number; gives the blobs to delete after the commit. */
export async function putPart(
  tx: Transaction,
  uploadId: string,
  part: PartRecord,
): Promise<readonly string[]> {
  const former = await tx.get<PartRecord>(partKey(uploadId, part.number));
  await referBlob(tx, part.blobId);
  tx.put(partKey(uploadId, part.number), part);
  return former !== undefined && (await unreferBlob(tx, former.blobId)) ? [former.blobId] : [];
}

export interface PartScan {
  readonly uploadId: string;
  /** Only greater part numbers. */
  readonly after?: number | undefined;
  readonly limit: number;
}

export async function listParts(
  tx: ReadTransaction,
  { uploadId, after, limit }: PartScan,
): Promise<readonly PartRecord[]> {
  const entries = await tx.scan<PartRecord>({
    prefix: ['upload-part', uploadId],
    limit,
    ...(after === undefined ? {} : { after: partKey(uploadId, after) }),
  });
  return entries.map(({ value }) => value);
}

/**
 * Ends an upload, completed or aborted; gives the blobs to delete after the commit.
 * INVARIANT: an object that takes parts over has counted its references before.
 */
export async function endUpload(tx: Transaction, place: UploadPlace): Promise<readonly string[]> {
  const retired: string[] = [];
  for (const part of await listParts(tx, { uploadId: place.uploadId, limit: partsMax })) {
    tx.delete(partKey(place.uploadId, part.number));
    if (await unreferBlob(tx, part.blobId)) retired.push(part.blobId);
  }
  tx.delete(uploadKey(place));
  return retired;
}

export interface UploadScan {
  readonly bucketId: string;
  /** Only uploads after this key and, of this key, after this id. */
  readonly after?: { readonly key: string; readonly uploadId: string } | undefined;
  /** Only keys from this on. */
  readonly from?: string | undefined;
  readonly limit: number;
}

/** Uploads by key, those of one key in the order of their beginning. */
export async function scanUploads(
  tx: ReadTransaction,
  { bucketId, after, from, limit }: UploadScan,
): Promise<readonly UploadRecord[]> {
  const entries = await tx.scan<UploadRecord>({
    prefix: ['upload', bucketId],
    limit,
    ...(after === undefined ? {} : { after: uploadKey({ bucketId, ...after }) }),
    ...(from === undefined ? {} : { from: ['upload', bucketId, from] }),
  });
  return entries.map(({ value }) => value);
}
