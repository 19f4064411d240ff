/** The blob store in memory: for tests, and for servers that need not remember. */
import { newBlobId } from './blob-ids.ts';
import { clampRange } from './byte-ranges.ts';
import { BlobTooLarge, NoSuchBlob, StoreClosed } from './errors.ts';
import type { BlobPut, BlobStore, ByteRange, PutBlobOptions } from './types.ts';

interface MemoryBlob {
  readonly bytes: Uint8Array;
  readonly modifiedMs: number;
}

export function createMemoryBlobStore(): BlobStore {
  const blobs = new Map<string, MemoryBlob>();
  let closed = false;

  function checkOpen(): void {
    if (closed) throw new StoreClosed();
  }

  async function put(
    body: AsyncIterable<Uint8Array>,
    { maxBytes }: PutBlobOptions,
  ): Promise<BlobPut> {
    checkOpen();
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new BlobTooLarge(maxBytes);
      chunks.push(new Uint8Array(chunk));
    }
    checkOpen();
    const id = newBlobId();
    blobs.set(id, { bytes: new Uint8Array(Buffer.concat(chunks, size)), modifiedMs: Date.now() });
    return { id, size };
  }

  async function* get(id: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    checkOpen();
    const blob = blobs.get(id);
    if (blob === undefined) throw new NoSuchBlob(id);
    const { offset, length } = clampRange(range, blob.bytes.byteLength);
    if (length > 0) yield blob.bytes.subarray(offset, offset + length);
  }

  async function* list(): AsyncGenerator<{ id: string; size: number; modifiedMs: number }> {
    checkOpen();
    for (const [id, { bytes, modifiedMs }] of blobs) {
      yield { id, size: bytes.byteLength, modifiedMs };
    }
  }

  return {
    put,
    get,
    list,
    async delete(id) {
      checkOpen();
      blobs.delete(id);
    },
    async close() {
      closed = true;
      blobs.clear();
    },
  };
}
