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

/** Algorithms that node computes without an object to be made and thrown away. */
const atOnce: Readonly<Partial<Record<ChecksumAlgorithm, string>>> = {
  SHA1: 'sha1',
  SHA256: 'sha256',
  SHA512: 'sha512',
  MD5: 'md5',
};

/** The checksum of bytes at hand, in base64. */
export async function checksumOf(algorithm: ChecksumAlgorithm, bytes: Uint8Array): Promise<string> {
  const name = atOnce[algorithm];
  if (name !== undefined) return hash(name, bytes, 'base64');
  const hasher = createChecksum(algorithm);
  hasher.update(bytes);
  return (await hasher.digest()).toString('base64');
}
