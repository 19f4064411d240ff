import { expect, test } from 'vitest';
import type { DocumentUse } from '../api/access-analyzer.ts';
import type { HolderKind } from '../paths/iam-paths.ts';
import { sizeOf } from './policy-limits.ts';

test.each<[string, DocumentUse, HolderKind | undefined, string]>([
  ['{ "a": 1 }', 'identity', undefined, '7 of 6,144 characters without white space'],
  ['{ "a": 1 }', 'trust', undefined, '7 of 2,048 characters without white space'],
  ['"é "', 'bucket', undefined, '5 of 20,480 bytes'],
  ['{ }', 'scp', undefined, '3 of 10,240 characters'],
  ['{ }', 'rcp', undefined, '3 of 5,120 characters'],
])('%j as %s', (text, use, holder, expected) => {
  expect(sizeOf(text, use, holder)).toEqual({ isTooLong: false, text: expected });
});

test('inline policies have the limit of whose they are', () => {
  expect(sizeOf('x'.repeat(2048), 'identity', 'user').isTooLong).toBe(false);
  expect(sizeOf('x'.repeat(2049), 'identity', 'user').isTooLong).toBe(true);
  expect(sizeOf('x'.repeat(2049), 'identity', 'group').isTooLong).toBe(false);
  expect(sizeOf('{}', 'identity', 'role').text).toContain('all inline policies of the role');
});
