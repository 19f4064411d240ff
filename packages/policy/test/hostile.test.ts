/** Documents and requests that mean harm: an answer in bounded time, never a crash. */
import { countSteps } from './count-steps.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyOrigin } from '../src/index.ts';
import {
  checkPolicy,
  compilePolicies,
  contextKeys,
  evaluate,
  listPrincipals,
  parsePolicy,
} from '../src/index.ts';
import { contextOf, principalNamed } from './vectors.ts';

const resource = `arn:aws:s3:::b/${'a/'.repeat(500)}`;

const request = {
  principal: principalNamed('user'),
  action: 's3:GetObject',
  resource,
  resourceAccountId: '111111111111',
  context: contextOf({ 'aws:username': '*'.repeat(256), 'aws:TagKeys': ['a', 'b'] }),
};

const kinds = ['identity', 'session', 'trust', 'bucket', 'scp', 'rcp'] as const;
const types = ['identity', 'resource', 'trust', 'rcp'] as const;

/** Everything that the package does with a text. */
function useAll(text: string): void {
  for (const kind of kinds) checkPolicy(text, kind, { bucketName: 'b' });
  const { document } = parsePolicy(text);
  if (document === undefined) return;
  contextKeys(document);
  listPrincipals(document);
  for (const type of types) {
    const origin: PolicyOrigin = { type };
    const set = compilePolicies([{ document, origin }]);
    const policies = type === 'identity' ? { identity: set } : { resource: set };
    const plain = evaluate(request, policies);
    const { trace, ...traced } = evaluate(request, policies, { trace: true });
    expect(traced).toEqual(plain);
    expect(trace?.sets).toHaveLength(1);
  }
}

const statement = (element: object): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', ...element },
  });

const hostile: Readonly<Record<string, string>> = {
  'deep nesting': '{"Statement":'.repeat(10_000),
  'deep lists': '['.repeat(60_000) + ']'.repeat(60_000),
  'thousands of stars': statement({ Resource: `arn:aws:s3:::${'a*'.repeat(3_000)}b` }),
  'stars and variables': statement({
    Resource: `arn:aws:s3:::b/${'*${aws:username}'.repeat(300)}`,
  }),
  'open variables': statement({ Resource: `arn:aws:s3:::b/${'${'.repeat(5_000)}` }),
  'open defaults': statement({ Resource: `arn:aws:s3:::b/${"${a, '".repeat(3_000)}` }),
  'thousands of actions': statement({
    Action: Array.from({ length: 5_000 }, (_, i) => `s3:*${i}`),
  }),
  'thousands of resources': statement({
    Resource: Array.from({ length: 3_000 }, (_, i) => `arn:aws:s3:::b${i}/*`),
  }),
  'resources that are each the beginning of the next': statement({
    Resource: Array.from({ length: 300 }, (_, i) => `arn:aws:s3:::b/${'a/'.repeat(i)}*`),
  }),
  'thousands of values': statement({
    Condition: {
      StringLike: { 'aws:username': Array.from({ length: 1_500 }, (_, i) => `*${i}*`) },
    },
  }),
  'names of Object.prototype': statement({
    Condition: { toString: { __proto__: 'x' }, constructor: { valueOf: 'y' } },
    Principal: { constructor: 'x', hasOwnProperty: ['y'] },
  }),
  'an own __proto__':
    '{"__proto__":{"Effect":"Allow"},"Statement":{"__proto__":[],"Effect":"Allow"}}',
  'half a surrogate': statement({ Resource: 'arn:aws:s3:::b/\ud800*' }),
  'other digits and letters': statement({
    Action: 'ſ3:GetObject',
    Principal: { AWS: '１１１１１１１１１１１１' },
  }),
  'null characters': statement({ Resource: 'arn:aws:s3:::b/\u0000', Action: 's3:\u0000' }),
  'numbers without end': `{"Statement":{"Condition":{"NumericEquals":{"a":${'9'.repeat(50_000)}}}}}`,
  'dates without end': statement({
    Condition: { DateEquals: { 'aws:username': '9'.repeat(5_000) } },
  }),
  'addresses without end': statement({
    Condition: { IpAddress: { 'aws:username': `${':'.repeat(5_000)}/1` } },
  }),
};

