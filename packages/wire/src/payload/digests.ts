/** Several checksums of the same bytes, in base64: of a stream in one pass, or of bytes at hand. */
import type { ChecksumAlgorithm } from './checksum-algorithm.ts';
import type { ChecksumHasher } from './checksum.ts';
import { checksumOf, createChecksum } from './checksum.ts';

export type DigestTexts = Readonly<Partial<Record<ChecksumAlgorithm, string>>>;

export interface Digests {
  readonly update: (bytes: Uint8Array) => void;
  readonly finish: () => Promise<DigestTexts>;
}

export function createDigests(algorithms: readonly ChecksumAlgorithm[]): Digests {
  const hashers: (readonly [ChecksumAlgorithm, ChecksumHasher])[] = algorithms.map(
    (algorithm) => [algorithm, createChecksum(algorithm)] as const,
  );
  return {
    update(bytes) {
      for (const [, hasher] of hashers) {
        hasher.update(bytes);
      }
    },
    async finish() {
      const digests: Partial<Record<ChecksumAlgorithm, string>> = {};
      for (const [algorithm, hasher] of hashers) {
        digests[algorithm] = (await hasher.digest()).toString('base64');
      }
      return digests;
    },
  };
}

export async function digestsOf(
  algorithms: readonly ChecksumAlgorithm[],
  bytes: Uint8Array,
): Promise<DigestTexts> {
  const digests: Partial<Record<ChecksumAlgorithm, string>> = {};
  for (const algorithm of algorithms) {
    const text = checksumOf(algorithm, bytes);
    digests[algorithm] = typeof text === 'string' ? text : await text;
  }
  return digests;
}
