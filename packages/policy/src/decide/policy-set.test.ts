import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest, PolicyType } from '../types.ts';
import { parsePolicy } from '../syntax/parse-policy.ts';
import type { PolicySet } from './policy-set.ts';
import { compilePolicies, findAllow, findDeny, findStrongestAllow } from './policy-set.ts';

function setOf(type: PolicyType, statements: readonly object[]): PolicySet {
  const { document } = parsePolicy(JSON.stringify({ Statement: statements }));
  if (document === undefined) throw new Error('not parsed');
  return compilePolicies([{ document, origin: { type } }]);
}

const request = (action: string, resource: string): AuthorizationRequest => ({
  principal: { kind: 'anonymous' },
  action,
  resource,
  resourceAccountId: '111111111111',
  context: { get: () => undefined },
});

const all = { Effect: 'Allow', Action: '*', Resource: '*' };

describe('a set of policies', () => {
  it.each([
    ['FullAWSAccess', 'identity', all],
    ['a star among others', 'identity', { ...all, Action: ['s3:*', '*'], Resource: ['*', 'a'] }],
    ['RCPFullAWSAccess', 'rcp', { ...all, Principal: '*' }],
  ] as const)('knows what allows everything: %s', (_name, type, statement) => {
    expect(
      setOf(type, [{ ...all, Action: 'a:b', Principal: '*' }, statement]).allowsAll,
    ).toBeDefined();
  });

  it.each([
    ['a Deny', 'identity', { ...all, Effect: 'Deny' }],
    ['some actions', 'identity', { ...all, Action: 's3:*' }],
    ['some resources', 'identity', { ...all, Resource: 'arn:aws:s3:::*' }],
    ['all actions but', 'identity', { Effect: 'Allow', NotAction: '*', Resource: '*' }],
    ['all resources but', 'identity', { Effect: 'Allow', Action: '*', NotResource: '*' }],
    ['under a condition', 'identity', { ...all, Condition: { Bool: { 'a:b': 'true' } } }],
    ['to one', 'resource', { ...all, Principal: { AWS: '111111111111' } }],
    ['to all but', 'resource', { ...all, NotPrincipal: '*' }],
    ['a trust policy', 'trust', { Effect: 'Allow', Action: '*', Principal: '*' }],
  ] as const)('knows what does not: %s', (_name, type, statement) => {
    expect(setOf(type, [statement]).allowsAll).toBeUndefined();
  });

  it('keeps Denies and Allows apart', () => {
    const set = setOf('identity', [all, { ...all, Effect: 'Deny' }]);
    expect(set.allows.map(({ reference }) => reference.effect)).toEqual(['Allow']);
    expect(set.denies.map(({ reference }) => reference.effect)).toEqual(['Deny']);
  });

  const folders = ['', 'a/', 'a/b/', 'a/b/c/', 'a/b/c/d/', 'x/', 'x/y/', 'x/y/z/'];

  it.each(['Allow', 'Deny'] as const)('finds each of many statements: %s', (Effect) => {
    const set = setOf(
      'resource',
      folders.map((folder) => ({
        Sid: folder,
        Effect,
        Principal: '*',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::b/${folder}k*`,
      })),
    );
    const sidsFor = (asked: AuthorizationRequest): readonly (string | undefined)[] =>
      [findDeny(set, asked), findAllow(set, asked), findStrongestAllow(set, asked)?.statement].map(
        (statement) => statement?.reference.sid,
      );
    for (const folder of folders) {
      const found =
        Effect === 'Deny' ? [folder, undefined, undefined] : [undefined, folder, folder];
      const resource = `arn:aws:s3:::b/${folder}k2`;
      expect(sidsFor(request('s3:GetObject', resource))).toEqual(found);
      expect(sidsFor(request('s3:PutObject', resource))).toEqual([undefined, undefined, undefined]);
    }
    const elsewhere = request('s3:GetObject', 'arn:aws:s3:::b/a/b/x');
    expect(sidsFor(elsewhere)).toEqual([undefined, undefined, undefined]);
  });

  it('remembers a bounded number of actions', () => {
    const set = setOf('identity', [{ ...all, Action: 's3:*' }]);
    for (let index = 0; index < 1_025; index += 1) {
      findAllow(set, request(`s3:Action${index}`, '*'));
      expect(set.byAction.size).toBeLessThanOrEqual(1_024);
    }
    expect(set.byAction.size).toBe(1);
  });
});
