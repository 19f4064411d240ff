/**
 * Whole request bodies, read up to a bound. What is larger is refused before it is held in memory.
 */
import { failWith } from './errors.ts';
import type { HttpRequest } from './types.ts';

const empty = new Uint8Array(0);

/** Reads all of the body; refuses it as soon as it is known to exceed `bytesMax`. */
export async function readBody(
  request: Pick<HttpRequest, 'headers' | 'body'>,
  bytesMax: number,
): Promise<Uint8Array> {
  const declared = request.headers['content-length'];
  if (declared === '0') return empty;
  if (declared !== undefined && Number(declared) > bytesMax) throw tooLarge(bytesMax);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > bytesMax) throw tooLarge(bytesMax);
    chunks.push(chunk);
  }
  if (chunks.length === 1) return chunks[0]!;
  return chunks.length === 0 ? empty : Buffer.concat(chunks, size);
}

function tooLarge(bytesMax: number): Error {
  return failWith('MaxMessageLengthExceeded', undefined, { MaxMessageLengthBytes: bytesMax });
}

/** For the codecs of bodies that are documents: the caller has read them whole. */
export function wholeBody(body: Uint8Array | AsyncIterable<Uint8Array> | undefined): Uint8Array {
  if (body === undefined) return empty;
  if (body instanceof Uint8Array) return body;
  throw new TypeError('This operation takes its body whole: read it with readBody first.');
}
