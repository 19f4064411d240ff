/**
 * Canonical forms of paths, queries and header values, also of those written sloppily.
 * Page: IAM UG "Create a signed AWS API request", step 1.
 */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAmzDate, parseAmzDate, parseDateHeader } from './amz-date.ts';
import { canonicalHeaderValue, canonicalQuery } from './canonical-request.ts';
import { canonicalS3Path, canonicalServicePath, decodeQueryText } from './percent-encoding.ts';
import { queryParametersMax, splitQuery } from './query-parameters.ts';
import { createSigningKeyCache, deriveSigningKey } from './signing-key.ts';

describe('query', () => {
  test.each([
    ['', ''],
    ['lifecycle', 'lifecycle='],
    ['a=1&a', 'a=&a=1'],
    ['b=2&a=1', 'a=1&b=2'],
    ['a=2&a=10&a=1', 'a=1&a=10&a=2'],
    ['a-b=1&a=2', 'a=2&a-b=1'],
    ['aa=1&a=2&A=3', 'A=3&a=2&aa=1'],
    ['a%3Db=1', 'a%3Db=1'],
    ['a=b=c', 'a=b%3Dc'],
    ['a=b+c', 'a=b%20c'],
    ['a=b%2Bc', 'a=b%2Bc'],
    ['a=%e4%bd%a0', 'a=%E4%BD%A0'],
    ['a=%7E%7e~', 'a=~~~'],
    ['a=/:(*)', 'a=%2F%3A%28%2A%29'],
    ['a=%zz%', 'a=%25zz%25'],
    ['&&a=1&', 'a=1'],
    ['=1', '=1'],
    ['a=\u00e4', 'a=%E4'],
    ['a=\u4f60', 'a=%E4%BD%A0'],
  ])('%s', (raw, canonical) => {
    expect(canonicalQuery(raw, false)).toBe(canonical);
  });

  test('the signature itself is left out of what a presigned URL signs', () => {
    const raw = 'X-Amz-Signature=ff&X-Amz-Date=20130524T000000Z';
    expect(canonicalQuery(raw, true)).toBe('X-Amz-Date=20130524T000000Z');
    expect(canonicalQuery(raw, false)).toContain('X-Amz-Signature=ff');
  });

  test('a canonical query is its own canonical form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (raw) => {
        const canonical = canonicalQuery(raw, false);
        expect(canonicalQuery(canonical, false)).toBe(canonical);
      }),
    );
  });

  test('the number of parameters is bounded, and nothing is lost', () => {
    const parameters = splitQuery(`${'a&'.repeat(queryParametersMax + 10)}b=1`);
    expect(parameters).toHaveLength(queryParametersMax);
    expect(parameters.at(-1)).toEqual({ name: `${'a&'.repeat(11)}b`, value: '1' });
  });

  test('values decode as forms do', () => {
    expect(decodeQueryText('a%2Fb+c%20d')).toBe('a/b c d');
    expect(decodeQueryText('%E4%BD%A0')).toBe('你');
    expect(decodeQueryText('100%')).toBe('100%');
  });
});

describe('path', () => {
  test.each([
    ['', '/'],
    ['/', '/'],
    ['/a/../b//c/./', '/a/../b//c/./'],
    ['/a%20b', '/a%20b'],
    ['/a+b', '/a%2Bb'],
    ['/%7euser/%e4', '/~user/%E4'],
    ["/(a)!'*", '/%28a%29%21%27%2A'],
    ['/100%', '/100%25'],
  ])('of S3: %s', (raw, canonical) => {
    expect(canonicalS3Path(raw)).toBe(canonical);
  });

  test.each([
    ['', '/'],
    ['//', '/'],
    ['/a/../b//c/./', '/b/c/'],
    ['/../..', '/'],
    ['/a/..', '/'],
    ['/a%20b', '/a%2520b'],
    ['/a+b', '/a%2Bb'],
  ])('of other services: %s', (raw, canonical) => {
    expect(canonicalServicePath(raw)).toBe(canonical);
  });
});

describe('header values', () => {
  test.each([
    ['', ''],
    ['a', 'a'],
    ['a b', 'a b'],
    [' a', 'a'],
    ['a ', 'a'],
    ['  ', ''],
    ['a  b\t \tc', 'a b c'],
    ['a\tb', 'a b'],
    ['"a   b"', '"a b"'],
    ['a\u00a0 b', 'a\u00a0 b'],
  ])('%j', (value, canonical) => {
    expect(canonicalHeaderValue(value)).toBe(canonical);
  });
});

describe('dates', () => {
  test('what is formatted is parsed', () => {
    const seconds = fc.integer({ min: -59_000_000_000, max: 250_000_000_000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const text = formatAmzDate(second * 1000);
        expect(parseAmzDate(text)).toBe(second * 1000);
      }),
    );
  });

  test.each([
    '20260229T000000Z',
    '20261301T000000Z',
    '20260100T000000Z',
    '20260101T006000Z',
    '2026010aT000000Z',
    '20260101t000000Z',
  ])('%s is none', (text) => {
    expect(parseAmzDate(text)).toBeUndefined();
  });

  test('a leap day, and the forms of the Date header', () => {
    expect(parseAmzDate('20240229T000000Z')).toBe(Date.UTC(2024, 1, 29));
    expect(parseDateHeader('Fri, 24 May 2013 00:00:00 GMT')).toBe(Date.UTC(2013, 4, 24));
    expect(parseDateHeader('20130524T000000Z')).toBe(Date.UTC(2013, 4, 24));
    expect(parseDateHeader('2013-05-24')).toBeUndefined();
  });
});

describe('signing keys', () => {
  const scope = { date: '20150830', region: 'us-east-1', service: 'iam' };
  const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
  const request = { ...scope, accessKeyId: 'AKIDEXAMPLE', secretAccessKey };

  test('derive as AWS documents it, and sign as HMAC does', () => {
    const documented = 'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9';
    const key = deriveSigningKey(secretAccessKey, scope);
    for (const text of ['', 'a', 'AWS4-HMAC-SHA256\n', 'b'.repeat(500), 'a']) {
      const hmac = createHmac('sha256', Buffer.from(documented, 'hex')).update(text);
      expect(key.sign(text)).toBe(hmac.digest('hex'));
    }
  });

  test('are kept, least recently used first to go, and never for another secret', () => {
    const cache = createSigningKeyCache(2);
    const first = cache.get(request);
    const second = cache.get({ ...request, region: 'eu-west-1' });
    expect(cache.get(request)).toBe(first);
    cache.get({ ...request, region: 'eu-west-2' });
    expect(cache.size()).toBe(2);
    expect(cache.get(request)).toBe(first);
    expect(cache.get({ ...request, region: 'eu-west-1' })).not.toBe(second);
    expect(cache.get({ ...request, secretAccessKey: 'other' })).not.toBe(first);
    expect(cache.size()).toBe(2);
  });
});
