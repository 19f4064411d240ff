/**
 * Objects. The current version of each key is one record under `object`, small, since listings read
 * it; its body stands apart: a small one inline, in the same transaction, a large one as a blob,
 * one made of parts as a list of blobs. Bodies and part lists are keyed by version, so that
 * versions can be added beside (`object-version`) without moving anything. Pages: S3 UG "Working
 * with object metadata", "Naming Amazon S3 objects"; S3 API Reference "PutObject".
 */
import type { Key, ReadTransaction, Transaction } from '@hallpass/store';
import { referBlob, unreferBlob } from './blob-references.ts';
import type { ObjectAccess } from './acls.ts';
import type { Tags } from './tags.ts';

export type ChecksumRecord = {
  /** CRC32, CRC64NVME, SHA256 … */
  readonly algorithm: string;
  /** Base64; with `-N` when composite. */
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
};

/** Standard headers that come back with the object, by their member names in the API. */
export type ContentHeaders = {
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly ContentType?: string;
  /** As sent, in milliseconds. */
  readonly Expires?: number;
};

/** What of an object its owner describes it with; CopyObject takes it over or replaces it. */
export type ObjectDescription = {
  readonly headers: ContentHeaders;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags?: Tags;
  /** Absent: STANDARD. */
  readonly storageClass?: string;
  readonly websiteRedirectLocation?: string;
};

export type BodyRecord =
  | { readonly kind: 'inline' }
  | { readonly kind: 'blob'; readonly id: string }
  | { readonly kind: 'parts'; readonly count: number };

export type ObjectRecord = ObjectDescription &
  ObjectAccess & {
    readonly size: number;
    /** Without quotes. */
    readonly etag: string;
    readonly modifiedAtMs: number;
    readonly checksum?: ChecksumRecord;
    readonly body: BodyRecord;
  };

/** One part of an object that was uploaded in parts. */
export type ObjectPart = {
  readonly number: number;
  readonly size: number;
  readonly blobId: string;
  /** Of the part's bytes, of the object's algorithm. */
  readonly checksum?: string;
};

/** Version id of what is written while versioning is off. */
export const nullVersionId = 'null';

const objectKey = (bucketId: string, key: string): Key => ['object', bucketId, key];
const inlineKey = (bucketId: string, key: string): Key => [
  'object-body',
  bucketId,
  key,
  nullVersionId,
];
const partsKey = (bucketId: string, key: string): Key => [
  'object-parts',
  bucketId,
  key,
  nullVersionId,
];

export function findObject(
  tx: ReadTransaction,
  bucketId: string,
  key: string,
): Promise<ObjectRecord | undefined> {
  return tx.get<ObjectRecord>(objectKey(bucketId, key));
}

/** INVARIANT: only asked for objects whose body is inline, in the same transaction. */
export async function inlineBody(
  tx: ReadTransaction,
  bucketId: string,
  key: string,
): Promise<Uint8Array> {
  const bytes = await tx.get<Uint8Array>(inlineKey(bucketId, key));
  if (bytes === undefined) throw new Error('an object has lost its inline body');
  return bytes;
}

/** INVARIANT: only asked for objects whose body is made of parts, in the same transaction. */
export async function objectParts(
  tx: ReadTransaction,
  bucketId: string,
  key: string,
): Promise<readonly ObjectPart[]> {
  const parts = await tx.get<readonly ObjectPart[]>(partsKey(bucketId, key));
  if (parts === undefined) throw new Error('an object has lost its parts');
  return parts;
}

/** A body on its way into an object. */
export type NewBody =
  | { readonly kind: 'inline'; readonly bytes: Uint8Array }
  | { readonly kind: 'blob'; readonly id: string }
  | { readonly kind: 'parts'; readonly parts: readonly ObjectPart[] };

export interface NewObject {
  readonly bucketId: string;
  readonly key: string;
  readonly record: Omit<ObjectRecord, 'body'>;
  readonly body: NewBody;
  /** What it replaces, as read in this transaction. */
  readonly former: ObjectRecord | undefined;
}

/** Writes an object in the place of its former version; gives the blobs to delete after the commit. */
export async function putObject(tx: Transaction, object: NewObject): Promise<readonly string[]> {
  const { bucketId, key, record, body, former } = object;
  // New references first: an object copied onto itself keeps its blobs.
  if (body.kind === 'blob') await referBlob(tx, body.id);
  if (body.kind === 'parts') for (const part of body.parts) await referBlob(tx, part.blobId);
  const overwritten = body.kind === 'inline' && former?.body.kind === 'inline';
  const retired =
    former === undefined || overwritten ? [] : await dropBody(tx, { bucketId, key, former });
  if (body.kind === 'inline') tx.put(inlineKey(bucketId, key), body.bytes);
  if (body.kind === 'parts') tx.put(partsKey(bucketId, key), body.parts);
  tx.put(objectKey(bucketId, key), { ...record, body: bodyRecord(body) });
  return retired;
}

function bodyRecord(body: NewBody): BodyRecord {
  if (body.kind === 'blob') return { kind: 'blob', id: body.id };
  return body.kind === 'inline' ? { kind: 'inline' } : { kind: 'parts', count: body.parts.length };
}

interface Former {
  readonly bucketId: string;
  readonly key: string;
  readonly former: ObjectRecord;
}

async function dropBody(tx: Transaction, { bucketId, key, former }: Former): Promise<string[]> {
  const { body } = former;
  if (body.kind === 'inline') {
    tx.delete(inlineKey(bucketId, key));
    return [];
  }
  if (body.kind === 'blob') return (await unreferBlob(tx, body.id)) ? [body.id] : [];
  const retired: string[] = [];
  for (const { blobId } of await objectParts(tx, bucketId, key)) {
    if (await unreferBlob(tx, blobId)) retired.push(blobId);
  }
  tx.delete(partsKey(bucketId, key));
  return retired;
}

/** Changes what is said of an object and leaves its body (tagging). */
export function describeObject(
  tx: Transaction,
  target: { readonly bucketId: string; readonly key: string },
  record: ObjectRecord,
): void {
  tx.put(objectKey(target.bucketId, target.key), record);
}

/** Gives the blobs to delete after the commit. */
export async function deleteObject(tx: Transaction, gone: Former): Promise<readonly string[]> {
  const retired = await dropBody(tx, gone);
  tx.delete(objectKey(gone.bucketId, gone.key));
  return retired;
}

export interface ListedObject {
  readonly key: string;
  readonly record: ObjectRecord;
}

export interface ObjectScan {
  readonly bucketId: string;
  /** Only keys greater than this. */
  readonly after?: string | undefined;
  /** Only keys from this on. */
  readonly from?: string | undefined;
  readonly limit: number;
}

/** Objects in the order of their keys' UTF-8 bytes. */
export async function scanObjects(
  tx: ReadTransaction,
  { bucketId, after, from, limit }: ObjectScan,
): Promise<readonly ListedObject[]> {
  const entries = await tx.scan<ObjectRecord>({
    prefix: ['object', bucketId],
    limit,
    ...(after === undefined ? {} : { after: objectKey(bucketId, after) }),
    ...(from === undefined ? {} : { from: objectKey(bucketId, from) }),
  });
  return entries.map(({ key, value }) => ({ key: key[2] as string, record: value }));
}

export async function hasObjects(tx: ReadTransaction, bucketId: string): Promise<boolean> {
  return (await scanObjects(tx, { bucketId, limit: 1 })).length > 0;
}
