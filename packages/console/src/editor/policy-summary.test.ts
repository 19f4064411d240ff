import { expect, test } from 'vitest';
import type { CatalogueService } from '../api/catalogue-format.ts';
import { accessText, summarize } from './policy-summary.ts';

const s3: CatalogueService = {
  prefix: 's3',
  name: 'Amazon S3',
  actions: [
    { name: 'GetObject', description: '', level: 'Read', resourceTypes: [] },
    { name: 'GetObjectAcl', description: '', level: 'Read', resourceTypes: [] },
    { name: 'ListBucket', description: '', level: 'List', resourceTypes: [] },
  ],
  resourceTypes: [],
  keys: [],
};

test('rows by service, denials first', () => {
  const text = JSON.stringify({
    Statement: [
      { Effect: 'Allow', Action: ['s3:Get*', 'iam:ListUsers', 's3:ListBucket'], Resource: '*' },
      {
        Effect: 'Deny',
        NotAction: 'iam:*',
        NotResource: ['a', 'b'],
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': false } },
      },
    ],
  });
  expect(summarize(text)).toEqual([
    {
      effect: 'Deny',
      service: '*',
      actions: ['iam:*'],
      isAllBut: true,
      resources: 'All but a, b',
      conditions: 'aws:MultiFactorAuthPresent (Bool) false',
    },
    {
      effect: 'Allow',
      service: 's3',
      actions: ['Get*', 'ListBucket'],
      isAllBut: false,
      resources: 'All resources',
      conditions: 'None',
    },
    {
      effect: 'Allow',
      service: 'iam',
      actions: ['ListUsers'],
      isAllBut: false,
      resources: 'All resources',
      conditions: 'None',
    },
  ]);
});

test('no policy, no summary', () => {
  expect(summarize('{')).toBeUndefined();
});

test.each([
  [['*'], 'Full access'],
  [['Get*'], 'Full: Read'],
  [['getobject', 'List*'], 'Full: List; Limited: Read'],
  [['GetThings'], 'Unknown: GetThings'],
  [['Zap*'], 'None'],
])('%s: %s', (actions, text) => {
  const row = { effect: 'Allow', resources: '', conditions: '', isAllBut: false } as const;
  expect(accessText({ ...row, service: 's3', actions }, s3)).toBe(text);
});
