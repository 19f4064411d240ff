import { expect, test } from 'vitest';
import { matchesWildcards } from './matches-wildcards.ts';

test.each([
  ['*', 's3:getobject', true],
  ['s3:*', 's3:getobject', true],
  ['s3:get*', 's3:putobject', false],
  ['s3:?etobject', 's3:getobject', true],
  ['s3:get', 's3:getobject', false],
  ['*:list*s', 'iam:listusers', true],
  ['', '', true],
  ['', 'a', false],
])('%s and %s: %s', (pattern, text, expected) => {
  expect(matchesWildcards(pattern, text)).toBe(expected);
});

test('many wildcards cost no more than few', () => {
  expect(matchesWildcards('*a'.repeat(200), 'a'.repeat(199))).toBe(false);
});
