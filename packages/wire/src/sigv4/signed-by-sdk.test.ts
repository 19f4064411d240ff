/**
 * What AWS's own signer signs is verified, and what is changed afterwards is not: random paths,
 * queries and headers through `@smithy/signature-v4`, in S3's mode and in that of other services,
 * in header and query.
 */
import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SdkRequestParts } from '../../test/sdk-signer.ts';
import { awsEncode, presigned, signedByHeader, testCredentials } from '../../test/sdk-signer.ts';
import type { HttpRequest } from '../types.ts';
import { parseSignature } from './parse-signature.ts';
import { createSigningKeyCache } from './signing-key.ts';
import { verifySignature } from './verify-signature.ts';

const nowMs = Date.UTC(2026, 10, 23, 20, 15, 7);
const signingDate = new Date(nowMs);
const signingKeys = createSigningKeyCache(8);

function outcome(request: HttpRequest, service: string, body = ''): string {
  const parsed = parseSignature(request);
  if (parsed.kind !== 'signed') {
    return parsed.kind === 'none' ? 'none' : parsed.error.kind;
  }
  const result = verifySignature(request, parsed, {
    secretAccessKey: testCredentials.secretAccessKey,
    signingKeys,
    nowMs,
    expectedService: service,
    expectedRegion: 'eu-west-1',
    bodySha256: hash('sha256', body),
  });
  return result.ok ? 'ok' : result.kind;
}

const anyText = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => text.isWellFormed());
const segment = fc.oneof(anyText, fc.constantFrom('.', '..', '', 'a b', '+', '%', 'é', '~'));
const encodedPath = fc
  .array(segment, { maxLength: 5 })
  .map((segments) => `/${segments.map(awsEncode).join('/')}`);

/** Names the signer would take for its own are not for callers. */
const parameterName = fc
  .oneof(anyText, fc.constantFrom('a', 'A', 'a-b', 'a=b', 'a b', 'list-type', 'prefix'))
  .filter((name) => name !== '__proto__' && !name.toLowerCase().startsWith('x-amz'));
const parameterValue = fc.oneof(anyText, fc.array(anyText, { minLength: 1, maxLength: 3 }));
const query = fc.dictionary(parameterName, parameterValue, { maxKeys: 5 });

const headerName = fc
  .stringMatching(/^[a-z][a-z0-9-]{0,10}$/)
  .map((name) => `x-amz-meta-${name}`)
  .filter((name) => !name.endsWith('-'));
const headerCharacter = fc.oneof(
  fc.constantFrom(' ', '  ', '\t', 'a', ',', '"'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }),
);
const headerValue = fc
  .array(headerCharacter, { maxLength: 10 })
  .map((characters) => characters.join('').replace(/[\r\n\0]/g, ''));
const headers = fc
  .dictionary(headerName, headerValue, { maxKeys: 4 })
  .map((bag) => ({ host: 'bucket.s3.eu-west-1.amazonaws.com', ...bag }));

const parts: fc.Arbitrary<SdkRequestParts> = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD'),
  path: encodedPath,
  query,
  headers,
});

const bodies = fc.constantFrom('', 'Action=GetCallerIdentity&Version=2011-06-15', '{"é":1}');
const services = fc.constantFrom('s3', 'iam');
const region = 'eu-west-1';

/** Changes of one thing each; every one must break the signature or refuse the request. */
const changes: Readonly<Record<string, (request: HttpRequest) => HttpRequest>> = {
  method: (request) => ({ ...request, method: `${request.method}X` }),
  path: (request) => ({ ...request, path: `${request.path}x` }),
  query: (request) => ({ ...request, rawQuery: `${request.rawQuery}&x` }),
  host: (request) => withHeader(request, 'host', 'other.example.com'),
  'another x-amz header': (request) => withHeader(request, 'x-amz-acl', 'public-read'),
};

function withHeader(request: HttpRequest, name: string, value: string): HttpRequest {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

function expectBroken(request: HttpRequest, service: string, body = ''): void {
  for (const [name, change] of Object.entries(changes)) {
    expect(outcome(change(request), service, body), name).not.toBe('ok');
  }
  for (const name of Object.keys(request.headers)) {
    const changed = withHeader(request, name, `${request.headers[name]}x`);
    expect(outcome(changed, service, body), name).not.toBe('ok');
  }
}

describe('signed by header', () => {
  test('is verified, and any change is refused', async () => {
    await fc.assert(
      fc.asyncProperty(parts, services, bodies, async (generated, service, body) => {
        const request = await signedByHeader(
          { ...generated, body },
          { service, region, signingDate },
        );
        expect(outcome(request, service, body)).toBe('ok');
        expectBroken(request, service, body);
        if (service !== 's3') {
          expect(outcome(request, service, `${body}x`)).toBe('badSignature');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('carries the session token as a signed header', async () => {
    const generated = {
      method: 'GET',
      path: '/',
      query: {},
      headers: { host: 'sts.amazonaws.com' },
    };
    const sessionToken = 'FwoGZXIvYXdzEXAMPLE//////////wEaDKt1/+=';
    const options = { service: 'sts', region, signingDate, sessionToken };
    const request = await signedByHeader(generated, options);
    expect(parseSignature(request)).toMatchObject({ kind: 'signed', sessionToken });
    expect(outcome(request, 'sts')).toBe('ok');
    expectBroken(request, 'sts');
  });
});

describe('presigned', () => {
  test('is verified, and any change is refused', async () => {
    await fc.assert(
      fc.asyncProperty(parts, services, async (generated, service) => {
        const options = { service, region, signingDate, expiresIn: 60 };
        const unsigned = service === 's3' ? { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } : {};
        const request = await presigned(
          { ...generated, headers: { ...generated.headers, ...unsigned } },
          options,
        );
        expect(outcome(request, service)).toBe('ok');
        expectBroken(request, service);
      }),
      { numRuns: 300 },
    );
  });

  test('a signature with one digit changed is refused', async () => {
    const generated = {
      method: 'GET',
      path: '/',
      query: {},
      headers: { host: 'sts.amazonaws.com' },
    };
    const options = { service: 'sts', region, signingDate, expiresIn: 60, sessionToken: 'a/b+c=' };
    const request = await presigned(generated, options);
    expect(parseSignature(request)).toMatchObject({ sessionToken: 'a/b+c=', expiresSeconds: 60 });
    expect(outcome(request, 'sts')).toBe('ok');
    const start = request.rawQuery.indexOf('X-Amz-Signature=') + 'X-Amz-Signature='.length;
    for (let index = start; index < start + 64; index += 1) {
      const digit = request.rawQuery[index] === '0' ? '1' : '0';
      const rawQuery = request.rawQuery.slice(0, index) + digit + request.rawQuery.slice(index + 1);
      expect(outcome({ ...request, rawQuery }, 'sts')).toBe('badSignature');
    }
  });
});
