/** Several checksums of the same bytes, in base64: of a stream in one pass, or of bytes at hand. */
import type { ChecksumAlgorithm } from './checksum-algorithm.ts';
import type { ChecksumHasher } from './checksum.ts';
import { checksumOf, createChecksum } from './checksum.ts';
import type { Eventually } from '../eventually.ts';
import { whenReady } from '../eventually.ts';

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

/** A promise only where one of the algorithms makes one. */
export function digestsOf(
  algorithms: readonly ChecksumAlgorithm[],
  bytes: Uint8Array,
): Eventually<DigestTexts> {
  const digests: Partial<Record<ChecksumAlgorithm, string>> = {};
  let last: Eventually<void> = undefined;
  for (const algorithm of algorithms) {
    const text = checksumOf(algorithm, bytes);
    if (typeof text === 'string') digests[algorithm] = text;
    else last = Promise.all([last, text]).then(([, value]) => void (digests[algorithm] = value));
  }
  return whenReady(last, () => digests);
}
