/**
 * Reading one blob's file: the small at once, the large in blocks, the next of which is read
 * while the consumer works on the one before. Every block is a buffer of its own, since a consumer
 * may hold it for as long as it likes (a socket does).
 */
import { close, closeSync, fstatSync, openSync, read, readSync } from 'node:fs';
import { blockBytes, type Blocks } from './blocks.ts';
import { clampRange } from './byte-ranges.ts';
import { NoSuchBlob } from './errors.ts';
import type { ByteRange } from './types.ts';

export interface BlobFile {
  readonly id: string;
  /** `undefined`: the id is not one of ours. */
  readonly path: string | undefined;
  readonly range: ByteRange | undefined;
  readonly checkOpen: () => void;
  readonly blocks: Blocks;
}

/** Up to here reading in the thread pool costs more than it saves. */
const directBytesMax = 64 * 1024;

export async function* readBlobFile(file: BlobFile): AsyncGenerator<Uint8Array, void, void> {
  file.checkOpen();
  const descriptor = openBlob(file);
  let closed = false;
  let ahead: Promise<Uint8Array> | undefined;
  try {
    const { offset, length } = clampRange(file.range, fstatSync(descriptor).size);
    if (length <= directBytesMax) {
      const block = readNow(descriptor, { offset, length });
      closeSync(descriptor);
      closed = true;
      if (length > 0) yield block;
      return;
    }
    const end = offset + length;
    const blockAt = (at: number): Promise<Uint8Array> =>
      readBlock(descriptor, file.blocks.take(Math.min(blockBytes, end - at)), at);
    for (let at = offset; at < end; at += blockBytes) {
      const block = await (ahead ?? blockAt(at));
      const next = at + blockBytes;
      ahead = next < end ? blockAt(next) : undefined;
      // A failure is seen at the next turn of the loop; until then it is no unhandled rejection.
      ahead?.catch(() => undefined);
      yield block;
    }
  } finally {
    if (!closed) {
      await ahead?.catch(() => undefined);
      close(descriptor);
    }
  }
}

function openBlob({ id, path }: BlobFile): number {
  if (path === undefined) throw new NoSuchBlob(id);
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new NoSuchBlob(id);
    }
    throw error;
  }
}

function readNow(descriptor: number, { offset, length }: ByteRange): Uint8Array {
  const block = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, block, filled, length - filled, offset + filled);
    if (count === 0) throw truncated();
    filled += count;
  }
  return block;
}

function readBlock(descriptor: number, block: Uint8Array, offset: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const length = block.byteLength;
    let filled = 0;
    const fill = (): void => {
      read(descriptor, block, filled, length - filled, offset + filled, (error, count) => {
        if (error) return reject(error);
        if (count === 0) return reject(truncated());
        filled += count;
        return filled < length ? fill() : resolve(block);
      });
    };
    fill();
  });
}

function truncated(): Error {
  return new Error('the file of a blob is shorter than it was');
}
