import { expect, test } from 'vitest';
import { metadataFault, metadataInput, metadataOf } from './metadata-model.ts';

const $metadata = {};

test('what was read is written again', () => {
  const head = { $metadata, ContentType: 'text/plain', CacheControl: '', Metadata: { a: '1' } };
  const entries = metadataOf(head);
  expect(entries).toEqual([
    { name: 'Content-Type', value: 'text/plain' },
    { name: 'x-amz-meta-a', value: '1' },
  ]);
  expect(metadataInput(entries)).toEqual({ ContentType: 'text/plain', Metadata: { a: '1' } });
});

test('names count in any case', () => {
  const entries = [
    { name: 'cache-control', value: 'no-store' },
    { name: 'X-Amz-Meta-Team', value: 'web' },
  ];
  expect(metadataFault(entries)).toBeUndefined();
  expect(metadataInput(entries)).toEqual({ CacheControl: 'no-store', Metadata: { team: 'web' } });
});

test.each([
  [[{ name: 'Server', value: 'x' }], 'Names are'],
  [[{ name: 'x-amz-meta-', value: 'x' }], 'Names are'],
  [[{ name: 'x-amz-meta-a b', value: 'x' }], 'no name of a header'],
  [
    [
      { name: 'Content-Type', value: 'x' },
      { name: 'content-type', value: 'y' },
    ],
    'twice',
  ],
  [[{ name: 'x-amz-meta-a', value: 'x'.repeat(2048) }], '2048'],
  [[{ name: 'x-amz-meta-a', value: '漢' }], 'no header can hold'],
])('%j is refused', (entries, fault) => {
  expect(metadataFault(entries)).toContain(fault);
});
