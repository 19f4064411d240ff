/**
 * Bodies of S3 requests: objects stream, documents (lists of keys, policies, tags) are read whole.
 * Either way every hash, chunk signature and checksum that came along is checked. Page: S3 API
 * Reference "Authenticating Requests", payload options.
 */
import type { ChecksumAlgorithm, DecodedPayload, HttpRequest } from '@hallpass/wire';
import { decodePayload } from '@hallpass/wire';
import type { Authentication } from './authenticate/authenticate.ts';

/** S3's limit for one PUT and for one part. */
const objectBytesMax = 5 * 1024 ** 3;

export function openPayload(
  request: HttpRequest,
  authentication: Authentication | undefined,
  options: { readonly digests?: readonly ChecksumAlgorithm[]; readonly bytesMax?: number } = {},
): DecodedPayload {
  const limits = {
    decodedLengthMax: options.bytesMax ?? objectBytesMax,
    digests: options.digests ?? [],
  };
  if (authentication === undefined) return decodePayload(request, limits);
  const { signed, signingKey, seedSignature } = authentication;
  const { timestamp, scope, payloadHash } = signed;
  return decodePayload(request, {
    ...limits,
    signing: { signingKey, seedSignature, timestamp, scope },
    ...(payloadHash === undefined ? {} : { payloadHash }),
  });
}

export interface DocumentOptions {
  readonly bytesMax: number;
  /**
   * Whether checksum headers are of this document. CompleteMultipartUpload's are of the object it
   * makes.
   */
  readonly checksums: boolean;
}

export async function readDocument(
  request: HttpRequest,
  authentication: Authentication | undefined,
  { bytesMax, checksums }: DocumentOptions,
): Promise<Uint8Array> {
  const checked = checksums ? request : withoutChecksums(request);
  return openPayload(checked, authentication, { bytesMax }).bytes();
}

function withoutChecksums(request: HttpRequest): HttpRequest {
  const kept = Object.entries(request.headers).filter(
    ([name]) => !name.startsWith('x-amz-checksum-'),
  );
  return kept.length === Object.keys(request.headers).length
    ? request
    : { ...request, headers: Object.fromEntries(kept) };
}
