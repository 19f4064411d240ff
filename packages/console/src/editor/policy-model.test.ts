import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PolicyModel } from './policy-model.ts';
import { newStatement, readPolicy, writePolicy } from './policy-model.ts';

const text = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

function shown(policy: string): {
  readonly model: PolicyModel;
  readonly changes: readonly string[];
} {
  const reading = readPolicy(policy);
  if (reading.kind === 'refused') throw new Error(reading.reasons.join(' '));
  return reading;
}

const roundTrip = (policy: string): unknown => JSON.parse(writePolicy(shown(policy).model));

test.each([
  ['one action', { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
  ['all', { Effect: 'Allow', Action: '*', Resource: '*' }],
  ['lists', { Sid: 'A', Effect: 'Deny', Action: ['s3:Get*', 's3:Put*'], Resource: ['a', 'b'] }],
  ['all but', { Effect: 'Deny', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::b' }],
  ['nothing yet', { Effect: 'Allow', Action: [], Resource: [] }],
  [
    'conditions',
    {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: '*',
      Condition: {
        'ForAnyValue:StringLikeIfExists': { 'aws:TagKeys': ['a', 'b'], 'aws:username': 'x' },
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      },
    },
  ],
])('%s comes back as it was', (_name, statement) => {
  expect(roundTrip(text(statement))).toEqual(JSON.parse(text(statement)));
  expect(shown(text(statement)).changes).toEqual([]);
});

test('a document that says no version stays without one; its Id stays', () => {
  const old = '{"Id": "x", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}';
  expect(roundTrip(old)).toEqual({
    Id: 'x',
    Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
  });
});

test('a statement about several services is split, and that is said', () => {
  const mixed = text({
    Sid: 'Both',
    Effect: 'Allow',
    Action: ['s3:GetObject', 'iam:ListUsers', 'S3:PutObject'],
    Resource: '*',
  });
  expect(roundTrip(mixed)).toEqual({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Both', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' },
      { Effect: 'Allow', Action: 'iam:ListUsers', Resource: '*' },
    ],
  });
  expect(shown(mixed).changes).toEqual([
    'Statement "Both" is about several services (s3, iam): it becomes 2 statements, one for each.',
  ]);
});

test.each([
  ['{', /error \(line 1\)/],
  [text({ Effect: 'Maybe', Action: '*', Resource: '*' }), /Statement 1 has no effect/],
  [text({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }), /principal/],
  [text({ Effect: 'Allow', Action: '*', NotAction: 's3:*', Resource: '*' }), /both Action/],
  [text({ Effect: 'Allow', NotAction: ['s3:*', 'iam:*'], Resource: '*' }), /more than one/],
  [text({ Effect: 'Allow', Action: '*', Resource: '*', Foo: 1 }), /unknown element: Foo/],
])('%s is refused with a reason', (policy, reason) => {
  const reading = readPolicy(policy);
  expect(reading.kind).toBe('refused');
  expect(reading.kind === 'refused' && reading.reasons.join(' ')).toMatch(reason);
});

test('conditions with the same operator and key join their values', () => {
  const statement = {
    ...newStatement([]),
    conditions: [
      { operator: 'StringEquals', key: 'aws:username', values: ['a'] },
      { operator: 'StringEquals', key: 'aws:username', values: ['b'] },
    ],
  };
  const written = writePolicy({ version: '', documentId: '', statements: [statement] });
  expect(JSON.parse(written)).toMatchObject({
    Statement: [{ Condition: { StringEquals: { 'aws:username': ['a', 'b'] } } }],
  });
});

test('what is written reads as the same model', () => {
  const name = fc.stringMatching(/^[A-Za-z*?]{1,8}$/);
  const statement = fc.record({
    sid: fc.stringMatching(/^[A-Za-z0-9]{0,6}$/),
    effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    service: fc.constantFrom('s3', 'iam', 'ec2'),
    actions: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
    isAllActionsBut: fc.boolean(),
    resources: fc.array(fc.string(), { maxLength: 3 }),
    isAllResourcesBut: fc.boolean(),
    conditions: fc.uniqueArray(
      fc.record({
        operator: fc.constantFrom('Bool', 'StringLike', 'ForAnyValue:StringEquals'),
        key: fc.stringMatching(/^[a-z]{1,4}:[a-z]{1,4}$/),
        values: fc.uniqueArray(fc.string(), { maxLength: 3 }),
      }),
      { maxLength: 1 },
    ),
  });
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 4 }), (drafts) => {
      const model: PolicyModel = {
        version: '2012-10-17',
        documentId: '',
        statements: drafts.map((draft, id) => ({ ...draft, id })),
      };
      expect(shown(writePolicy(model)).model).toEqual(model);
    }),
  );
});
