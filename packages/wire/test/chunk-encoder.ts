/**
 * A client's side of aws-chunked: encodes and signs chunks and trailers, literally as S3 API
 * "Signature Calculations … Transferring Payload in Multiple Chunks" writes it down.
 */
import { createHash } from 'node:crypto';
import type { ChunkSigningContext } from '../src/payload/chunk-signatures.ts';

export interface Encoding {
  readonly chunks: readonly Uint8Array[];
  /** Signs chunks when given. */
  readonly signing?: ChunkSigningContext;
  /** Lines of the trailer, without line ends. */
  readonly trailer?: Readonly<Record<string, string>>;
  /** Signs the trailer too. */
  readonly signTrailer?: boolean;
  readonly lineEnd?: string;
}

function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

export function encodeChunks(encoding: Encoding): Buffer {
  const { signing, trailer = {}, lineEnd = '\r\n' } = encoding;
  let previous = signing?.seedSignature ?? '';
  const sign = (kind: string, ...hashes: string[]): string => {
    const lines = [kind, signing?.timestamp, signing?.scope, previous, ...hashes];
    const key = signing?.signingKey;
    if (key === undefined) {
      throw new Error('nothing to sign with');
    }
    previous = key.sign(lines.join('\n'));
    return previous;
  };
  const pieces: Uint8Array[] = [];
  for (const chunk of [...encoding.chunks, new Uint8Array(0)]) {
    const extension =
      signing === undefined
        ? ''
        : `;chunk-signature=${sign('AWS4-HMAC-SHA256-PAYLOAD', sha256(''), sha256(chunk))}`;
    pieces.push(Buffer.from(`${chunk.length.toString(16)}${extension}\r\n`), chunk);
    pieces.push(Buffer.from(chunk.length > 0 ? '\r\n' : ''));
  }
  let canonical = '';
  for (const [name, value] of Object.entries(trailer)) {
    canonical += `${name}:${value}\n`;
    pieces.push(Buffer.from(`${name}:${value}${lineEnd}`));
  }
  if (encoding.signTrailer === true) {
    const signature = sign('AWS4-HMAC-SHA256-TRAILER', sha256(canonical));
    pieces.push(Buffer.from(`x-amz-trailer-signature:${signature}\r\n`));
  }
  pieces.push(Buffer.from('\r\n'));
  return Buffer.concat(pieces);
}
