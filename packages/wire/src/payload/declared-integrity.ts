/**
 * What a request promises about its body beside the signature: one checksum in a header or trailer,
 * and Content-MD5.
 * Pages: S3 UG "Checking object integrity for data at rest and in transit"; S3 API PutObject.
 */
import type { HttpRequest } from '../types.ts';
import type { ChecksumAlgorithm } from './checksum-algorithm.ts';
import {
  checksumAlgorithmOfHeader,
  checksumTraits,
  decodeChecksum,
  decodeExactBase64,
  isChecksumAlgorithm,
} from './checksum-algorithm.ts';
import {
  invalidChecksum,
  invalidMd5,
  sdkChecksumWithoutValue,
  severalChecksums,
  unknownSdkChecksumAlgorithm,
  unsupportedTrailer,
} from './payload-errors.ts';

export interface DeclaredIntegrity {
  readonly checksum?: {
    readonly algorithm: ChecksumAlgorithm;
    /** Base64; absent when it comes in the trailer. */
    readonly value?: string;
  };
  /** Content-MD5 in base64. */
  readonly md5?: string;
  /** Lower-case names of x-amz-trailer. */
  readonly trailers: readonly string[];
}

const announcedMax = 8;

function announcedTrailers(request: HttpRequest): readonly string[] {
  const header = request.headers['x-amz-trailer'];
  if (header === undefined) {
    return [];
  }
  const names = header
    .split(',', announcedMax + 1)
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  if (names.length > 1) {
    throw severalChecksums();
  }
  if (names.some((name) => checksumAlgorithmOfHeader(name) === undefined)) {
    throw unsupportedTrailer();
  }
  return names;
}

/** Not checksums of the body: how to make or show one. */
const otherChecksumHeaders: ReadonlySet<string> = new Set([
  'x-amz-checksum-algorithm',
  'x-amz-checksum-mode',
  'x-amz-checksum-type',
]);

function headerChecksum(request: HttpRequest): DeclaredIntegrity['checksum'] {
  let found: DeclaredIntegrity['checksum'];
  for (const name in request.headers) {
    const value = request.headers[name];
    if (!name.startsWith('x-amz-checksum-') || value === undefined) {
      continue;
    }
    const algorithm = checksumAlgorithmOfHeader(name);
    if (algorithm === undefined) {
      if (otherChecksumHeaders.has(name)) {
        continue;
      }
      throw unknownSdkChecksumAlgorithm();
    }
    if (found !== undefined) {
      throw severalChecksums();
    }
    if (decodeChecksum(algorithm, value) === undefined) {
      throw invalidChecksum(algorithm, 'header');
    }
    found = { algorithm, value };
  }
  return found;
}

/** x-amz-sdk-checksum-algorithm must name the algorithm that was indeed sent. */
function checkSdkAlgorithm(request: HttpRequest, sent: ChecksumAlgorithm | undefined): void {
  const named = request.headers['x-amz-sdk-checksum-algorithm']?.toUpperCase();
  if (named === undefined || named === sent) {
    return;
  }
  if (!isChecksumAlgorithm(named) || sent !== undefined) {
    throw unknownSdkChecksumAlgorithm();
  }
  // MD5 travels in Content-MD5, the only checksum that older SDKs send.
  if (request.headers['content-md5'] === undefined) {
    throw sdkChecksumWithoutValue();
  }
}

const md5Length = 16;

/** Throws the error S3 gives when the headers contradict each other or hold no checksum. */
export function declaredIntegrity(request: HttpRequest): DeclaredIntegrity {
  const trailers = announcedTrailers(request);
  const fromHeader = headerChecksum(request);
  const [trailer] = trailers;
  if (trailer !== undefined && fromHeader !== undefined) {
    throw severalChecksums();
  }
  const fromTrailer = trailer === undefined ? undefined : checksumAlgorithmOfHeader(trailer);
  checkSdkAlgorithm(request, fromHeader?.algorithm ?? fromTrailer);
  const md5 = request.headers['content-md5'];
  if (md5 !== undefined && decodeExactBase64(md5, md5Length) === undefined) {
    throw invalidMd5(md5);
  }
  const checksum = fromTrailer === undefined ? fromHeader : { algorithm: fromTrailer };
  return {
    trailers,
    ...(checksum === undefined ? undefined : { checksum }),
    ...(md5 === undefined ? undefined : { md5 }),
  };
}

/** The value that arrived in the trailer, checked for form. */
export function trailerChecksum(
  algorithm: ChecksumAlgorithm,
  values: Readonly<Record<string, string>>,
): string {
  const value = values[checksumTraits[algorithm].header] ?? '';
  if (decodeChecksum(algorithm, value) === undefined) {
    throw invalidChecksum(algorithm, 'trailer');
  }
  return value;
}
