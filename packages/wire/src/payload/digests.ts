/** Several checksums of one stream, computed in one pass over it. */
import type { ChecksumAlgorithm } from './checksum-algorithm.ts';
import type { ChecksumHasher } from './checksum.ts';
import { createChecksum } from './checksum.ts';

export interface Digests {
  readonly update: (bytes: Uint8Array) => void;
  readonly finish: () => Promise<Partial<Record<ChecksumAlgorithm, Buffer>>>;
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
      const digests: Partial<Record<ChecksumAlgorithm, Buffer>> = {};
      for (const [algorithm, hasher] of hashers) {
        digests[algorithm] = await hasher.digest();
      }
      return digests;
    },
  };
}
