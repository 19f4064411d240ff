/**
 * Bodies that keep their promises and bodies that do not.
 * Pages: S3 API "Authenticating Requests (AWS Signature Version 4)", "Signature Calculations …
 * Multiple Chunks", "Error responses"; S3 UG "Checking object integrity".
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Encoding } from '../../test/chunk-encoder.ts';
import { encodeChunks } from '../../test/chunk-encoder.ts';
import { readAll, requestOf } from '../../test/signed-request.ts';
import { deriveSigningKey } from '../sigv4/signing-key.ts';
import { checksumOf } from './checksum.ts';
import type { ChunkSigningContext } from './chunk-signatures.ts';
import type { DecodedPayload, PayloadOptions } from './decode-payload.ts';
import { decodePayload, storedContentEncoding } from './decode-payload.ts';

const scope = { date: '20261123', region: 'us-east-1', service: 's3' };
const signing: ChunkSigningContext = {
  signingKey: deriveSigningKey('secret', scope),
  seedSignature: 'ab'.repeat(32),
  timestamp: '20261123T120000Z',
  scope: '20261123/us-east-1/s3/aws4_request',
};

const hello = Buffer.from('hello, world');

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly pieceLength?: number;
  readonly options?: Partial<PayloadOptions>;
}

function open({ headers, body, pieceLength = 1000, options }: Sent): DecodedPayload {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < body.length; start += pieceLength) {
    pieces.push(body.subarray(start, start + pieceLength));
  }
  const request = requestOf({ method: 'PUT', target: '/bucket/key', headers, body: pieces });
  return decodePayload(request, { signing, decodedLengthMax: 1_000_000, ...options });
}

/** `CODE: message`, or what came out. */
async function outcome(sent: Sent): Promise<string> {
  try {
    return await read(sent, ({ body }) => readAll(body));
  } catch (error) {
    return failure(error);
  } finally {
    await sameAtOnce(sent);
  }
}

async function read(
  sent: Sent,
  reader: (payload: DecodedPayload) => Promise<Uint8Array>,
): Promise<string> {
  const payload = open(sent);
  const bytes = await reader(payload);
  payload.summary();
  return `ok: ${Buffer.from(bytes).toString()}`;
}

function failure(error: unknown): string {
  const { code, status, message } = error as { code: string; status: number; message: string };
  return `${status} ${code}: ${message}`;
}

/** What comes of a body is the same whether it is streamed or read in one piece. */
async function sameAtOnce(sent: Sent): Promise<void> {
  const streamed = await read(sent, ({ body }) => readAll(body)).catch(failure);
  const atOnce = await read(sent, async (payload) => payload.bytes()).catch(failure);
  expect(atOnce).toBe(streamed);
}

