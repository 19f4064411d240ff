/**
 * Checksums against known values, AWS's own implementations, and each other.
 * Known values: the check word `123456789` of the CRC catalogue; S3 UG "Checking object integrity".
 */
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Crc32cJs, Crc64NvmeJs } from '@aws-sdk/checksums/crc';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChecksumAlgorithm } from './checksum-algorithm.ts';
import {
  checksumAlgorithmOfHeader,
  checksumAlgorithms,
  checksumTraits,
  decodeChecksum,
} from './checksum-algorithm.ts';
import { checksumOf, createChecksum } from './checksum.ts';
import type { CrcAlgorithm } from './crc-combine.ts';
import { combineCrc } from './crc-combine.ts';
import { crc32c, crc64Nvme } from './crc-kernel.ts';
import { defaultChecksumType, multipartChecksum } from './multipart-checksum.ts';

const checkWord = Buffer.from('123456789');

const knownHex: Readonly<Record<ChecksumAlgorithm, string>> = {
  CRC32: 'cbf43926',
  CRC32C: 'e3069283',
  CRC64NVME: 'ae8b14860a799888',
  MD5: '25f9e794323b453885f5181f1b624d0b',
  SHA1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
  SHA256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
  SHA512:
    'd9e6762dd1c8eaf6d61b3c6192fc408d4d6d5f1176d0c29169bc24e71c3f274a' +
    'd27fcd5811b313d681f7e55ec02d73d499c95455b6b5bb503acf574fba8ffe85',
  XXHASH3: '',
  XXHASH64: '8cb841db40e6ae83',
  XXHASH128: '',
};

const bytes = fc.uint8Array({ maxLength: 200 });

describe('digests', () => {
  const known = checksumAlgorithms.filter((algorithm) => knownHex[algorithm] !== '');
  test.each(known)('%s of the check word', async (algorithm) => {
    const base64 = await checksumOf(algorithm, checkWord);
    expect(Buffer.from(base64, 'base64').toString('hex')).toBe(knownHex[algorithm]);
  });

  test.each(checksumAlgorithms)('%s does not depend on how the bytes come', async (algorithm) => {
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { maxLength: 6 }), async (pieces) => {
        const hasher = createChecksum(algorithm);
        for (const piece of pieces) {
          hasher.update(piece);
        }
        const digest = await hasher.digest();
        expect(digest.length).toBe(checksumTraits[algorithm].digestLength);
        expect(digest.toString('base64')).toBe(await checksumOf(algorithm, Buffer.concat(pieces)));
      }),
      { numRuns: 50 },
    );
  });

  test('the XXHash family of nothing, as its specification gives it', async () => {
    const nothing = new Uint8Array(0);
    const hex = async (algorithm: ChecksumAlgorithm): Promise<string> =>
      Buffer.from(await checksumOf(algorithm, nothing), 'base64').toString('hex');
    expect(await hex('XXHASH64')).toBe('ef46db3751d8e999');
    expect(await hex('XXHASH3')).toBe('2d06800538d394c2');
    expect(await hex('XXHASH128')).toBe('99aa06d3014798d86001c324468d497f');
  });

  test('the CRC kernel agrees with the SDK on lengths around its steps', async () => {
    const data = randomBytes(200_003);
    for (const length of [0, 1, 7, 8, 15, 16, 17, 31, 32, 65_535, 65_536, 65_537, 200_003]) {
      const piece = data.subarray(0, length);
      const sdk32 = new Crc32cJs();
      sdk32.update(piece);
      const expected32 = Buffer.from(await sdk32.digest()).readUInt32BE();
      expect(crc32c(piece, 0), `CRC32C of ${length} bytes`).toBe(expected32);
      const sdk64 = new Crc64NvmeJs();
      sdk64.update(piece);
      const expected64 = Buffer.from(await sdk64.digest()).readBigUInt64BE();
      expect(crc64Nvme(piece, 0n), `CRC64NVME of ${length} bytes`).toBe(expected64);
    }
  });
});

