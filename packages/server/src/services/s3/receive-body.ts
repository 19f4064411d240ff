/**
 * The body of an upload on its way in: small ones are held to be written with their record, large
 * ones go to the blob store, durable before any record names them. Digests are computed on the
 * way.
 */
import type { BlobStore, Eventually } from '@hallpass/store';
import { inlineBlobBytesMax, whenReady } from '@hallpass/store';
import type { ChecksumAlgorithm, DecodedPayload } from '@hallpass/wire';
import type { ChecksumRecord } from '../../data/objects.ts';
import { defaultAlgorithm } from './checksums.ts';

export type ReceivedBody =
  | { readonly kind: 'inline'; readonly bytes: Uint8Array }
  | { readonly kind: 'blob'; readonly id: string };

export interface Received<B extends ReceivedBody = ReceivedBody> {
  readonly body: B;
  readonly size: number;
  /** MD5 in hex. */
  readonly etag: string;
  readonly checksum: ChecksumRecord;
}

/** S3's limit for one request. The payload has checked what was announced against it. */
export const putBytesMax: number = 5 * 1024 ** 3;

export interface ReceiveOptions {
  /** Parts are never inline. */
  readonly inlineBytesMax?: number;
  /** Instead of the algorithm the client sent a checksum of. */
  readonly algorithm?: ChecksumAlgorithm;
}

/** The digests to ask the payload for. */
export function wantedDigests(
  request: { readonly headers: Readonly<Record<string, string | undefined>> },
  algorithm?: ChecksumAlgorithm,
): readonly ChecksumAlgorithm[] {
  if (algorithm !== undefined) return ['MD5', algorithm];
  return declaresChecksum(request.headers) ? ['MD5'] : ['MD5', defaultAlgorithm];
}

function declaresChecksum(headers: Readonly<Record<string, string | undefined>>): boolean {
  if (headers['x-amz-trailer'] !== undefined) return true;
  for (const name in headers) {
    if (name.startsWith('x-amz-checksum-') && !announcing.has(name)) return true;
  }
  return false;
}

const announcing = new Set([
  'x-amz-checksum-algorithm',
  'x-amz-checksum-mode',
  'x-amz-checksum-type',
]);

export function receiveBody(
  blobs: BlobStore,
  payload: DecodedPayload,
  { inlineBytesMax = inlineBlobBytesMax, algorithm }: ReceiveOptions = {},
): Eventually<Received> {
  const body: Eventually<ReceivedBody> =
    payload.decodedLength <= inlineBytesMax
      ? whenReady(payload.bytes(), (bytes) => ({ kind: 'inline', bytes }))
      : putBlob(blobs, payload);
  return whenReady(body, (received) => describe(received, payload, algorithm));
}

async function putBlob(blobs: BlobStore, payload: DecodedPayload): Promise<ReceivedBody> {
  const { id } = await blobs.put(payload.body, { maxBytes: payload.decodedLength });
  return { kind: 'blob', id };
}

function describe(
  body: ReceivedBody,
  payload: DecodedPayload,
  algorithm: ChecksumAlgorithm | undefined,
): Received {
  const { digests } = payload.summary();
  const kept = algorithm ?? payload.declared.checksum?.algorithm ?? defaultAlgorithm;
  const value = digests[kept];
  const md5 = digests.MD5;
  if (value === undefined || md5 === undefined) throw new Error('a digest was not computed');
  return {
    body,
    size: payload.decodedLength,
    etag: Buffer.from(md5, 'base64').toString('hex'),
    checksum: { algorithm: kept, value, type: 'FULL_OBJECT' },
  };
}