function plain(headers: Readonly<Record<string, string>>, body: Uint8Array = hello): Sent {
  return { headers: { 'content-length': String(body.length), ...headers }, body };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('a body in one piece', () => {
  test('is what its hash says', async () => {
    const headers = { 'x-amz-content-sha256': sha256(hello) };
    expect(await outcome(plain(headers))).toBe('ok: hello, world');
    const upper = { 'x-amz-content-sha256': sha256(hello).toUpperCase() };
    expect(await outcome(plain(upper))).toBe('ok: hello, world');
    const mismatch = plain(headers, Buffer.from('hello, World'));
    await expect(readAll(open(mismatch).body)).rejects.toMatchObject({
      code: 'XAmzContentSHA256Mismatch',
      status: 400,
      detail: {
        ClientComputedContentSHA256: sha256(hello),
        S3ComputedContentSHA256: sha256(Buffer.from('hello, World')),
      },
    });
  });

  test('may be unsigned, empty, or neither announced nor sent', async () => {
    expect(await outcome(plain({ 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }))).toMatch(/^ok/);
    expect(await outcome(plain({}))).toMatch(/^ok/);
    expect(await outcome({ headers: {}, body: new Uint8Array(0) })).toBe('ok: ');
  });

  test('has the length it announces', async () => {
    expect(await outcome({ headers: { 'content-length': '13' }, body: hello })).toMatch(
      /^400 IncompleteBody/,
    );
    expect(await outcome({ headers: { 'content-length': '11' }, body: hello })).toMatch(
      /^400 IncompleteBody/,
    );
    expect(await outcome({ headers: { 'content-length': '1e3' }, body: hello })).toMatch(
      /^400 InvalidArgument/,
    );
    expect(await outcome({ headers: { 'transfer-encoding': 'chunked' }, body: hello })).toBe(
      '411 MissingContentLength: You must provide the Content-Length HTTP header.',
    );
    expect(await outcome({ ...plain({}), options: { decodedLengthMax: 5 } })).toBe(
      '400 EntityTooLarge: Your proposed upload exceeds the maximum allowed size',
    );
  });

  test('is not aws-chunked when it is unsigned', async () => {
    const headers = {
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      'content-encoding': 'gzip, aws-chunked',
    };
    expect(await outcome(plain(headers))).toMatch(/^400 InvalidArgument: aws-chunked encoding/);
  });

  test('the summary waits for the end', async () => {
    const payload = open({ ...plain({}), options: { digests: ['MD5', 'CRC64NVME'] } });
    expect(() => payload.summary()).toThrow('known only after its last byte');
    await readAll(payload.body);
    expect(payload.summary().digests).toEqual({
      MD5: await checksumOf('MD5', hello),
      CRC64NVME: await checksumOf('CRC64NVME', hello),
    });
  });
});

describe('promises in headers', () => {
  test('Content-MD5', async () => {
    const right = await checksumOf('MD5', hello);
    expect(await outcome(plain({ 'content-md5': right }))).toMatch(/^ok/);
    expect(await outcome(plain({ 'content-md5': await checksumOf('MD5', Buffer.from('x')) }))).toBe(
      '400 BadDigest: The Content-MD5 you specified did not match what we received.',
    );
    expect(await outcome(plain({ 'content-md5': 'abc' }))).toBe(
      '400 InvalidDigest: The Content-MD5 you specified was invalid.',
    );
  });

  test('one checksum', async () => {
    const crc32 = await checksumOf('CRC32', hello);
    const header = 'x-amz-checksum-crc32';
    expect(await outcome(plain({ [header]: crc32 }))).toMatch(/^ok/);
    expect(await outcome(plain({ [header]: 'AAAAAA==' }))).toBe(
      '400 BadDigest: The CRC32 you specified did not match the calculated checksum.',
    );
    expect(await outcome(plain({ [header]: 'AAAA' }))).toBe(
      '400 InvalidRequest: Value for x-amz-checksum-crc32 header is invalid.',
    );
    const two = { [header]: crc32, 'x-amz-checksum-sha1': await checksumOf('SHA1', hello) };
    expect(await outcome(plain(two))).toBe(
      '400 InvalidRequest: Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
    const unknown = { 'x-amz-checksum-crc16': 'AAAA' };
    expect(await outcome(plain(unknown))).toMatch(/^400 InvalidRequest/);
    expect(await outcome(plain({ 'x-amz-checksum-mode': 'ENABLED' }))).toMatch(/^ok/);
  });

  test('the algorithm an SDK names is the one it sends', async () => {
    const name = 'x-amz-sdk-checksum-algorithm';
    const crc32 = { 'x-amz-checksum-crc32': await checksumOf('CRC32', hello) };
    expect(await outcome(plain({ ...crc32, [name]: 'CRC32' }))).toMatch(/^ok/);
    const invalid = '400 InvalidRequest: Value for x-amz-sdk-checksum-algorithm header is invalid.';
    expect(await outcome(plain({ ...crc32, [name]: 'SHA1' }))).toBe(invalid);
    expect(await outcome(plain({ [name]: 'CRC16' }))).toBe(invalid);
    expect(await outcome(plain({ [name]: 'CRC32' }))).toMatch(
      /^400 InvalidRequest: x-amz-sdk-checksum-algorithm specified, but no corresponding/,
    );
    const md5 = { 'content-md5': await checksumOf('MD5', hello) };
    expect(await outcome(plain({ ...md5, [name]: 'CRC32' }))).toMatch(/^ok/);
  });
});

const trailerName = 'x-amz-checksum-crc32c';

interface Kind {
  readonly payloadHash: string;
  readonly signed: boolean;
  readonly hasTrailer: boolean;
}

const kinds: readonly Kind[] = [
  { payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD', signed: true, hasTrailer: false },
  { payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', signed: true, hasTrailer: true },
  { payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER', signed: false, hasTrailer: true },
];

interface Stream {
  readonly encoding: Encoding;
  readonly data: Buffer;
  readonly headers: Record<string, string>;
}

async function streamOf(kind: Kind, chunks: readonly Uint8Array[]): Promise<Stream> {
  const data = Buffer.concat(chunks);
  const trailer = kind.hasTrailer ? { [trailerName]: await checksumOf('CRC32C', data) } : {};
  const announced: Record<string, string> = kind.hasTrailer ? { 'x-amz-trailer': trailerName } : {};
  const encoding = {
    chunks,
    trailer,
    signTrailer: kind.signed && kind.hasTrailer,
    ...(kind.signed ? { signing } : {}),
  };
  const headers = {
    'x-amz-content-sha256': kind.payloadHash,
    'x-amz-decoded-content-length': String(data.length),
    ...announced,
  };
  return { encoding, data, headers };
}

const chunkLists = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { maxLength: 4 });

describe.each(kinds)('$payloadHash', (kind) => {
  test('gives back what was put in, however it is cut on the way', async () => {
    await fc.assert(
      fc.asyncProperty(chunkLists, fc.integer({ min: 1, max: 90 }), async (chunks, pieceLength) => {
        const { encoding, data, headers } = await streamOf(kind, chunks);
        const payload = open({ headers, body: encodeChunks(encoding), pieceLength });
        expect((await readAll(payload.body)).equals(data)).toBe(true);
        expect(payload.decodedLength).toBe(data.length);
        expect(payload.summary().trailers).toEqual(encoding.trailer);
      }),
    );
  });

  test('cut short anywhere, it is refused', async () => {
    const { encoding, headers } = await streamOf(kind, [hello, hello]);
    const body = encodeChunks(encoding);
    for (let length = 0; length < body.length; length += 1) {
      const result = await outcome({ headers, body: body.subarray(0, length), pieceLength: 40 });
      expect(result, `${length} of ${body.length} bytes`).toMatch(/^400 /);
    }
  });

  test('any one changed byte is refused', async () => {
    const { encoding, headers } = await streamOf(kind, [hello, hello]);
    const body = encodeChunks(encoding);
    for (let index = 0; index < body.length; index += 1) {
      const changed = Buffer.from(body);
      // Case means nothing in names and sizes, so another bit than that of case is flipped.
      changed[index] = (changed[index] as number) ^ 0x01;
      const result = await outcome({ headers, body: changed, pieceLength: 33 });
      expect(result, `byte ${index}: ${body.toString('latin1', index, index + 10)}`).toMatch(/^4/);
    }
  });

  test('the decoded length is required and kept', async () => {
    const { encoding, headers } = await streamOf(kind, [hello]);
    const body = encodeChunks(encoding);
    const { 'x-amz-decoded-content-length': _, ...without } = headers;
    expect(await outcome({ headers: without, body })).toMatch(/^411 MissingContentLength/);
    for (const wrong of ['11', '13', '0']) {
      const changed = { ...headers, 'x-amz-decoded-content-length': wrong };
      expect(await outcome({ headers: changed, body }), wrong).toMatch(/^400 IncompleteBody/);
    }
    const huge = { ...headers, 'x-amz-decoded-content-length': '99999999999999999' };
    expect(await outcome({ headers: huge, body })).toMatch(/^400 InvalidArgument/);
  });

  test('more after the end is refused', async () => {
    const { encoding, headers } = await streamOf(kind, [hello]);
    const body = Buffer.concat([encodeChunks(encoding), Buffer.from('x: y\r\n')]);
    expect(await outcome({ headers, body })).toMatch(/^400 MalformedTrailerError/);
  });
});

describe('framing', () => {
  const headers = {
    'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    'x-amz-decoded-content-length': '5',
  };

  test.each([
    ['5\r\nhello\r\n0\r\n\r\n', 'ok: hello'],
    ['05\r\nhello\r\n00\r\n\r\n', 'ok: hello'],
    ['2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n', 'ok: hello'],
    ['5\nhello\r\n0\r\n\r\n', '400 IncompleteBody'],
    ['5\r\nhello\n0\r\n\r\n', '400 IncompleteBody'],
    ['5\r\nhello0\r\n\r\n', '400 IncompleteBody'],
    ['5 \r\nhello\r\n0\r\n\r\n', '400 IncompleteBody'],
    ['5;x=y\r\nhello\r\n0\r\n\r\n', '400 IncompleteBody'],
    ['-5\r\nhello\r\n0\r\n\r\n', '400 IncompleteBody'],
    ['\r\nhello\r\n0\r\n\r\n', '400 IncompleteBody'],
    ['6\r\nhello!\r\n0\r\n\r\n', '400 IncompleteBody'],
    ['ffffffffffffffff\r\nhello\r\n0\r\n\r\n', '400 IncompleteBody'],
    [`${'0'.repeat(5000)}5\r\nhello\r\n0\r\n\r\n`, '400 IncompleteBody'],
    ['5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', '400 MalformedTrailerError'],
    [`5\r\nhello\r\n0\r\n${'a'.repeat(5000)}`, '400 MalformedTrailerError'],
  ])('%j', async (body, expected) => {
    const result = await outcome({ headers, body: Buffer.from(body) });
    expect(result.startsWith(expected), result).toBe(true);
  });

  test('line ends of the trailer as clients write them', async () => {
    const value = await checksumOf('CRC32C', hello);
    for (const lineEnd of ['\r\n', '\n', '\n\r\n']) {
      for (const signTrailer of [true, false]) {
        const payloadHash = signTrailer
          ? 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER'
          : 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
        const body = encodeChunks({
          chunks: [hello],
          trailer: { [trailerName]: value },
          signTrailer,
          lineEnd,
          ...(signTrailer ? { signing } : {}),
        });
        const sent = {
          'x-amz-content-sha256': payloadHash,
          'x-amz-decoded-content-length': '12',
          'x-amz-trailer': trailerName,
        };
        expect(await outcome({ headers: sent, body })).toBe('ok: hello, world');
      }
    }
  });

  test('trailers that are not checksums, and more than one, are refused', async () => {
    const body = Buffer.from('0\r\n\r\n');
    const unknown = { ...headers, 'x-amz-trailer': 'x-amz-meta-a' };
    expect(await outcome({ headers: unknown, body })).toBe(
      '400 InvalidRequest: The value specified in the x-amz-trailer header is not supported',
    );
    const two = { ...headers, 'x-amz-trailer': 'x-amz-checksum-crc32,x-amz-checksum-sha1' };
    expect(await outcome({ headers: two, body })).toMatch(
      /^400 InvalidRequest: Expecting a single/,
    );
  });

  test('SigV4A streams are not served, signed ones need a signature', async () => {
    for (const tail of ['', '-TRAILER']) {
      const payloadHash = `STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD${tail}`;
      const sent = { headers: { 'x-amz-content-sha256': payloadHash }, body: hello };
      expect(await outcome(sent)).toMatch(/^501 NotImplemented/);
    }
    const streaming = { ...headers, 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' };
    const request = requestOf({ method: 'PUT', target: '/', headers: streaming });
    expect(() => decodePayload(request, { decodedLengthMax: 100 })).toThrow('Access Denied');
  });

  test('Content-Encoding is stored without aws-chunked', () => {
    expect(storedContentEncoding(undefined)).toBeUndefined();
    expect(storedContentEncoding('gzip')).toBe('gzip');
    expect(storedContentEncoding('aws-chunked')).toBeUndefined();
    expect(storedContentEncoding('aws-chunked,gzip')).toBe('gzip');
    expect(storedContentEncoding('gzip, aws-chunked')).toBe('gzip');
  });
});
