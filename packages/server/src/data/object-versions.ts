/**
 * Versions of objects that are not current, and delete markers. They stand in a key range of their
 * own, newest first, so that reads and listings of what is current cost nothing for them.
 * INVARIANT: the newest version of a key is either the current record (`objects.ts`) or, where
 * there is none, a delete marker, which is then the first of the key's range.
 * Pages: S3 UG "How S3 Versioning works", "Working with delete markers".
 */
import type { Entry, Key, ReadTransaction, Transaction } from '@hallpass/store';
import type { ObjectOwner } from './acls.ts';
import type { KeyPlace, ListedObject, ObjectRecord, VersionMark } from './objects.ts';
import { findObject, nullVersionId, scanObjects, versionIdOf } from './objects.ts';
import { takeRandom } from './random.ts';

export type DeleteMarker = VersionMark & {
  readonly deleteMarker: true;
  readonly modifiedAtMs: number;
  /** Who deleted; absent: the bucket's owner. */
  readonly owner?: ObjectOwner;
};

export type VersionRecord = ObjectRecord | DeleteMarker;

export function isDeleteMarker(record: VersionRecord): record is DeleteMarker {
  return 'deleteMarker' in record;
}

/** Six bytes of every version id. */
const sequenceBytes = 6;
const sequenceMax = 2 ** (8 * sequenceBytes) - 1;
const randomBytesOfId = 18;

/** 32 characters, as AWS's: random ones, and the sequence hidden under some of them. */
export function newVersionId(sequence: number): string {
  const bytes = Buffer.alloc(randomBytesOfId + sequenceBytes);
  bytes.set(takeRandom(randomBytesOfId));
  bytes.writeUIntBE(sequence, randomBytesOfId, sequenceBytes);
  mask(bytes);
  return bytes.toString('base64url').replaceAll('-', '.');
}

/** Does and undoes. Two of the random bytes for each, so that no pattern shows. */
function mask(bytes: Buffer): void {
  for (let at = 0; at < sequenceBytes; at += 1) {
    const cover = 167 * (bytes[at] ?? 0) + (bytes[at + sequenceBytes] ?? 0);
    bytes[randomBytesOfId + at] = (bytes[randomBytesOfId + at] ?? 0) ^ (cover & 0xff);
  }
}

const idForm = /^[\w.]{32}$/;

/** Where a version of this id would be; undefined for what is no version id. */
export function sequenceOf(versionId: string): number | undefined {
  if (!idForm.test(versionId)) return undefined;
  const bytes = Buffer.from(versionId.replaceAll('.', '-'), 'base64url');
  mask(bytes);
  return bytes.readUIntBE(randomBytesOfId, sequenceBytes);
}

const versionKey = ({ bucketId, key }: KeyPlace, sequence: number): Key => [
  'object-version',
  bucketId,
  key,
  sequenceMax - sequence,
];
/** Where the null version of a key is, while it is not the current one. */
const nullKey = ({ bucketId, key }: KeyPlace): Key => ['object-null-version', bucketId, key];

async function sequenceNamed(
  tx: ReadTransaction,
  place: KeyPlace,
  versionId: string,
): Promise<number | undefined> {
  return versionId === nullVersionId ? tx.get<number>(nullKey(place)) : sequenceOf(versionId);
}

/** A version by its id, which may be the current one. */
export async function findVersion(
  tx: ReadTransaction,
  place: KeyPlace,
  versionId: string,
): Promise<VersionRecord | undefined> {
  const current = await findObject(tx, place.bucketId, place.key);
  if (current !== undefined && versionIdOf(current) === versionId) return current;
  const sequence = await sequenceNamed(tx, place, versionId);
  if (sequence === undefined) return undefined;
  const record = await tx.get<VersionRecord>(versionKey(place, sequence));
  return record !== undefined && versionIdOf(record) === versionId ? record : undefined;
}

/**
 * What the versions that follow one in the list of its key are older than. After a null version
 * that is gone they all follow: whoever deletes page by page must not pass by what is left.
 */
export async function sequenceBefore(
  tx: ReadTransaction,
  place: KeyPlace,
  versionId: string,
): Promise<number> {
  if (versionId !== nullVersionId) return sequenceOf(versionId) ?? sequenceMax;
  const found = await findVersion(tx, place, nullVersionId);
  return found === undefined ? sequenceMax : (found.sequence ?? 0);
}

