import { expect, test } from 'vitest';
import { copyFault } from './copying.ts';
import { decodedKey } from './listing.ts';
import { copySource, folderOf, nameOf } from './object-place.ts';

test.each([
  ['a', '', 'a'],
  ['a/b/c', 'a/b/', 'c'],
  ['a/b/', 'a/', 'b/'],
  ['a/', '', 'a/'],
  ['/', '', '/'],
  ['//', '/', '/'],
  ['/a', '/', 'a'],
  ['a//', 'a/', '/'],
  ['../up', '../', 'up'],
])('%s is in the folder %j as %j', (key, folder, name) => {
  expect([folderOf(key), nameOf(key)]).toEqual([folder, name]);
});

test('the source of a copy is encoded but for its slashes, and names its version', () => {
  const place = { bucket: 'b', objectKey: 'a/../ü?%+&.txt' };
  expect(copySource(place)).toBe('b/a/../%C3%BC%3F%25%2B%26.txt');
  expect(copySource({ ...place, objectKey: 'a', versionId: 'x+y' })).toBe('b/a?versionId=x%2By');
});

test('keys of lists are decoded as forms are', () => {
  expect(decodedKey('a+b%2Bc%0A%25')).toBe('a b+c\n%');
  expect(decodedKey(undefined)).toBe('');
});

test('what cannot be copied', () => {
  const job = (key: string, prefix: string, more: object = {}) => ({
    bucket: 'b',
    rows: [{ key, kind: key.endsWith('/') ? ('folder' as const) : ('object' as const) }],
    target: { bucket: 'b', prefix, ...more },
    isMove: false,
  });
  expect(copyFault(job('a/b', 'c/'))).toBeUndefined();
  expect(copyFault(job('a/b', 'a/', { name: 'c' }))).toBeUndefined();
  expect(copyFault(job('a/b', 'a/', { bucket: 'other' }))).toBeUndefined();
  expect(copyFault(job('a/b', 'a/'))).toContain('there already');
  expect(copyFault(job('a/b', 'a'))).toContain('slash');
  expect(copyFault(job('a/b', 'a/', { name: '' }))).toContain('Name the copy');
  expect(copyFault(job('a/b', '', { bucket: '' }))).toContain('Name the bucket');
  expect(copyFault(job('a/', 'a/'))).toContain('cannot hold itself');
  expect(copyFault(job('a/', 'a/b/'))).toContain('cannot hold itself');
  expect(copyFault(job('a/', ''))).toContain('there already');
});
