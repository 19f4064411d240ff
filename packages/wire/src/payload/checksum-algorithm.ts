/**
 * The checksum algorithms of S3 (ChecksumAlgorithm of the model): their headers, sizes, and how
 * the checksums of parts become one of the whole.
 * Page: S3 UG "Checking object integrity for data at rest and in transit".
 */

export interface ChecksumTraits {
  /** Header, and trailer, that carries the value in base64. */
  readonly header: string;
  readonly digestLength: number;
  /** Whether part checksums can be turned into the checksum of the whole object. */
  readonly fullObject: boolean;
  /** Whether a checksum of part checksums (`…-3`) exists. */
  readonly composite: boolean;
}

function traits(
  name: string,
  digestLength: number,
  types: { readonly fullObject: boolean; readonly composite: boolean },
): ChecksumTraits {
  return { header: `x-amz-checksum-${name}`, digestLength, ...types };
}

const both = { fullObject: true, composite: true };
const fullObjectOnly = { fullObject: true, composite: false };
const compositeOnly = { fullObject: false, composite: true };

export type ChecksumAlgorithm =
  | 'CRC32'
  | 'CRC32C'
  | 'CRC64NVME'
  | 'MD5'
  | 'SHA1'
  | 'SHA256'
  | 'SHA512'
  | 'XXHASH3'
  | 'XXHASH64'
  | 'XXHASH128';

export const checksumTraits: Readonly<Record<ChecksumAlgorithm, ChecksumTraits>> = {
  CRC32: traits('crc32', 4, both),
  CRC32C: traits('crc32c', 4, both),
  CRC64NVME: traits('crc64nvme', 8, fullObjectOnly),
  MD5: traits('md5', 16, compositeOnly),
  SHA1: traits('sha1', 20, compositeOnly),
  SHA256: traits('sha256', 32, compositeOnly),
  SHA512: traits('sha512', 64, compositeOnly),
  XXHASH3: traits('xxhash3', 8, compositeOnly),
  XXHASH64: traits('xxhash64', 8, compositeOnly),
  XXHASH128: traits('xxhash128', 16, compositeOnly),
};

export const checksumAlgorithms: readonly ChecksumAlgorithm[] = Object.keys(
  checksumTraits,
) as ChecksumAlgorithm[];

export function isChecksumAlgorithm(text: string): text is ChecksumAlgorithm {
  return Object.hasOwn(checksumTraits, text);
}

const algorithmsByHeader: ReadonlyMap<string, ChecksumAlgorithm> = new Map(
  checksumAlgorithms.map((algorithm) => [checksumTraits[algorithm].header, algorithm]),
);

/** The algorithm of a lower-case header or trailer name. */
export function checksumAlgorithmOfHeader(name: string): ChecksumAlgorithm | undefined {
  return algorithmsByHeader.get(name);
}

/** The bytes of a base64 value, or undefined unless it is exactly the digest of the algorithm. */
export function decodeChecksum(algorithm: ChecksumAlgorithm, base64: string): Buffer | undefined {
  return decodeExactBase64(base64, checksumTraits[algorithm].digestLength);
}

/** Base64 of exactly `length` bytes in the one canonical spelling, else undefined. */
export function decodeExactBase64(base64: string, length: number): Buffer | undefined {
  if (base64.length !== Math.ceil(length / 3) * 4) {
    return undefined;
  }
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === length && bytes.toString('base64') === base64 ? bytes : undefined;
}
