/**
 * The signatures that AWS publishes.
 * Pages: S3 API "Signature Calculations for the Authorization Header: Transferring Payload in a
 * Single Chunk", Examples, and "Authenticating Requests: Using Query Parameters"; IAM UG "Create a
 * signed AWS API request", and the SigV4 test suite it used to offer.
 */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { requestOf } from '../../test/signed-request.ts';
import type { HttpRequest } from '../types.ts';
import { parseSignature } from './parse-signature.ts';
import type { SignedRequest } from './parsed-signature.ts';
import type { VerifyResult } from './verify-signature.ts';
import { emptySha256, verifySignature } from './verify-signature.ts';

interface Example {
  readonly name: string;
  readonly method?: string;
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signature: string;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const s3Secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const s3Time = '20130524T000000Z';

function verifyS3(example: Example): VerifyResult {
  const headers: Record<string, string> = {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-content-sha256': emptySha256,
    'x-amz-date': s3Time,
    ...example.headers,
  };
  const names = Object.keys(headers).toSorted().join(';');
  const credential = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';
  const { method = 'GET', target, signature } = example;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${names},Signature=${signature}`;
  const request = requestOf({ method, target, headers: { ...headers, authorization } });
  const parsed = parseSignature(request);
  if (parsed.kind !== 'signed') {
    throw new Error(parsed.kind);
  }
  return verifySignature(request, parsed, {
    secretAccessKey: s3Secret,
    nowMs: Date.UTC(2013, 4, 24),
    expectedService: 's3',
    expectedRegion: 'us-east-1',
  });
}

const s3Examples: readonly Example[] = [
  {
    name: 'GET object with a range',
    target: '/test.txt',
    headers: { range: 'bytes=0-9' },
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  {
    name: 'PUT object',
    method: 'PUT',
    target: '/test%24file.text',
    headers: {
      date: 'Fri, 24 May 2013 00:00:00 GMT',
      'x-amz-content-sha256': sha256('Welcome to Amazon S3.'),
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    },
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  },
  {
    name: 'GET bucket lifecycle: a parameter without value',
    target: '/?lifecycle',
    signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  },
  {
    name: 'List objects',
    target: '/?max-keys=2&prefix=J',
    signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  },
];

const suiteSecret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

function verifySuite(example: Example, service: string): VerifyResult {
  const headers: Record<string, string> = {
    host: 'example.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    ...example.headers,
  };
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const credential = `AKIDEXAMPLE/20150830/us-east-1/${service}/aws4_request`;
  const signedHeaders = names.toSorted().join(';');
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${example.signature}`;
  const { method = 'GET', target, body = '' } = example;
  const request = requestOf({ method, target, headers: { ...headers, authorization } });
  const parsed = parseSignature(request);
  if (parsed.kind !== 'signed') {
    throw new Error(parsed.kind);
  }
  return verifySignature(request, parsed, {
    secretAccessKey: suiteSecret,
    nowMs: Date.UTC(2015, 7, 30, 12, 36),
    expectedService: service,
    bodySha256: sha256(body),
  });
}

const vanilla = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';
const unreserved = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

const suite: readonly Example[] = [
  { name: 'get-vanilla', target: '/', signature: vanilla },
  { name: 'get-slash', target: '//', signature: vanilla },
  { name: 'get-slash-dot-slash', target: '/./', signature: vanilla },
  { name: 'get-relative', target: '/example/..', signature: vanilla },
  { name: 'get-relative-relative', target: '/example1/example2/../..', signature: vanilla },
  {
    name: 'get-vanilla-query-order-key-case',
    target: '/?Param2=value2&Param1=value1',
    signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
  {
    name: 'get-vanilla-empty-query-key',
    target: '/?Param1=value1',
    signature: 'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb',
  },
  {
    name: 'get-unreserved',
    target: `/${unreserved}`,
    signature: '07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f',
  },
  {
    name: 'get-utf8',
    target: '/\u1234',
    signature: '8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85',
  },
  {
    name: 'get-space',
    target: '/example space/',
    signature: '652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741',
  },
  {
    name: 'get-header-value-trim',
    target: '/',
    headers: { 'My-Header1': ' value1', 'My-Header2': ' "a   b   c"' },
    signature: 'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
  },
  {
    name: 'get-header-value-order',
    target: '/',
    headers: { 'My-Header1': 'value4,value1,value3,value2' },
    signature: '08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01',
  },
  {
    name: 'get-header-key-duplicate',
    target: '/',
    headers: { 'My-Header1': 'value2,value2,value1' },
    signature: 'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea',
  },
  {
    name: 'post-vanilla',
    method: 'POST',
    target: '/',
    signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  {
    name: 'post-vanilla-query',
    method: 'POST',
    target: '/?Param1=value1',
    signature: '28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11',
  },
  {
    name: 'post-x-www-form-urlencoded',
    method: 'POST',
    target: '/',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'Param1=value1',
    signature: 'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  },
];

const listUsers: Example = {
  name: 'IAM ListUsers',
  target: '/?Action=ListUsers&Version=2010-05-08',
  headers: {
    host: 'iam.amazonaws.com',
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
  },
  signature: '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
};

describe('S3 examples', () => {
  test.each(s3Examples)('$name', (example) => {
    expect(verifyS3(example)).toMatchObject({ ok: true, seedSignature: example.signature });
  });

  test('presigned URL', () => {
    const query = [
      'X-Amz-Algorithm=AWS4-HMAC-SHA256',
      'X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request',
      'X-Amz-Date=20130524T000000Z',
      'X-Amz-Expires=86400',
      'X-Amz-SignedHeaders=host',
      'X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    ];
    const headers = { host: 'examplebucket.s3.amazonaws.com' };
    const request = requestOf({ target: `/test.txt?${query.join('&')}`, headers });
    const parsed = parseSignature(request);
    if (parsed.kind !== 'signed') {
      throw new Error(parsed.kind);
    }
    const options = { secretAccessKey: s3Secret, expectedService: 's3' };
    const dayMs = 86_400_000;
    const start = Date.UTC(2013, 4, 24);
    expect(verifySignature(request, parsed, { ...options, nowMs: start + dayMs }).ok).toBe(true);
    expect(verifySignature(request, parsed, { ...options, nowMs: start + dayMs + 1 })).toEqual({
      ok: false,
      kind: 'expiredPresign',
      expiresSeconds: 86_400,
      expiresAtMs: start + dayMs,
      nowMs: start + dayMs + 1,
    });
  });
});

/** As node hands over a header that came three times: joined in its way, and raw one by one. */
function repeated(headers: Readonly<Record<string, string>>, asList: boolean): HttpRequest {
  const values = ['value2', ' value2 ', 'value1'];
  const request = requestOf({ target: '/', headers });
  const joined = (asList ? values : values.map((value) => value.trim()).join(', ')) as string;
  const rawHeaders = [...request.rawHeaders, ...values.flatMap((value) => ['My-Header1', value])];
  return { ...request, headers: { ...request.headers, 'my-header1': joined }, rawHeaders };
}

describe('SigV4 suite', () => {
  test.each([true, false])('get-header-key-duplicate as node hands it over (%s)', (asList) => {
    const signature = 'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea';
    const scope = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request';
    const request = repeated(
      {
        host: 'example.amazonaws.com',
        'x-amz-date': '20150830T123600Z',
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;my-header1;x-amz-date, Signature=${signature}`,
      },
      asList,
    );
    const parsed = parseSignature(request);
    const options = {
      secretAccessKey: suiteSecret,
      nowMs: Date.UTC(2015, 7, 30, 12, 36),
      expectedService: 'service',
    };
    expect(parsed.kind === 'signed' && verifySignature(request, parsed, options).ok).toBe(true);
    const unnamed = { ...(parsed as SignedRequest), signedHeaders: ['host', 'constructor'] };
    expect(verifySignature(request, unnamed, options).ok).toBe(false);
  });

  test.each(suite)('$name', (example) => {
    expect(verifySuite(example, 'service')).toMatchObject({ ok: true });
  });

  test('the example of the IAM User Guide', () => {
    expect(verifySuite(listUsers, 'iam')).toMatchObject({ ok: true });
  });
});
