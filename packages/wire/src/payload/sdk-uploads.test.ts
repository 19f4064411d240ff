/**
 * Uploads of the real S3 client, with every checksum algorithm and kind of body it knows, come out
 * as the bytes that went in. Page: AWS SDKs Reference Guide "Data Integrity Protections".
 */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { PutObjectCommandInput, S3ClientConfig } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import type { CapturedRequest } from '../../test/captured-upload.ts';
import { captureUpload } from '../../test/captured-upload.ts';
import { testCredentials } from '../../test/sdk-signer.ts';
import { readAll, requestOf } from '../../test/signed-request.ts';
import { parseSignature } from '../sigv4/parse-signature.ts';
import { verifySignature } from '../sigv4/verify-signature.ts';
import type { DecodedPayload } from './decode-payload.ts';
import { decodePayload, storedContentEncoding } from './decode-payload.ts';

const data = randomBytes(200_000);

function open(captured: CapturedRequest, body: Buffer = captured.body): DecodedPayload {
  const pieces: Buffer[] = [];
  for (let start = 0; start < body.length; start += 16_384) {
    pieces.push(body.subarray(start, start + 16_384));
  }
  const request = requestOf({ ...captured, body: pieces });
  const signed = parseSignature(request);
  if (signed.kind !== 'signed') {
    throw new Error(signed.kind);
  }
  const verified = verifySignature(request, signed, {
    secretAccessKey: testCredentials.secretAccessKey,
    nowMs: Date.now(),
    expectedService: 's3',
  });
  if (!verified.ok) {
    throw new Error(verified.kind);
  }
  const { signingKey, seedSignature } = verified;
  const { timestamp, scope, payloadHash } = signed;
  return decodePayload(request, {
    signing: { signingKey, seedSignature, timestamp, scope },
    ...(payloadHash === undefined ? {} : { payloadHash }),
    decodedLengthMax: 1_000_000,
    digests: ['MD5'],
  });
}

function stream(): Readable {
  const pieces: Buffer[] = [];
  for (let start = 0; start < data.length; start += 50_000) {
    pieces.push(data.subarray(start, start + 50_000));
  }
  return Readable.from(pieces);
}

const target = { Bucket: 'bucket', Key: 'folder/a b+c.bin' };
const algorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;

interface Upload {
  readonly input: PutObjectCommandInput;
  readonly config?: S3ClientConfig;
  readonly payloadHash: string | RegExp;
}

const trailer = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
const uploads: Record<string, () => Upload> = {
  'bytes, by default': () => ({ input: { ...target, Body: data }, payloadHash: /^[0-9a-f]{64}$/ }),
  'nothing, by default': () => ({
    input: { ...target, Body: '', ContentLength: 0 },
    payloadHash: /^[0-9a-f]{64}$/,
  }),
  'a stream, by default': () => ({
    input: { ...target, Body: stream(), ContentLength: data.length },
    payloadHash: trailer,
  }),
  'a stream, buffered': () => ({
    input: { ...target, Body: stream(), ContentLength: data.length, ContentEncoding: 'gzip' },
    config: { requestStreamBufferSize: 65_536 },
    payloadHash: trailer,
  }),
  'a stream without checksum': () => ({
    input: { ...target, Body: stream(), ContentLength: data.length },
    config: { requestChecksumCalculation: 'WHEN_REQUIRED' },
    payloadHash: 'UNSIGNED-PAYLOAD',
  }),
};

for (const algorithm of algorithms) {
  uploads[`bytes with ${algorithm}`] = () => ({
    input: { ...target, Body: data, ChecksumAlgorithm: algorithm },
    payloadHash: /^[0-9a-f]{64}$/,
  });
  uploads[`a stream with ${algorithm}`] = () => ({
    input: { ...target, Body: stream(), ContentLength: data.length, ChecksumAlgorithm: algorithm },
    payloadHash: trailer,
  });
}

describe.each(Object.entries(uploads))('%s', (name, make) => {
  test('comes out whole, with its checksum found right', async () => {
    const { input, config, payloadHash } = make();
    const captured = await captureUpload(input, config);
    expect(captured.headers['x-amz-content-sha256']).toMatch(payloadHash);
    const payload = open(captured);
    const expected = input.Body === '' ? Buffer.alloc(0) : data;
    expect(payload.decodedLength).toBe(expected.length);
    expect((await readAll(payload.body)).equals(expected)).toBe(true);
    const { digests } = payload.summary();
    expect(digests.MD5).toBeTypeOf('string');
    if (input.ChecksumAlgorithm !== undefined) {
      expect(payload.declared.checksum?.algorithm).toBe(input.ChecksumAlgorithm);
      expect(digests[input.ChecksumAlgorithm]).toBeTypeOf('string');
    }
    const encoding = storedContentEncoding(captured.headers['content-encoding']);
    expect(encoding).toBe(input.ContentEncoding);
  });

  test('one changed byte, or one missing, is refused', async () => {
    const { input, config } = make();
    const captured = await captureUpload(input, config);
    // Without checksum or signature over the body there is nothing to find a changed byte with.
    const places =
      name.includes('without') || captured.body.length === 0 ? [] : [10, 70_000, 150_000];
    for (const place of places) {
      const changed = Buffer.from(captured.body);
      changed[place] = (changed[place] as number) ^ 0x10;
      await expect(readAll(open(captured, changed).body)).rejects.toMatchObject({
        name: 'AwsError',
        status: 400,
      });
    }
    if (captured.body.length > 0) {
      const cut = captured.body.subarray(0, -1);
      await expect(readAll(open(captured, cut).body)).rejects.toMatchObject({ status: 400 });
    }
  });
});
