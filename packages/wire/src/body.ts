/**
 * Whole request bodies, read up to a bound. What is larger is refused before it is held in memory.
 */
import { failWith } from './errors.ts';
import type { HttpRequest, RequestBody } from './types.ts';

const empty = new Uint8Array(0);

/** Reads all of the body; refuses it as soon as it is known to exceed `bytesMax`. */
export async function readBody(
  request: Pick<HttpRequest, 'headers' | 'body'>,
  bytesMax: number,
): Promise<Uint8Array> {
  const declared = request.headers['content-length'];
  if (declared === '0') return empty;
  if (declared !== undefined && Number(declared) > bytesMax) throw tooLarge(bytesMax);
  const bytes = await collectBody(request.body, bytesMax);
  if (bytes.byteLength > bytesMax) throw tooLarge(bytesMax);
  return bytes;
}

/** All of the body in one piece, or of a longer one the beginning, which is longer than the bound. */
export async function collectBody(body: RequestBody, bytesMax: number): Promise<Uint8Array> {
  if (body.collect !== undefined) return body.collect(bytesMax);
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
