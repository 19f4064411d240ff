/**
 * Blobs as files, one process per folder.
 *
 * FOLDER/incoming/ID   a blob on its way; whatever lies here at the start is a leftover
 * FOLDER/xy/ID         a blob; xy are the last two (random) digits of its id
 *
 * A put writes and syncs the file before it gets its final name, and syncs the folder before it is
 * acknowledged: a blob is there whole or not at all.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, opendir, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createBlocks } from './blocks.ts';
import { isBlobId, newBlobId } from './blob-ids.ts';
import { readBlobFile } from './blob-reading.ts';
import { writeBlobFile } from './blob-writing.ts';
import { StoreClosed, StoreFull } from './errors.ts';
import { createFolderSync, syncFolderNow } from './folders.ts';
import type { BlobPut, BlobStore, PutBlobOptions } from './types.ts';

export interface FileBlobOptions {
  /** Made when missing, its parents too. */
  readonly folder: string;
}

interface BlobFolder {
  readonly incoming: string;
  checkOpen(): void;
  shardOf(id: string): string;
  pathOf(id: string): string;
  /** Makes the shard of an id when it is missing. */
  makeShard(id: string): Promise<void>;
  syncShard(id: string): Promise<void>;
  shards(): Promise<readonly string[]>;
}

const shardName = /^[0-9a-f]{2}$/;

export async function openFileBlobStore({ folder }: FileBlobOptions): Promise<BlobStore> {
  const incoming = join(folder, 'incoming');
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(incoming)) rmSync(join(incoming, name), { force: true });
  syncFolderNow(folder);
  syncFolderNow(join(folder, '..'));

  const underWay = new Set<Promise<unknown>>();
  let closed = false;
  const checkOpen = (): void => {
    if (closed) throw new StoreClosed();
  };
  const blobs = createBlobFolder(folder, checkOpen);
  const blocks = createBlocks();
  return {
    put(body, options) {
      const work = putBlob(blobs, body, options);
      const forget = (): void => void underWay.delete(work);
      underWay.add(work);
      work.then(forget, forget);
      return work;
    },
    get(id, range) {
      const path = isBlobId(id) ? blobs.pathOf(id) : undefined;
      const chunks = readBlobFile({ id, path, range, checkOpen, blocks });
      return {
        [Symbol.asyncIterator]: () => chunks,
        recycle: (chunk) => blocks.giveBack(chunk),
      };
    },
    async delete(id) {
      checkOpen();
      if (isBlobId(id)) await unlink(blobs.pathOf(id)).catch(ignoreMissing);
    },
    list: () => listBlobs(blobs),
    async close() {
      closed = true;
      await Promise.allSettled(underWay);
    },
  };
}

function createBlobFolder(folder: string, checkOpen: () => void): BlobFolder {
  const syncFolder = createFolderSync();
  const made = new Set<string>();
  const shardOf = (id: string): string => join(folder, id.slice(-2));
  return {
    incoming: join(folder, 'incoming'),
    checkOpen,
    shardOf,
    pathOf: (id) => join(shardOf(id), id),
    async makeShard(id) {
      const shard = shardOf(id);
      if (made.has(shard)) return;
      await mkdir(shard, { recursive: true, mode: 0o700 });
      await syncFolder(folder);
      made.add(shard);
    },
    syncShard: (id) => syncFolder(shardOf(id)),
    async shards() {
      const names = await readdir(folder);
      return names.filter((name) => shardName.test(name)).map((name) => join(folder, name));
    },
  };
}

async function putBlob(
  blobs: BlobFolder,
  body: AsyncIterable<Uint8Array>,
  options: PutBlobOptions,
): Promise<BlobPut> {
  blobs.checkOpen();
  const id = newBlobId();
  const incoming = join(blobs.incoming, id);
  try {
    const size = await writeBlobFile(incoming, body, options);
    blobs.checkOpen();
    await blobs.makeShard(id);
    await rename(incoming, blobs.pathOf(id));
    await blobs.syncShard(id);
    return { id, size };
  } catch (error) {
    for (const path of [incoming, blobs.pathOf(id)]) await unlink(path).catch(() => undefined);
    throw isNoSpace(error) ? new StoreFull(error) : error;
  }
}

async function* listBlobs(
  blobs: BlobFolder,
): AsyncGenerator<{ id: string; size: number; modifiedMs: number }> {
  blobs.checkOpen();
  for (const shard of await blobs.shards()) {
    blobs.checkOpen();
    for await (const { name } of await opendir(shard)) {
      if (!isBlobId(name)) continue;
      // It may have been deleted since the folder was read.
      const found = await stat(join(shard, name)).catch(() => undefined);
      if (found) yield { id: name, size: found.size, modifiedMs: found.mtimeMs };
    }
  }
}

function ignoreMissing(error: unknown): void {
  if (!hasCode(error, 'ENOENT')) throw error;
}

function isNoSpace(error: unknown): boolean {
  return hasCode(error, 'ENOSPC') || hasCode(error, 'EDQUOT');
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
