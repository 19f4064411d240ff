import { expect, test } from 'vitest';
import { matchesAction } from './action-pattern.ts';
import { arnFields, fieldLabel, fillArn } from './arn-template.ts';

test.each([
  ['Get*', 'GetObject', true],
  ['get*', 'GetObject', true],
  ['*', 'GetObject', true],
  ['*Object', 'GetObject', true],
  ['G?tObject', 'GetObject', true],
  ['*e*b*', 'GetObject', true],
  ['GetObject', 'GetObjectAcl', false],
  ['GetObject?', 'GetObject', false],
  ['', 'GetObject', false],
])('%s and %s: %s', (pattern, name, matches) => {
  expect(matchesAction(pattern, name)).toBe(matches);
});

test('a pattern of many stars is quick', () => {
  expect(matchesAction(`${'*a'.repeat(1000)}b`, 'a'.repeat(2000))).toBe(false);
});

const object = 'arn:${Partition}:s3:::${BucketName}/${ObjectName}';

test('the fields of a pattern, and the ARN they make', () => {
  expect(arnFields(object, { Account: '1' })).toEqual([
    { name: 'BucketName', initial: '' },
    { name: 'ObjectName', initial: '' },
  ]);
  expect(arnFields(object, { BucketName: 'b' })[0]).toEqual({ name: 'BucketName', initial: 'b' });
  expect(arnFields('arn:${Partition}:x:${Region}:${Account}:y', { Account: '123' })).toEqual([
    { name: 'Region', initial: '*' },
    { name: 'Account', initial: '123' },
  ]);
  expect(fillArn(object, { BucketName: 'photos ', ObjectName: '' })).toBe('arn:aws:s3:::photos/*');
  expect(fieldLabel('BucketName')).toBe('Bucket name');
});
