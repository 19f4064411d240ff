/**
 * The data folder of one server:
 *
 * lock              locked by the server for as long as it lives
 * metadata.sqlite   see `sqlite-metadata.ts`; carries the version of the whole folder's format
 * blobs/            see `file-blobs.ts`
 *
 * Others may keep files of their own in it (credentials, keys). The lock is SQLite's own on an
 * empty database: the operating system drops it with the process, however that ends, so there is
 * no stale lock to judge or to remove.
 */
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderCorrupt } from './errors.ts';
import { openFileBlobStore } from './file-blobs.ts';
import { syncFolderNow } from './folders.ts';
import type { Migration } from './metadata-format.ts';
import { openError } from './sqlite-errors.ts';
import { openSqliteMetadataStore } from './sqlite-metadata.ts';
import type { TransactionLimits } from './transactions.ts';
import type { BlobStore, MetadataStore } from './types.ts';

export interface DataFolderOptions extends TransactionLimits {
  /** Made when missing, its parents too. */
  readonly folder: string;
  readonly cacheBytesMax?: number;
  /** See `SqliteMetadataOptions`. */
  readonly logBytesBegin?: number;
  /** Only tests give others. */
  readonly migrations?: readonly Migration[];
}

export interface DataFolder {
  readonly metadata: MetadataStore;
  readonly blobs: BlobStore;
  close(): Promise<void>;
}

/** Throws `DataFolderLocked`, `DataFolderTooNew`, `DataFolderCorrupt` or `DataFolderUnwritable`. */
export async function openDataFolder(options: DataFolderOptions): Promise<DataFolder> {
  const folder = resolve(options.folder);
  const unlock = await prepare(folder);
  const opened: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    for (const store of opened.splice(0).reverse()) await store.close();
    unlock();
  };
  try {
    const path = join(folder, 'metadata.sqlite');
    refuseOrphans(folder, path);
    const metadata = await openSqliteMetadataStore({ ...options, path });
    opened.push(metadata);
    const blobs = await openFileBlobStore({ folder: join(folder, 'blobs') });
    opened.push(blobs);
    return { metadata, blobs, close };
  } catch (error) {
    await close();
    throw openError(folder, error);
  }
}

async function prepare(folder: string): Promise<() => void> {
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      syncFolderNow(dirname(folder));
    }
    return lock(folder);
  } catch (error) {
    throw openError(folder, error);
  }
}

function lock(folder: string): () => void {
  const path = join(folder, 'lock');
  const isOurs = existsSync(path) || readdirSync(folder).length === 0;
  // A folder that others use too keeps its mode; our files in it are private in any case.
  if (isOurs && (statSync(folder).mode & 0o077) !== 0) chmodSync(folder, 0o700);
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw error;
  }
  return () => {
    if (database.isOpen) database.close();
  };
}

/** Blobs without their metadata: the file was lost. To begin anew would have them collected. */
function refuseOrphans(folder: string, metadataPath: string): void {
  const blobs = join(folder, 'blobs');
  if (existsSync(metadataPath) || !existsSync(blobs)) return;
  for (const shard of readdirSync(blobs, { withFileTypes: true })) {
    if (!shard.isDirectory() || shard.name === 'incoming') continue;
    if (readdirSync(join(blobs, shard.name)).length > 0) {
      throw new DataFolderCorrupt(folder, 'there are blobs, but `metadata.sqlite` is missing');
    }
  }
}
