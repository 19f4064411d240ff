/** What a decision says besides yes or no; yes or no itself is in the vectors. */
import { describe, expect, it } from 'vitest';
import type { AppliedPolicies, AuthorizationRequest, PolicyOrigin, PolicySet } from '../index.ts';
import { compilePolicies, evaluate, parsePolicy } from '../index.ts';

function compile(origin: PolicyOrigin, ...statements: readonly object[]): PolicySet {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const { document } = parsePolicy(text);
  if (document === undefined) throw new Error('broken policy in a test');
  return compilePolicies([{ document, origin }]);
}

const all = { Action: '*', Resource: '*' };
const allow = { Effect: 'Allow', ...all };
const deny = { Sid: 'Never', Effect: 'Deny', ...all };
const account = { Principal: { AWS: '111111111111' } };
const user = { Principal: { AWS: 'AIDADAVID' } };

const identity: PolicyOrigin = { type: 'identity', name: 'own', attachedTo: 'user' };
const resource: PolicyOrigin = { type: 'resource', name: 'bucket policy' };
const trust: PolicyOrigin = { type: 'trust', name: 'trust policy' };
const scp: PolicyOrigin = { type: 'scp', arn: 'arn:scp' };

const david = {
  kind: 'user',
  partition: 'aws',
  accountId: '111111111111',
  arn: 'arn:aws:iam::111111111111:user/David',
  id: 'AIDADAVID',
} as const;
const root = {
  kind: 'root',
  partition: 'aws',
  accountId: '111111111111',
  arn: 'arn:aws:iam::111111111111:root',
} as const;

const request: AuthorizationRequest = {
  principal: david,
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b/k',
  resourceAccountId: '111111111111',
  context: { get: () => undefined },
};

const decide = (applied: AppliedPolicies, changed: Partial<AuthorizationRequest> = {}) =>
  evaluate({ ...request, ...changed }, applied);

const allowed = { effect: 'allow', explicit: false };
const denied = { effect: 'deny', explicit: false };

describe('an allowed request', () => {
  const own = { policyType: 'identity', side: 'caller', origin: identity };
  const theirs = { policyType: 'resource', side: 'resource', origin: resource };
  const first = { index: 0, effect: 'Allow' };

  it('by an identity policy', () => {
    const decision = decide({ identity: compile(identity, allow) });
    expect(decision).toMatchObject({ ...allowed, reason: 'identity-policy' });
    expect(decision.decidedBy).toMatchObject({ ...own, statement: first });
    expect(decision.decidedBy).not.toHaveProperty('level');
    expect(decision.decidedBy?.statement).not.toHaveProperty('sid');
  });

  it('by an identity policy to which the resource policy delegates', () => {
    const applied = { identity: compile(identity, allow), resource: compile(resource, allow) };
    const delegating = { ...applied, resource: compile(resource, { ...allow, ...account }) };
    expect(decide(delegating).reason).toBe('identity-policy');
  });

  it('by a resource policy that names the user', () => {
    const decision = decide({ resource: compile(resource, { ...allow, ...user }) });
    expect(decision).toMatchObject({ ...allowed, reason: 'resource-policy' });
    expect(decision.decidedBy).toMatchObject({ ...theirs, statement: first });
  });

  it('by a resource policy that names the role behind the session', () => {
    const principal = {
      kind: 'assumed-role',
      partition: 'aws',
      accountId: '111111111111',
      arn: 'arn:aws:sts::111111111111:assumed-role/App/one',
      roleArn: 'arn:aws:iam::111111111111:role/App',
      roleId: 'AROAAPP',
      sessionName: 'one',
    } as const;
    const named = { ...allow, Principal: { AWS: 'AROAAPP' } };
    const decision = decide({ resource: compile(resource, named) }, { principal });
    expect(decision).toMatchObject({ reason: 'resource-policy', decidedBy: theirs });
  });

  it('by both accounts', () => {
    const applied = {
      identity: compile(identity, allow),
      resource: compile(resource, { ...allow, ...account }),
    };
    const decision = decide(applied, { resourceAccountId: '222222222222' });
    expect(decision).toMatchObject({ ...allowed, reason: 'both-accounts', decidedBy: theirs });
  });

  it('by nobody: root, a session of root, actions that need nothing', () => {
    expect(decide({}, { principal: root })).toEqual({ ...allowed, reason: 'root-user' });
    const named = { resource: compile(resource, { ...allow, Principal: '*' }) };
    expect(decide(named, { principal: root })).toEqual({ ...allowed, reason: 'root-user' });
    expect(decide({}, { action: 'sts:GetCallerIdentity' })).toEqual({
      ...allowed,
      reason: 'always-allowed',
    });
    const principal = {
      kind: 'federated-user',
      partition: 'aws',
      accountId: '111111111111',
      arn: 'arn:aws:sts::111111111111:federated-user/Rob',
    } as const;
    const session = compile({ type: 'session' }, allow);
    expect(decide({ session }, { principal })).toEqual({ ...allowed, reason: 'identity-policy' });
  });

  it('anonymous, by the resource policy', () => {
    const decision = decide(
      { resource: compile(resource, { ...allow, Principal: '*' }) },
      { principal: { kind: 'anonymous' } },
    );
    expect(decision).toMatchObject({ reason: 'resource-policy', decidedBy: theirs });
  });
});

