/**
 * Checksums of objects between requests, records and answers.
 * Page: S3 UG "Checking object integrity in Amazon S3".
 */
import type { ChecksumAlgorithm } from '@hallpass/wire';
import { checksumAlgorithms, failWith, isChecksumAlgorithm } from '@hallpass/wire';
import type { ChecksumRecord } from '../../data/objects.ts';

/** What an object gets whose client sends no checksum. */
export const defaultAlgorithm: ChecksumAlgorithm = 'CRC64NVME';

export type ChecksumMember = `Checksum${ChecksumAlgorithm}`;

/** Members as requests and answers have them: `ChecksumCRC32` … */
export type ChecksumMembers = { [K in ChecksumMember]?: string | undefined };

export interface ChecksumOutput extends ChecksumMembers {
  ChecksumType?: 'FULL_OBJECT' | 'COMPOSITE';
}

export function checksumOutput(checksum: ChecksumRecord | undefined): ChecksumOutput {
  if (checksum === undefined) return {};
  const output: ChecksumOutput = { ChecksumType: checksum.type };
  output[memberOf(checksum.algorithm)] = checksum.value;
  return output;
}

/** The member alone, as parts show it. */
export function partChecksumOutput(
  checksum: { readonly algorithm: string; readonly value: string } | undefined,
): ChecksumMembers {
  return checksum === undefined ? {} : { [memberOf(checksum.algorithm)]: checksum.value };
}

const members = new Map<string, ChecksumMember>(
  checksumAlgorithms.map((algorithm) => [algorithm, `Checksum${algorithm}`]),
);

export function memberOf(algorithm: string): ChecksumMember {
  const member = members.get(algorithm);
  if (member === undefined) throw new Error(`${algorithm} is no checksum algorithm`);
  return member;
}

/** The algorithm that `x-amz-checksum-algorithm` names. */
export function namedAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  if (name === undefined) return undefined;
  const upper = name.toUpperCase();
  if (isChecksumAlgorithm(upper)) return upper;
  throw failWith(
    'InvalidRequest',
    `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${checksumAlgorithms.join(', ')}]`,
  );
}