/** Of the versions that are not current. */
export async function newestOther(
  tx: ReadTransaction,
  { bucketId, key }: KeyPlace,
): Promise<VersionRecord | undefined> {
  const prefix = ['object-version', bucketId, key];
  const [entry] = await tx.scan<VersionRecord>({ prefix, limit: 1 });
  return entry?.value;
}

/** What hides the older versions of a key that has no current one. */
export async function findHidingMarker(
  tx: ReadTransaction,
  place: KeyPlace,
): Promise<DeleteMarker | undefined> {
  const newest = await newestOther(tx, place);
  return newest !== undefined && isDeleteMarker(newest) ? newest : undefined;
}

export function putOther(tx: Transaction, place: KeyPlace, record: VersionRecord): void {
  const sequence = record.sequence ?? 0;
  tx.put(versionKey(place, sequence), record);
  if (record.versionId === undefined) tx.put(nullKey(place), sequence);
}

export function removeOther(tx: Transaction, place: KeyPlace, record: VersionMark): void {
  tx.delete(versionKey(place, record.sequence ?? 0));
  if (record.versionId === undefined) tx.delete(nullKey(place));
}

export async function hasOtherVersions(tx: ReadTransaction, bucketId: string): Promise<boolean> {
  return (await tx.scan({ prefix: ['object-version', bucketId], limit: 1 })).length > 0;
}

export interface ListedVersion {
  readonly key: string;
  readonly record: VersionRecord;
  readonly isLatest: boolean;
}

/** A place in the list of versions: those of the key that are older, and all later keys, follow. */
export interface VersionPosition {
  readonly key: string;
  /** Absent: no version of the key follows. */
  readonly olderThan?: number | undefined;
}

export interface VersionScan {
  readonly bucketId: string;
  readonly after?: VersionPosition | undefined;
  /** Only keys from this on. */
  readonly from?: string | undefined;
  readonly limit: number;
}

async function scanOthers(
  tx: ReadTransaction,
  { bucketId, after, from, limit }: VersionScan,
): Promise<readonly Entry<VersionRecord>[]> {
  const prefix = ['object-version', bucketId];
  if (after === undefined) {
    return tx.scan({ prefix, limit, ...(from === undefined ? {} : { from: [...prefix, from] }) });
  }
  const sequence = after.olderThan ?? 0;
  return tx.scan({ prefix, limit, after: versionKey({ bucketId, key: after.key }, sequence) });
}

async function scanCurrent(
  tx: ReadTransaction,
  { bucketId, after, from, limit }: VersionScan,
): Promise<readonly ListedObject[]> {
  if (after?.olderThan === undefined) {
    return scanObjects(tx, { bucketId, after: after?.key, from, limit });
  }
  const { key, olderThan } = after;
  const listed = await scanObjects(tx, { bucketId, from: key, limit });
  const [first] = listed;
  const passed = first?.key === key && (first.record.sequence ?? 0) >= olderThan;
  return passed ? listed.slice(1) : listed;
}

/** Order of UTF-8 bytes, which is that of the store. */
function isBefore(a: string, b: string): boolean {
  return a !== b && Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
}

/** Versions by key, those of one key newest first. Fewer than `limit` only at the end. */
export async function scanVersions(
  tx: ReadTransaction,
  scan: VersionScan,
): Promise<readonly ListedVersion[]> {
  // One more, since the first may be one that the position has passed.
  const current = await scanCurrent(tx, { ...scan, limit: scan.limit + 1 });
  const others = await scanOthers(tx, scan);
  const merged: ListedVersion[] = [];
  let before = scan.after?.key;
  let [c, o] = [0, 0];
  while (merged.length < scan.limit && (c < current.length || o < others.length)) {
    const object = current[c];
    const other = others[o];
    const otherKey = other?.key[2] as string | undefined;
    const takesOther =
      otherKey !== undefined && (object === undefined || isBefore(otherKey, object.key));
    const key = takesOther ? otherKey : (object as ListedObject).key;
    const record = takesOther
      ? (other as Entry<VersionRecord>).value
      : (object as ListedObject).record;
    merged.push({ key, record, isLatest: key !== before });
    before = key;
    if (takesOther) o += 1;
    else c += 1;
  }
  return merged;
}
