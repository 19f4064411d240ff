/**
 * Incremental checksums of S3's algorithms.
 * Page: S3 UG "Checking object integrity for data at rest and in transit".
 *
 * CRC32 and the SHA family come from node, CRC32C and CRC64NVME from `crc-kernel.ts`, the XXHash
 * family from AWS's own implementation (whose digest is asynchronous, and so is this one).
 */
import { createHash, hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Xxh3_128, Xxh3_64, Xxh64 } from '@aws-sdk/checksums/xxh';
import type { ChecksumAlgorithm } from './checksum-algorithm.ts';
import { crc32c, crc64Nvme } from './crc-kernel.ts';

export interface ChecksumHasher {
  readonly update: (bytes: Uint8Array) => void;
  /** The digest in AWS's byte order. Called once, after the last update. */
  readonly digest: () => Promise<Buffer>;
}

function bigEndian32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

function bigEndian64(value: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

function crc32Hasher(step: (bytes: Uint8Array, previous: number) => number): ChecksumHasher {
  let state = 0;
  return {
    update(bytes) {
      state = step(bytes, state);
    },
    digest: async () => bigEndian32(state),
  };
}

function crc64Hasher(): ChecksumHasher {
  let state = 0n;
  return {
    update(bytes) {
      state = crc64Nvme(bytes, state);
    },
    digest: async () => bigEndian64(state),
  };
}

function nodeHasher(name: 'sha1' | 'sha256' | 'sha512' | 'md5'): ChecksumHasher {
  const hash = createHash(name);
  return {
    update(bytes) {
      hash.update(bytes);
    },
    digest: async () => hash.digest(),
  };
}

function xxHasher(hash: Xxh64 | Xxh3_64 | Xxh3_128): ChecksumHasher {
  return {
    update(bytes) {
      hash.update(bytes);
    },
    digest: async () => Buffer.from(await hash.digest()),
  };
}

const makers: { readonly [K in ChecksumAlgorithm]: () => ChecksumHasher } = {
  CRC32: () => crc32Hasher(crc32),
  CRC32C: () => crc32Hasher(crc32c),
  CRC64NVME: crc64Hasher,
  SHA1: () => nodeHasher('sha1'),
  SHA256: () => nodeHasher('sha256'),
  SHA512: () => nodeHasher('sha512'),
  MD5: () => nodeHasher('md5'),
  XXHASH64: () => xxHasher(new Xxh64()),
  XXHASH3: () => xxHasher(new Xxh3_64()),
  XXHASH128: () => xxHasher(new Xxh3_128()),
};

export function createChecksum(algorithm: ChecksumAlgorithm): ChecksumHasher {
  return makers[algorithm]();
}

/** Algorithms that need neither an object to be made and thrown away nor a promise. */
const atOnce: { readonly [K in ChecksumAlgorithm]?: (bytes: Uint8Array) => string } = {
  CRC32: (bytes) => bigEndian32(crc32(bytes, 0)).toString('base64'),
  CRC32C: (bytes) => bigEndian32(crc32c(bytes, 0)).toString('base64'),
  CRC64NVME: (bytes) => bigEndian64(crc64Nvme(bytes, 0n)).toString('base64'),
  SHA1: (bytes) => hash('sha1', bytes, 'base64'),
  SHA256: (bytes) => hash('sha256', bytes, 'base64'),
  SHA512: (bytes) => hash('sha512', bytes, 'base64'),
  MD5: (bytes) => hash('md5', bytes, 'base64'),
};

/** The checksum of bytes at hand, in base64. */
export function checksumOf(
  algorithm: ChecksumAlgorithm,
  bytes: Uint8Array,
): string | Promise<string> {
  return atOnce[algorithm]?.(bytes) ?? streamedChecksum(algorithm, bytes);
}

async function streamedChecksum(algorithm: ChecksumAlgorithm, bytes: Uint8Array): Promise<string> {
  const hasher = createChecksum(algorithm);
  hasher.update(bytes);
  return (await hasher.digest()).toString('base64');
}
