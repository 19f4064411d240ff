/**
 * The chunked uploads that AWS publishes, signature by signature.
 * Pages: S3 API "Signature Calculations for the Authorization Header: Transferring Payload in
 * Multiple Chunks" and "… Including Trailing Headers".
 */
import { describe, expect, test } from 'vitest';
import { readAll, requestOf } from '../../test/signed-request.ts';
import { parseSignature } from '../sigv4/parse-signature.ts';
import { verifySignature } from '../sigv4/verify-signature.ts';
import type { HttpRequest } from '../types.ts';
import type { DecodedPayload } from './decode-payload.ts';
import { decodePayload } from './decode-payload.ts';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const object = Buffer.alloc(66_560, 'a');

interface Upload {
  readonly payloadHash: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly seed: string;
  /** Of the chunks of 65536, 1024 and 0 bytes. */
  readonly chunkSignatures: readonly [string, string, string];
  readonly trailer: string;
}

const plain: Upload = {
  payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  headers: { 'content-length': '66824' },
  seed: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  chunkSignatures: [
    'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
    '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
    'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
  ],
  trailer: '',
};

const trailerSignature = 'd81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435';
const withTrailer: Upload = {
  payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
  headers: { 'x-amz-trailer': 'x-amz-checksum-crc32c' },
  seed: '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
  chunkSignatures: [
    'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2',
    '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7',
    '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992',
  ],
  trailer: `x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:${trailerSignature}\r\n`,
};

function encode(upload: Upload): Buffer {
  const [first, second, last] = upload.chunkSignatures;
  return Buffer.concat([
    Buffer.from(`10000;chunk-signature=${first}\r\n`),
    object.subarray(0, 65_536),
    Buffer.from(`\r\n400;chunk-signature=${second}\r\n`),
    object.subarray(65_536),
    Buffer.from(`\r\n0;chunk-signature=${last}\r\n${upload.trailer}\r\n`),
  ]);
}

function requestFor(upload: Upload, body: Buffer, pieceLength: number): HttpRequest {
  const headers: Record<string, string> = {
    'content-encoding': 'aws-chunked',
    host: 's3.amazonaws.com',
    'x-amz-content-sha256': upload.payloadHash,
    'x-amz-date': '20130524T000000Z',
    'x-amz-decoded-content-length': '66560',
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    ...upload.headers,
  };
  const names = Object.keys(headers).toSorted().join(';');
  const credential = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${names},Signature=${upload.seed}`;
  const pieces: Buffer[] = [];
  for (let start = 0; start < body.length; start += pieceLength) {
    pieces.push(body.subarray(start, start + pieceLength));
  }
  return requestOf({
    method: 'PUT',
    target: '/examplebucket/chunkObject.txt',
    headers: { ...headers, authorization },
    body: pieces,
  });
}

function decode(upload: Upload, body: Buffer, pieceLength: number): DecodedPayload {
  const request = requestFor(upload, body, pieceLength);
  const signed = parseSignature(request);
  if (signed.kind !== 'signed') {
    throw new Error(signed.kind);
  }
  const verified = verifySignature(request, signed, {
    secretAccessKey,
    nowMs: Date.UTC(2013, 4, 24),
    expectedService: 's3',
  });
  if (!verified.ok) {
    throw new Error(verified.kind);
  }
  const { signingKey, seedSignature } = verified;
  const { timestamp, scope } = signed;
  const signing = { signingKey, seedSignature, timestamp, scope };
  return decodePayload(request, { signing, decodedLengthMax: 1_000_000 });
}

describe.each([
  ['signed chunks', plain],
  ['signed chunks and a signed trailer', withTrailer],
])('%s', (_, upload) => {
  const encoded = encode(upload);

  test.each([1, 7, 4096, encoded.length])(
    'come out whole in pieces of %i bytes',
    async (length) => {
      const payload = decode(upload, encoded, length);
      expect(payload.decodedLength).toBe(object.length);
      expect((await readAll(payload.body)).equals(object)).toBe(true);
      const trailers = upload === plain ? {} : { 'x-amz-checksum-crc32c': 'sOO8/Q==' };
      expect(payload.summary().trailers).toEqual(trailers);
    },
  );

  test('cut short anywhere, they are incomplete', async () => {
    const cuts = [0, 5, 90, 66_000, encoded.length - 1, encoded.length - 2, encoded.length - 4];
    for (const cut of cuts) {
      const { body } = decode(upload, encoded.subarray(0, cut), 8192);
      await expect(readAll(body), `cut at ${cut}`).rejects.toMatchObject({ status: 400 });
    }
  });

  test('one changed byte of data or signature is refused', async () => {
    const places = [30, 200, 65_700, 65_720, encoded.length - 20];
    for (const place of places) {
      const changed = Buffer.from(encoded);
      changed[place] = (changed[place] as number) ^ 1;
      const { body } = decode(upload, changed, 8192);
      await expect(readAll(body), `byte ${place}`).rejects.toMatchObject({ name: 'AwsError' });
    }
  });
});
