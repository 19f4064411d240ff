/**
 * Writing and deleting objects, with what versioning makes of it. Without versioning, what is
 * written takes the place of what was there. Enabled, it goes before it, and a deletion puts a
 * delete marker there. Suspended, the same happens under the null version's name, which replaces
 * the null version that was. Pages: S3 UG "How S3 Versioning works", "Working with objects in a
 * versioning-enabled bucket", "Working with objects in a versioning-suspended bucket".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type { ObjectOwner } from './acls.ts';
import type { Versioning } from './buckets.ts';
import type { DeleteMarker, VersionRecord } from './object-versions.ts';
import {
  findVersion,
  isDeleteMarker,
  newVersionId,
  newestOther,
  putOther,
  removeOther,
} from './object-versions.ts';
import type { KeyPlace, NewBody, ObjectRecord, VersionMark } from './objects.ts';
import {
  dropBody,
  findObject,
  nullVersionId,
  putBody,
  putCurrent,
  referBody,
  removeCurrent,
  versionIdOf,
} from './objects.ts';

interface Change extends KeyPlace {
  /** Of the bucket; absent: never enabled. */
  readonly versioning: Versioning | undefined;
  /** The current version, as read in this transaction. */
  readonly former: ObjectRecord | undefined;
}

export interface NewObject extends Change {
  readonly record: Omit<ObjectRecord, 'body' | keyof VersionMark>;
  readonly body: NewBody;
}

export interface Put {
  /** What the new version is called; absent for the null version. */
  readonly versionId?: string;
  /** Blobs to delete after the commit. */
  readonly retired: readonly string[];
}

async function nextSequence(tx: ReadTransaction, { former, ...place }: Change): Promise<number> {
  const newest: VersionMark | undefined = former ?? (await newestOther(tx, place));
  return (newest?.sequence ?? 0) + 1;
}

/** The null version, wherever it is; gives the blobs to delete. */
async function dropNullVersion(tx: Transaction, change: Change): Promise<readonly string[]> {
  const { former } = change;
  if (former !== undefined && former.versionId === undefined) {
    return dropBody(tx, { ...change, record: former });
  }
  const record = await findVersion(tx, change, nullVersionId);
  if (record === undefined) return [];
  removeOther(tx, change, record);
  return isDeleteMarker(record) ? [] : dropBody(tx, { ...change, record });
}

interface Room {
  readonly mark: VersionMark;
  readonly retired: readonly string[];
}

/** What was newest stays where it should, or goes. INVARIANT: the current record is replaced next. */
function makeRoom(tx: Transaction, change: Change): Eventually<Room> {
  const { versioning, former, bucketId, key } = change;
  if (versioning !== undefined) return makeRoomBefore(tx, change);
  if (former === undefined) return { mark: {}, retired: [] };
  const dropped = dropBody(tx, { bucketId, key, record: former });
  return whenReady(dropped, (retired) => ({ mark: {}, retired }));
}

async function makeRoomBefore(tx: Transaction, change: Change): Promise<Room> {
  const { versioning, former } = change;
  const sequence = await nextSequence(tx, change);
  const isNull = versioning === 'Suspended';
  const retired = isNull ? await dropNullVersion(tx, change) : [];
  const isKept = former !== undefined && !(isNull && former.versionId === undefined);
  if (isKept) putOther(tx, change, former);
  const mark = isNull ? { sequence } : { sequence, versionId: newVersionId(sequence) };
  return { mark, retired };
}

export function putObject(tx: Transaction, object: NewObject): Eventually<Put> {
  const { record, body, bucketId, key } = object;
  // New references first: an object copied onto itself keeps its blobs.
  return whenReady(referBody(tx, body), () =>
    whenReady(makeRoom(tx, object), ({ mark, retired }) => {
      const place = { bucketId, key, record: mark };
      putCurrent(tx, place, { ...record, body: putBody(tx, place, body), ...mark });
      const { versionId } = mark;
      return versionId === undefined ? { retired } : { versionId, retired };
    }),
  );
}

export interface Deletion extends Change {
  readonly atMs: number;
  /** Who deletes; absent: the bucket's owner. */
  readonly owner?: ObjectOwner;
}

export interface Deleted {
  /** Where there is versioning, what hides the object from now on. */
  readonly marker?: DeleteMarker;
  readonly retired: readonly string[];
}

/** A deletion that names no version. Where there is versioning, also what is not there is deleted. */
export async function deleteObject(tx: Transaction, deletion: Deletion): Promise<Deleted> {
  const { versioning, former, atMs, owner } = deletion;
  const { mark, retired } = await makeRoom(tx, deletion);
  if (former !== undefined) removeCurrent(tx, deletion);
  if (versioning === undefined) return { retired };
  const marker: DeleteMarker = {
    ...mark,
    deleteMarker: true,
    modifiedAtMs: atMs,
    ...(owner === undefined ? {} : { owner }),
  };
  putOther(tx, deletion, marker);
  return { marker, retired };
}

/** The newest of what remains takes the place of what was the newest, unless it is a marker. */
async function promote(tx: Transaction, place: KeyPlace): Promise<void> {
  const newest = await newestOther(tx, place);
  if (newest === undefined || isDeleteMarker(newest)) return;
  removeOther(tx, place, newest);
  putCurrent(tx, place, newest);
}

export interface DeletedVersion {
  /** Absent: there was none of this name. */
  readonly record?: VersionRecord;
  readonly retired: readonly string[];
}

/** For good; a delete marker too. */
export async function deleteVersion(
  tx: Transaction,
  place: KeyPlace,
  versionId: string,
): Promise<DeletedVersion> {
  const record = await findVersion(tx, place, versionId);
  if (record === undefined) return { retired: [] };
  const retired = isDeleteMarker(record) ? [] : await dropBody(tx, { ...place, record });
  if (await isCurrent(tx, place, record)) removeCurrent(tx, place);
  else removeOther(tx, place, record);
  if ((await findObject(tx, place.bucketId, place.key)) === undefined) await promote(tx, place);
  return { record, retired };
}

async function isCurrent(
  tx: ReadTransaction,
  { bucketId, key }: KeyPlace,
  record: VersionMark,
): Promise<boolean> {
  const current = await findObject(tx, bucketId, key);
  return current !== undefined && versionIdOf(current) === versionIdOf(record);
}

/** Changes what is said of a version and leaves its body (tagging, ACL). */
export async function describeVersion(
  tx: Transaction,
  place: KeyPlace,
  record: ObjectRecord,
): Promise<void> {
  if (await isCurrent(tx, place, record)) putCurrent(tx, place, record);
  else putOther(tx, place, record);
}