const growthFrom = 2_000;

/** Documents whose size is in proportion to `n`, and so should be the work that they make. */
const growing: Readonly<Record<string, (n: number) => string>> = {
  stars: (n) => statement({ Resource: `arn:aws:s3:::b/${'*a'.repeat(n)}b` }),
  'open variables': (n) => statement({ Resource: `arn:aws:s3:::b/${'${'.repeat(n)}` }),
  'open variables in conditions': (n) =>
    statement({ Condition: { StringLike: { 'aws:username': '${'.repeat(n) } } }),
  'open defaults': (n) => statement({ Resource: `arn:aws:s3:::b/${"${a, '".repeat(n)}` }),
  'defaults after many blanks': (n) => statement({ Resource: `\${a,${' '.repeat(n)}` }),
  variables: (n) => statement({ Resource: `arn:aws:s3:::b/${'${aws:missing}'.repeat(n)}` }),
  statements: (n) =>
    JSON.stringify({ Statement: Array.from({ length: n / 4 }, () => ({ Effect: 'Allow' })) }),
  actions: (n) => statement({ Action: Array.from({ length: n }, (_, i) => `s3:*${i}`) }),
  resources: (n) =>
    statement({ Resource: Array.from({ length: n / 2 }, (_, i) => `arn:aws:s3:::b${i}/*`) }),
  principals: (n) =>
    statement({
      Principal: { AWS: Array.from({ length: n / 4 }, (_, i) => `arn:aws:iam::1:user/u${i}`) },
    }),
  values: (n) =>
    statement({ Condition: { StringLike: { 'aws:username': Array.from({ length: n }, String) } } }),
  keys: (n) =>
    statement({
      Condition: { Bool: Object.fromEntries(Array.from({ length: n }, (_, i) => [`a:${i}`, 'x'])) },
    }),
  'the same name': (n) => `{${'"a":1,'.repeat(n)}"a":1}`,
  blanks: (n) => `{${'\n'.repeat(n)}}`,
  escapes: (n) => JSON.stringify('\u0001'.repeat(n)),
  digits: (n) => `{"Statement":${'9'.repeat(n)}}`,
};

describe('hostile documents', () => {
  it.each(Object.entries(hostile))('%s', (_name, text) => {
    useAll(text);
  });

  it.each(Object.entries(growing))('eight times as many, eight times the work: %s', (_name, of) => {
    const few = countSteps(() => useAll(of(growthFrom)));
    const many = countSteps(() => useAll(of(8 * growthFrom)));
    expect(few).toBeGreaterThan(100);
    // Quadratic would be sixty-four times.
    expect(many).toBeLessThan(9 * few);
  });

  it('a document beyond the limits is not read', () => {
    expect(parsePolicy(' '.repeat(300_000)).errors[0]?.code).toBe('too-large');
    expect(parsePolicy('['.repeat(1_000)).errors[0]?.code).toBe('too-deep');
  });

  it('any JSON is answered', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        useAll(text);
      }),
    );
  });

  it('any values in the elements are answered', () => {
    const names = ['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'Resource', 'Condition'];
    const elements = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(elements, (element) => {
        useAll(statement(element));
      }),
    );
  });

  it('other scripts are not folded into ASCII', () => {
    const text = statement({ Action: 'ſ3:GetObject', Principal: undefined });
    const { document } = parsePolicy(text);
    if (document === undefined) throw new Error('not parsed');
    const identity = compilePolicies([{ document, origin: { type: 'identity' } }]);
    expect(evaluate(request, { identity }).effect).toBe('deny');
  });
});
