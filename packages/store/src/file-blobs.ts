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
import { opendir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isBlobId, newBlobId } from './blob-ids.ts';
import { readBlobFile } from './blob-reading.ts';
import { writeBlobFile } from './blob-writing.ts';
import { StoreClosed, StoreFull } from './errors.ts';
import { createFolderSync, syncFolderNow } from './folders.ts';
import type { BlobPut, BlobStore, ByteRange, PutBlobOptions } from './types.ts';

export interface FileBlobOptions {
  /** Made when missing; its parent must exist. */
  readonly folder: string;
}

export async function openFileBlobStore({ folder }: FileBlobOptions): Promise<BlobStore> {
  const incoming = join(folder, 'incoming');
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(incoming)) rmSync(join(incoming, name), { force: true });
  for (const shard of shardNames())
    mkdirSync(join(folder, shard), { recursive: true, mode: 0o700 });
  syncFolderNow(folder);
  syncFolderNow(join(folder, '..'));
  return createFileBlobStore(folder);
}

function shardNames(): string[] {
  return Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, '0'));
}

function createFileBlobStore(folder: string): BlobStore {
  const syncFolder = createFolderSync();
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  function checkOpen(): void {
    if (closed) throw new StoreClosed();
  }

  function shardOf(id: string): string {
    return join(folder, id.slice(-2));
  }

  function pathOf(id: string): string {
    return join(shardOf(id), id);
  }

  async function put(body: AsyncIterable<Uint8Array>, options: PutBlobOptions): Promise<BlobPut> {
    checkOpen();
    const id = newBlobId();
    const incoming = join(folder, 'incoming', id);
    try {
      const size = await writeBlobFile(incoming, body, options);
      checkOpen();
      await rename(incoming, pathOf(id));
      await syncFolder(shardOf(id));
      return { id, size };
    } catch (error) {
      for (const path of [incoming, pathOf(id)]) await unlink(path).catch(() => undefined);
      throw isNoSpace(error) ? new StoreFull(error) : error;
    }
  }

  async function* list(): AsyncGenerator<{ id: string; size: number; modifiedMs: number }> {
    for (const shard of shardNames()) {
      checkOpen();
      for await (const { name } of await opendir(join(folder, shard))) {
        if (!isBlobId(name)) continue;
        // It may have been deleted since the folder was read.
        const found = await stat(join(folder, shard, name)).catch(() => undefined);
        if (found) yield { id: name, size: found.size, modifiedMs: found.mtimeMs };
      }
    }
  }

  function get(id: string, range?: ByteRange): AsyncIterable<Uint8Array> {
    return readBlobFile({ id, path: isBlobId(id) ? pathOf(id) : undefined, range, checkOpen });
  }

  return {
    put(body, options) {
      const work = put(body, options);
      const settled: Promise<unknown> = work.then(
        () => underWay.delete(settled),
        () => underWay.delete(settled),
      );
      underWay.add(settled);
      return work;
    },
    get,
    list,
    async delete(id) {
      checkOpen();
      if (isBlobId(id)) await unlink(pathOf(id)).catch(ignoreMissing);
    },
    async close() {
      closed = true;
      await Promise.all(underWay);
    },
  };
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

function isNoSpace(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ENOSPC' || error.code === 'EDQUOT')
  );
}
