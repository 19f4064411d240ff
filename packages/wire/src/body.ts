/**
 * Whole request bodies, read up to a bound. What is larger is refused before it is held in memory.
 */
import { failWith } from './errors.ts';
import type { Eventually } from './eventually.ts';
import { whenReady } from './eventually.ts';
import type { HttpRequest, RequestBody } from './types.ts';

const empty = new Uint8Array(0);

/** Reads all of the body; refuses it as soon as it is known to exceed `bytesMax`. */
export function readBody(
  request: Pick<HttpRequest, 'headers' | 'body'>,
  bytesMax: number,
): Eventually<Uint8Array> {
  const declared = request.headers['content-length'];
  if (declared === '0') return empty;
  if (declared !== undefined && Number(declared) > bytesMax) throw tooLarge(bytesMax);
  return whenReady(collectBody(request.body, bytesMax), (bytes) => {
    if (bytes.byteLength > bytesMax) throw tooLarge(bytesMax);
    return bytes;
  });
}

/** All of the body in one piece, or of a longer one the beginning, which is longer than the bound. */
export function collectBody(body: RequestBody, bytesMax: number): Eventually<Uint8Array> {
  return body.collect === undefined ? gather(body, bytesMax) : body.collect(bytesMax);
}

async function gather(body: RequestBody, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > bytesMax) break;
  }
  const [first = empty] = chunks;
  return chunks.length <= 1 ? first : Buffer.concat(chunks);
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