describe('headers and values', () => {
  test('each algorithm is found by its header', () => {
    for (const algorithm of checksumAlgorithms) {
      expect(checksumAlgorithmOfHeader(checksumTraits[algorithm].header)).toBe(algorithm);
    }
    expect(checksumAlgorithmOfHeader('x-amz-checksum-type')).toBeUndefined();
  });

  test('only exact base64 of the right length is a value', () => {
    expect(decodeChecksum('CRC32', 'y/Q5Jg==')).toEqual(Buffer.from('cbf43926', 'hex'));
    for (const value of ['', 'y/Q5Jg=', 'y/Q5Jg', 'y/Q5Jh==', 'y_Q5Jg==', 'AAAAAAA=', '!!!!!!==']) {
      expect(decodeChecksum('CRC32', value), value).toBeUndefined();
    }
  });
});

describe('combination', () => {
  const whole: Readonly<Record<CrcAlgorithm, (data: Uint8Array) => Promise<string>>> = {
    CRC32: async (data) => checksumOf('CRC32', data),
    CRC32C: async (data) => checksumOf('CRC32C', data),
    CRC64NVME: async (data) => checksumOf('CRC64NVME', data),
  };

  test.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)(
    '%s of parts is that of the whole',
    async (algorithm) => {
      await fc.assert(
        fc.asyncProperty(fc.array(bytes, { minLength: 1, maxLength: 8 }), async (pieces) => {
          const parts = [];
          for (const piece of pieces) {
            parts.push({ checksum: await checksumOf(algorithm, piece), length: piece.length });
          }
          const expected = await whole[algorithm](Buffer.concat(pieces));
          expect(await multipartChecksum(algorithm, 'FULL_OBJECT', parts)).toBe(expected);
        }),
      );
    },
  );

  test('lengths beyond 32 bits are exact: eight gigabytes of zeros, two ways', () => {
    const blockLength = 1024 ** 2;
    const crc: Buffer = Buffer.alloc(4);
    crc.writeUInt32BE(crc32(Buffer.alloc(blockLength)));
    let doubled: { crc: Buffer; length: number } = { crc, length: blockLength };
    while (doubled.length < 8 * 1024 ** 3) {
      const both = combineCrc('CRC32', [doubled, doubled]);
      doubled = { crc: both, length: doubled.length * 2 };
    }
    const blocks = Array.from({ length: 8192 }, () => ({ crc, length: blockLength }));
    expect(combineCrc('CRC32', blocks)).toEqual(doubled.crc);
    const head = { crc: Buffer.from('cbf43926', 'hex'), length: 9 };
    expect(combineCrc('CRC32', [head, doubled])).toEqual(combineCrc('CRC32', [head, ...blocks]));
  });

  test('ten thousand parts of different lengths are joined without their bytes', () => {
    const crc = Buffer.from('ae8b14860a799888', 'hex');
    const parts = Array.from({ length: 10_000 }, (_, index) => ({
      crc,
      length: 5_242_880 + index,
    }));
    // Walking over the fifty gigabytes, if only in thought, would not end in time.
    expect(combineCrc('CRC64NVME', parts)).toHaveLength(8);
  });
});

describe('multipart', () => {
  test('composite: the checksum of the part checksums, and their number', async () => {
    const parts = [
      { checksum: await checksumOf('SHA256', Buffer.from('a')), length: 1 },
      { checksum: await checksumOf('SHA256', Buffer.from('b')), length: 1 },
    ];
    const joined = Buffer.concat(parts.map(({ checksum }) => Buffer.from(checksum, 'base64')));
    const expected = `${await checksumOf('SHA256', joined)}-2`;
    expect(await multipartChecksum('SHA256', 'COMPOSITE', parts)).toBe(expected);
  });

  test('types that do not exist and malformed parts give nothing', async () => {
    expect(await multipartChecksum('SHA256', 'FULL_OBJECT', [])).toBeUndefined();
    expect(await multipartChecksum('CRC64NVME', 'COMPOSITE', [])).toBeUndefined();
    const bad = [{ checksum: 'nonsense', length: 1 }];
    expect(await multipartChecksum('CRC32', 'COMPOSITE', bad)).toBeUndefined();
    expect(defaultChecksumType('CRC64NVME')).toBe('FULL_OBJECT');
    expect(defaultChecksumType('CRC32')).toBe('COMPOSITE');
  });
});
