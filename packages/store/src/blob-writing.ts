/**
 * Writing one blob's file: small chunks are gathered, and one write runs while the body delivers
 * the next chunks.
 */
import { close, fdatasync, open, writev } from 'node:fs';
import { promisify } from 'node:util';
import { BlobTooLarge } from './errors.ts';
import type { PutBlobOptions } from './types.ts';

const openFile = promisify(open);
const closeFile = promisify(close);
const syncData = promisify(fdatasync);

const writeBytesMin = 512 * 1024;
/** Linux takes at most 1024 buffers in one call. */
const writeChunksMax = 512;

/** Returns the size once the file is whole and synced; the caller removes what a failure left. */
export async function writeBlobFile(
  path: string,
  body: AsyncIterable<Uint8Array>,
  { maxBytes }: PutBlobOptions,
): Promise<number> {
  const descriptor = await openFile(path, 'wx', 0o600);
  let writing: Promise<void> = Promise.resolve();
  try {
    let gathered: Uint8Array[] = [];
    let gatheredBytes = 0;
    let size = 0;
    for await (const chunk of body) {
      if (chunk.byteLength === 0) continue;
      size += chunk.byteLength;
      if (size > maxBytes) throw new BlobTooLarge(maxBytes);
      gathered.push(chunk);
      gatheredBytes += chunk.byteLength;
      if (gatheredBytes < writeBytesMin && gathered.length < writeChunksMax) continue;
      await writing;
      writing = writeAll(descriptor, gathered);
      // A failure is seen at the next await of `writing`; until then it is no unhandled rejection.
      writing.catch(() => undefined);
      gathered = [];
      gatheredBytes = 0;
    }
    await writing;
    await writeAll(descriptor, gathered);
    await syncData(descriptor);
    return size;
  } finally {
    await writing.catch(() => undefined);
    await closeFile(descriptor);
  }
}

async function writeAll(descriptor: number, chunks: readonly Uint8Array[]): Promise<void> {
  let left = chunks;
  while (left.length > 0) {
    const written = await writeChunks(descriptor, left);
    left = after(left, written);
  }
}

function writeChunks(descriptor: number, chunks: readonly Uint8Array[]): Promise<number> {
  return new Promise((resolve, reject) => {
    writev(descriptor, chunks, (error, written) => (error ? reject(error) : resolve(written)));
  });
}

/** What is left of the chunks when so many bytes are written. */
function after(chunks: readonly Uint8Array[], written: number): readonly Uint8Array[] {
  let skip = written;
  for (const [index, chunk] of chunks.entries()) {
    if (skip < chunk.byteLength) return [chunk.subarray(skip), ...chunks.slice(index + 1)];
    skip -= chunk.byteLength;
  }
  return [];
}
