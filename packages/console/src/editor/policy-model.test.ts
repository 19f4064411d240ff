import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PolicyModel } from './policy-model.ts';
import { emptyPolicy, newStatement } from './policy-model.ts';
import { readPolicy } from './read-policy.ts';
import { writePolicy } from './write-policy.ts';

const text = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

function shown(policy: string): {
  readonly model: PolicyModel;
  readonly changes: readonly string[];
  readonly kept: readonly string[];
} {
  const reading = readPolicy(policy);
  if (reading.kind === 'refused') throw new Error(reading.reasons.join(' '));
  return reading;
}

const allow = { Effect: 'Allow', Action: 's3:*', Resource: '*' };

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
  [
    'a role',
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::1:root' }, Action: 'sts:AssumeRole' },
  ],
  ['everyone', { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ['a', 'b'] }],
  ['all but', { Effect: 'Deny', NotPrincipal: { AWS: ['a', 'b'] }, Action: 's3:*', Resource: 'a' }],
  [
    'several kinds',
    {
      Effect: 'Allow',
      Principal: { AWS: ['a', '*'], Service: 'ec2.amazonaws.com', Federated: 'f' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
    },
  ],
  ['nobody yet', { Effect: 'Allow', Principal: {}, Action: 'sts:AssumeRole' }],
  ['excluded services', { Effect: 'Deny', NotAction: ['iam:*', 's3:Get*'], Resource: '*' }],
])('principals and statements of other policies come back: %s', (_name, statement) => {
  expect(roundTrip(text(statement))).toEqual(JSON.parse(text(statement)));
  expect(shown(text(statement))).toMatchObject({ changes: [], kept: [] });
});

test('values that are no texts are put in quotes, and that is said', () => {
  const policy = text({
    Effect: 'Deny',
    Action: 's3:*',
    Resource: '*',
    Condition: { Bool: { 'aws:SecureTransport': false }, NumericLessThan: { 's3:max-keys': 10 } },
  });
  expect(roundTrip(policy)).toMatchObject({
    Statement: [
      {
        Condition: {
          Bool: { 'aws:SecureTransport': 'false' },
          NumericLessThan: { 's3:max-keys': '10' },
        },
      },
    ],
  });
  expect(shown(policy).changes).toEqual([
    'Statement 1 has numbers or booleans in its conditions: they are put in quotes.',
  ]);
});

test.each([
  [{ Effect: 'Maybe', Action: '*', Resource: '*' }, /no effect of Allow or Deny/],
  [{ Effect: 'Allow', Action: '*', NotAction: 's3:*', Resource: '*' }, /both Action/],
  [{ Effect: 'Allow', Action: '*', Resource: '*', NotResource: 'a' }, /both Resource/],
  [{ Effect: 'Allow', Principal: 'arn', Action: '*', Resource: '*' }, /other than \*/],
  [{ Effect: 'Allow', Principal: '*', NotPrincipal: '*', Action: '*' }, /both Principal/],
  [{ Effect: 'Allow', Action: 7, Resource: '*' }, /a text or a list of texts is expected/],
  [{ Effect: 'Allow', Action: '*', Resource: '*', Foo: 1 }, /no field here: Foo/],
  ['no object', /no statement/],
])('%j is kept as it is, and that is said', (statement, reason) => {
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement, allow] });
  expect(roundTrip(policy)).toEqual(JSON.parse(policy));
  expect(shown(policy).kept.join(' ')).toMatch(reason);
  const alone = JSON.stringify({ Statement: statement });
  if (typeof statement === 'object') {
    expect(roundTrip(alone)).toEqual({ Statement: [statement] });
  }
});

test('elements of the document that nobody knows are kept', () => {
  const policy = JSON.stringify({ Statement: [allow], Comment: { a: [1] } });
  expect(roundTrip(policy)).toEqual(JSON.parse(policy));
  expect(shown(policy).kept).toEqual([
    'The policy has an element that has no field here: Comment.',
  ]);
});

test.each([
  ['{', /error \(line 1\)/],
  ['[]', /an object is expected/],
  ['{"Version": 1, "Statement": []}', /a text is expected/],
  ['{"Statement": 1}', /statement object is expected/],
  ['{"Statement": [], "Statement": []}', /error/],
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
  const written = writePolicy({ ...emptyPolicy, statements: [statement] });
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
    principals: fc.option(
      fc.record({
        isAllBut: fc.boolean(),
        isEveryone: fc.constant(false),
        entries: fc.array(fc.record({ kind: fc.constant('AWS'), value: fc.string() }), {
          maxLength: 3,
        }),
      }),
      { nil: undefined },
    ),
    resources: fc.array(fc.string(), { maxLength: 3 }),
    isAllResourcesBut: fc.boolean(),
    others: fc.constant({}),
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
        ...emptyPolicy,
        statements: drafts.map((draft, id) => ({ ...draft, id })),
      };
      expect(shown(writePolicy(model)).model).toEqual(model);
    }),
  );
});
