/**
 * The bytes of an object, wherever they are.
 */
import type { BlobStore, Eventually, ReadTransaction } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type { KeyPlace, ObjectPart, ObjectRecord } from '../../data/objects.ts';
import { inlineBody, objectParts } from '../../data/objects.ts';

export interface ObjectPlace extends KeyPlace {
  readonly record: ObjectRecord;
}

export interface BytesRange {
  readonly offset: number;
  readonly length: number;
}

export type ObjectBytes = Uint8Array | AsyncIterable<Uint8Array>;

/** What of a body must be read in the transaction that found its record. */
export type FoundBody =
  | { readonly kind: 'inline'; readonly bytes: Uint8Array }
  | { readonly kind: 'blob'; readonly id: string }
  | { readonly kind: 'parts'; readonly parts: readonly ObjectPart[] };

export function findBody(tx: ReadTransaction, place: ObjectPlace): Eventually<FoundBody> {
  const { body } = place.record;
  if (body.kind === 'blob') return body;
  return body.kind === 'inline'
    ? whenReady(inlineBody(tx, place), (bytes) => ({ kind: 'inline', bytes }))
    : whenReady(objectParts(tx, place), (parts) => ({ kind: 'parts', parts }));
}

/** Streams begin to read when they are iterated, after the transaction is over. */
export function readBytes(blobs: BlobStore, body: FoundBody, range: BytesRange): ObjectBytes {
  const { offset, length } = range;
  if (body.kind === 'inline') {
    return length === body.bytes.byteLength
      ? body.bytes
      : body.bytes.subarray(offset, offset + length);
  }
  if (body.kind === 'blob') return blobs.get(body.id, range);
  return readParts(blobs, body.parts, range);
}

async function* readParts(
  blobs: BlobStore,
  parts: readonly ObjectPart[],
  { offset, length }: BytesRange,
): AsyncGenerator<Uint8Array> {
  const end = offset + length;
  let partStart = 0;
  for (const { blobId, size } of parts) {
    const from = Math.max(offset, partStart);
    const to = Math.min(end, partStart + size);
    if (from < to) yield* blobs.get(blobId, { offset: from - partStart, length: to - from });
    partStart += size;
    if (partStart >= end) return;
  }
}
