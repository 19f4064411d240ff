/** Reading an object's bytes into a new body, with new digests: copies that cannot share a blob. */
import { inlineBlobBytesMax } from '@hallpass/store';
import type { ChecksumAlgorithm, ChecksumHasher } from '@hallpass/wire';
import { createChecksum } from '@hallpass/wire';
import type { ServerState } from '../../server-state.ts';
import type { ObjectBytes } from './object-body.ts';
import type { Received, ReceivedBody } from './receive-body.ts';

export interface CopyOptions {
  readonly size: number;
  readonly algorithm: ChecksumAlgorithm;
  /** Parts are never inline. */
  readonly inlineBytesMax?: number;
}

async function* tapped(
  bytes: ObjectBytes,
  hashers: readonly ChecksumHasher[],
): AsyncGenerator<Uint8Array> {
  const chunks = bytes instanceof Uint8Array ? [bytes] : bytes;
  for await (const chunk of chunks) {
    for (const hasher of hashers) hasher.update(chunk);
    yield chunk;
  }
}

async function collected(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export async function copyBytes(
  { blobs }: ServerState,
  bytes: ObjectBytes,
  { size, algorithm, inlineBytesMax = inlineBlobBytesMax }: CopyOptions,
): Promise<Received> {
  const [md5, checksum] = [createChecksum('MD5'), createChecksum(algorithm)];
  const stream = tapped(bytes, [md5, checksum]);
  const body: ReceivedBody =
    size <= inlineBytesMax
      ? { kind: 'inline', bytes: await collected(stream) }
      : { kind: 'blob', id: (await blobs.put(stream, { maxBytes: size })).id };
  return {
    body,
    size,
    etag: (await md5.digest()).toString('hex'),
    checksum: {
      algorithm,
      value: (await checksum.digest()).toString('base64'),
      type: 'FULL_OBJECT',
    },
  };
}
