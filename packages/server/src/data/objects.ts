/**
 * Objects. The current version of each key is one record under `object`, small, since listings read
 * it; its body stands apart: a small one inline, in the same transaction, a large one as a blob,
 * one made of parts as a list of blobs. Bodies and part lists are keyed by version, so that they
 * stay where they are when a version is no longer the current one (`object-versions.ts`). Pages: S3
 * UG "Working with object metadata", "Naming Amazon S3 objects"; S3 API Reference "PutObject".
 */
import type { Eventually, Key, ReadTransaction, Transaction } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
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
  } & VersionMark;

/** Which of its key's versions a record is. */
export type VersionMark = {
  /** Absent: the null version, written while versioning was not enabled. */
  readonly versionId?: string;
  /** Greater than that of every older version of the key; absent where versioning was never on. */
  readonly sequence?: number;
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

export function versionIdOf({ versionId }: VersionMark): string {
  return versionId ?? nullVersionId;
}

/** A key of a bucket. */
export interface KeyPlace {
  readonly bucketId: string;
  readonly key: string;
}

/** One version of it, of which there is at least the mark. */
export interface VersionPlace extends KeyPlace {
  readonly record: VersionMark;
}

const objectKey = (bucketId: string, key: string): Key => ['object', bucketId, key];
const inlineKey = ({ bucketId, key, record }: VersionPlace): Key => [
  'object-body',
  bucketId,
  key,
  versionIdOf(record),
];
const partsKey = ({ bucketId, key, record }: VersionPlace): Key => [
  'object-parts',
  bucketId,
  key,
  versionIdOf(record),
];

/** The current version; undefined also where that is a delete marker. */
export function findObject(
  tx: ReadTransaction,
  bucketId: string,
  key: string,
): Eventually<ObjectRecord | undefined> {
  return tx.get<ObjectRecord>(objectKey(bucketId, key));
}

/** INVARIANT: only asked for objects whose body is inline, in the same transaction. */
export function inlineBody(tx: ReadTransaction, place: VersionPlace): Eventually<Uint8Array> {
  return whenReady(tx.get<Uint8Array>(inlineKey(place)), (bytes) => {
    if (bytes === undefined) throw new Error('an object has lost its inline body');
    return bytes;
  });
}

/** INVARIANT: only asked for objects whose body is made of parts, in the same transaction. */
export async function objectParts(
  tx: ReadTransaction,
  place: VersionPlace,
): Promise<readonly ObjectPart[]> {
  const parts = await tx.get<readonly ObjectPart[]>(partsKey(place));
  if (parts === undefined) throw new Error('an object has lost its parts');
  return parts;
}

/** A body on its way into an object. */
export type NewBody =
  | { readonly kind: 'inline'; readonly bytes: Uint8Array }
  | { readonly kind: 'blob'; readonly id: string }
  | { readonly kind: 'parts'; readonly parts: readonly ObjectPart[] };

/** Counts the references of a new body. */
export function referBody(tx: Transaction, body: NewBody): Eventually<void> {
  return body.kind === 'inline' ? undefined : referBlobs(tx, body);
}

async function referBlobs(tx: Transaction, body: NewBody): Promise<void> {
  if (body.kind === 'blob') await referBlob(tx, body.id);
  if (body.kind === 'parts') for (const part of body.parts) await referBlob(tx, part.blobId);
}

/** INVARIANT: its references are counted. Gives what the object's record says of it. */
export function putBody(tx: Transaction, place: VersionPlace, body: NewBody): BodyRecord {
  if (body.kind === 'blob') return { kind: 'blob', id: body.id };
  if (body.kind === 'inline') {
    tx.put(inlineKey(place), body.bytes);
    return { kind: 'inline' };
  }
  tx.put(partsKey(place), body.parts);
  return { kind: 'parts', count: body.parts.length };
}

/** The body of a version that goes for good; gives the blobs to delete after the commit. */
export function dropBody(tx: Transaction, place: StoredVersion): Eventually<string[]> {
  if (place.record.body.kind !== 'inline') return dropBlobs(tx, place);
  tx.delete(inlineKey(place));
  return [];
}

interface StoredVersion extends KeyPlace {
  readonly record: ObjectRecord;
}

async function dropBlobs(tx: Transaction, place: StoredVersion): Promise<string[]> {
  const { body } = place.record;
  if (body.kind === 'blob') return (await unreferBlob(tx, body.id)) ? [body.id] : [];
  const retired: string[] = [];
  for (const { blobId } of await objectParts(tx, place)) {
    if (await unreferBlob(tx, blobId)) retired.push(blobId);
  }
  tx.delete(partsKey(place));
  return retired;
}

/** INVARIANT: the version is the newest of its key, and its body is there. */
export function putCurrent(
  tx: Transaction,
  { bucketId, key }: KeyPlace,
  record: ObjectRecord,
): void {
  tx.put(objectKey(bucketId, key), record);
}

/** INVARIANT: what remains of the key begins with a delete marker, or nothing remains. */
export function removeCurrent(tx: Transaction, { bucketId, key }: KeyPlace): void {
  tx.delete(objectKey(bucketId, key));
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
export function scanObjects(
  tx: ReadTransaction,
  { bucketId, after, from, limit }: ObjectScan,
): Eventually<readonly ListedObject[]> {
  const entries = tx.scan<ObjectRecord>({
    prefix: ['object', bucketId],
    limit,
    ...(after === undefined ? {} : { after: objectKey(bucketId, after) }),
    ...(from === undefined ? {} : { from: objectKey(bucketId, from) }),
  });
  return whenReady(entries, (found) =>
    found.map(({ key, value }) => ({ key: key[2] as string, record: value })),
  );
}

export async function hasObjects(tx: ReadTransaction, bucketId: string): Promise<boolean> {
  return (await scanObjects(tx, { bucketId, limit: 1 })).length > 0;
}
