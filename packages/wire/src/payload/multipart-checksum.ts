/**
 * The checksum of a multipart object from the checksums of its parts.
 * Page: S3 UG "Checking object integrity", Using part-level checksums for multipart uploads: full
 * object (CRCs only) or composite (the checksum of the part checksums, and `-` with their number).
 */
import type { ChecksumAlgorithm } from './checksum-algorithm.ts';
import { checksumTraits, decodeChecksum } from './checksum-algorithm.ts';
import { createChecksum } from './checksum.ts';
import type { CrcAlgorithm } from './crc-combine.ts';
import { combineCrc } from './crc-combine.ts';

export type ChecksumType = 'COMPOSITE' | 'FULL_OBJECT';

export interface PartChecksum {
  /** Base64. */
  readonly checksum: string;
  readonly length: number;
}

/** What S3 takes when the request names no type. */
export function defaultChecksumType(algorithm: ChecksumAlgorithm): ChecksumType {
  return algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
}

export function supportsChecksumType(algorithm: ChecksumAlgorithm, type: ChecksumType): boolean {
  const { fullObject, composite } = checksumTraits[algorithm];
  return type === 'FULL_OBJECT' ? fullObject : composite;
}

/** Undefined when a part's checksum is not one of the algorithm, or the type does not exist. */
export async function multipartChecksum(
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  parts: readonly PartChecksum[],
): Promise<string | undefined> {
  if (!supportsChecksumType(algorithm, type)) {
    return undefined;
  }
  const decoded: { crc: Buffer; length: number }[] = [];
  for (const { checksum, length } of parts) {
    const crc = decodeChecksum(algorithm, checksum);
    if (crc === undefined) {
      return undefined;
    }
    decoded.push({ crc, length });
  }
  if (type === 'FULL_OBJECT') {
    // INVARIANT: exactly the CRCs have full object checksums (checksumTraits).
    return combineCrc(algorithm as CrcAlgorithm, decoded).toString('base64');
  }
  const hasher = createChecksum(algorithm);
  for (const { crc } of decoded) {
    hasher.update(crc);
  }
  return `${(await hasher.digest()).toString('base64')}-${parts.length}`;
}