describe('a denied request', () => {
  it('by a statement', () => {
    const decision = decide({ identity: compile(identity, allow, deny) });
    expect(decision).toMatchObject({
      effect: 'deny',
      explicit: true,
      reason: 'explicit-deny',
      decidedBy: {
        policyType: 'identity',
        side: 'caller',
        origin: identity,
        statement: { index: 1, sid: 'Never', effect: 'Deny', span: { start: { line: 1 } } },
      },
    });
  });

  it('by a level of SCPs', () => {
    const silent = compile(scp, { ...allow, Action: 'sqs:*' });
    const levels = (...scpLevels: readonly PolicySet[]) => decide({ scpLevels }).decidedBy;
    const full = compile(scp, allow);
    const by = { policyType: 'scp', side: 'caller', origin: scp };
    expect(levels(full, full, silent)).toEqual({ ...by, level: 2 });
    expect(levels(silent, full)).toEqual({ ...by, level: 0 });
    expect(levels(full, full, compile(scp, deny))).toMatchObject({ ...by, level: 2 });
  });

  it('for lack of an Allow', () => {
    const missing = (applied: AppliedPolicies, changed?: Partial<AuthorizationRequest>) =>
      decide(applied, changed);
    expect(missing({})).toEqual({
      ...denied,
      reason: 'implicit-deny',
      decidedBy: { policyType: 'identity', side: 'caller', origin: { type: 'identity' } },
    });
    const own = compile(identity, allow);
    expect(missing({ identity: own, resourceKind: 'trust' }).decidedBy).toEqual({
      policyType: 'trust',
      side: 'resource',
      origin: { type: 'trust' },
    });
    const closed = compile(trust, { Effect: 'Allow', Action: 'sts:*', Principal: { AWS: '2' } });
    expect(missing({ identity: own, resource: closed, resourceKind: 'trust' }).decidedBy).toEqual({
      policyType: 'trust',
      side: 'resource',
      origin: trust,
    });
    expect(missing({ identity: own }, { resourceAccountId: '2' }).decidedBy).toMatchObject({
      policyType: 'resource',
      side: 'resource',
    });
    expect(missing({ identity: own, rcpLevels: [compilePolicies([])] }).decidedBy).toEqual({
      policyType: 'rcp',
      side: 'resource',
      origin: { type: 'rcp' },
      level: 0,
    });
  });

  it('names a policy for lack of an Allow only when there is just one', () => {
    const source = compile(identity, { ...allow, Action: 'sqs:*' }).policies[0];
    if (source === undefined) throw new Error('nothing compiled');
    const originOf = (policies: readonly (typeof source)[]) =>
      decide({ identity: compilePolicies(policies) }).decidedBy?.origin;
    expect(originOf([source])).toEqual(identity);
    expect(originOf([source, source])).toEqual({ type: 'identity' });
  });

  it('by no policy', () => {
    expect(decide({}, { principal: root, action: 'sts:AssumeRole' })).toEqual({
      ...denied,
      reason: 'root-assumes-role',
    });
    expect(decide({}, { resource: 'arn:aws-cn:s3:::b' })).toEqual({
      ...denied,
      reason: 'other-partition',
    });
  });
});

describe('a set of policies', () => {
  it('leaves statements with a wrong type out', () => {
    const statements = [
      { Effect: 'Allow', Action: '*', Resource: '*', Condition: [] },
      { Effect: 'Allow', Action: [1], Resource: '*' },
    ];
    expect(compile(identity, ...statements).statements).toEqual([]);
  });

  it('forgets actions when too many were asked for', () => {
    const set = compile(identity, { ...allow, Action: 's3:*' });
    for (let index = 0; index < 3_000; index += 1) {
      expect(decide({ identity: set }, { action: `s3:A${index}` }).effect).toBe('allow');
      expect(decide({ identity: set }, { action: `iam:A${index}` }).effect).toBe('deny');
    }
    expect(set.byAction.size).toBeLessThanOrEqual(1_024);
    expect(set.byAction.size).toBeGreaterThan(500);
  });
});
