import { expect, test } from 'vitest';
import { keepDotSegments, keepDotSegmentsOfUrl } from './dot-segments.ts';

/** What a browser asks for. */
const asked = (path: string): string => new URL(path, 'http://localhost').pathname;

test.each([
  ['/bucket/a/../b', 'a/../b'],
  ['/bucket/../b', '../b'],
  ['/bucket/./b', './b'],
  ['/bucket/a/..', 'a/..'],
  ['/bucket/a/../../b/', 'a/../../b/'],
  ['/bucket/a/./b', 'a/./b'],
])('%s keeps its key', (path, key) => {
  const sent = asked(keepDotSegments(path));
  expect(decodeURIComponent(sent.slice('/bucket/'.length))).toBe(key);
});

test.each(['/', '/bucket', '/bucket/', '/bucket/a//b', '/bucket/a%2F..%2Fb', '/bucket/...'])(
  '%s stays as it is',
  (path) => {
    expect(keepDotSegments(path)).toBe(path);
  },
);

test('a key that is nothing but dots cannot be asked for', () => {
  expect(() => keepDotSegments('/bucket/..')).toThrow('Copy it to another key');
});

test('signed links keep their query', () => {
  const url = keepDotSegmentsOfUrl('http://127.0.0.1:4566/bucket/a/../b?X-Amz-Date=1&x=a/../b');
  expect(url).toBe('http://127.0.0.1:4566/bucket/a%2F..%2Fb?X-Amz-Date=1&x=a/../b');
});
