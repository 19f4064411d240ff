import { expect, test } from 'vitest';
import type { Scene } from './decide.ts';
import { apiDecision, asksTrust, decider, decidingPolicy, resourceKey } from './decide.ts';
import type { Layer, LivePolicy, LivePrincipal, LiveResource } from './live-policies.ts';
import {
  changedPolicies,
  hasChanges,
  noChanges,
  withAdded,
  withoutAdded,
  withText,
  withUse,
} from './what-if.ts';

const account = '111122223333';
const userArn = `arn:aws:iam::${account}:user/David`;
const bucketArn = 'arn:aws:s3:::photos';

interface Rule {
  readonly effect?: 'Allow' | 'Deny';
  readonly action?: string;
  readonly principal?: object;
  readonly condition?: object;
}

function policy(id: string, layer: Layer, rule: Rule = {}, level = 0): LivePolicy {
  const { effect = 'Allow', action = 's3:*', principal, condition } = rule;
  const statement = {
    Effect: effect,
    ...(principal === undefined ? {} : { Principal: principal }),
    Action: action,
    Resource: '*',
    ...(condition === undefined ? {} : { Condition: condition }),
  };
  const type = layer === 'resource' ? ('resource' as const) : layer;
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return { id, layer, level, name: id, place: 'here', origin: { type, name: id }, text };
}

const principal: LivePrincipal = {
  arn: userArn,
  accountId: account,
  principal: {
    kind: 'user',
    partition: 'aws',
    accountId: account,
    arn: userArn,
    id: 'AIDAEXAMPLE',
  },
  userId: 'AIDAEXAMPLE',
  userName: 'David',
  tags: [{ Key: 'Team', Value: 'web' }],
  policies: [],
  unread: [],
};

function sceneOf(part: Partial<Scene> = {}): Scene {
  return {
    principal,
    organization: { id: 'o-example', path: undefined, policies: [], unread: [] },
    resources: new Map(),
    resourcePolicy: undefined,
    given: new Map(),
    nowMs: Date.UTC(2026, 0, 2),
    ...part,
  };
}

const question = { action: 's3:GetObject', resource: `${bucketArn}/a` };

function decide(policies: readonly LivePolicy[], part: Partial<Scene> = {}): string {
  return apiDecision(decider(sceneOf(part), policies).decide(question).decision);
}

test('identity policies allow, a boundary and SCPs limit, a denial wins', () => {
  const own = policy('own', 'identity');
  expect(decide([])).toBe('implicitDeny');
  expect(decide([own])).toBe('allowed');
  expect(decide([own, policy('b', 'boundary', { action: 'iam:*' })])).toBe('implicitDeny');
  expect(decide([own, policy('s', 'scp', { action: 'iam:*' })])).toBe('implicitDeny');
  expect(decide([own, policy('d', 'identity', { effect: 'Deny' })])).toBe('explicitDeny');
});

test('a level of SCPs that is emptied allows nothing', () => {
  const policies = [policy('own', 'identity'), policy('full', 'scp', { action: '*' })];
  const organization = { id: 'o-x', path: undefined, policies: [policies[1]!], unread: [] };
  expect(decide(policies, { organization })).toBe('allowed');
  expect(decide(policies.slice(0, 1), { organization })).toBe('implicitDeny');
});

test('the policy of a resource takes part, and a given one takes its place', () => {
  const theirs = policy('theirs', 'resource', { principal: { AWS: userArn } });
  const live: LiveResource = {
    accountId: account,
    isRole: false,
    policy: theirs,
    tags: [],
    unread: [],
  };
  const resources = new Map([[resourceKey(question), live]]);
  expect(decide([theirs], { resources })).toBe('allowed');
  const given = policy('given', 'resource', { effect: 'Deny', principal: { AWS: '*' } });
  const policies = [policy('own', 'identity'), given];
  expect(decide(policies, { resources, resourcePolicy: given })).toBe('explicitDeny');
});

test('a role trusts those that its trust policy names, and nobody without one', () => {
  const resource = `arn:aws:iam::${account}:role/App`;
  const assume = { action: 'sts:AssumeRole', resource };
  expect(asksTrust(assume)).toBe(true);
  expect(asksTrust({ action: 'iam:GetRole', resource })).toBe(false);
  const own = policy('own', 'identity', { action: 'sts:AssumeRole' });
  const role: LiveResource = {
    accountId: account,
    isRole: true,
    policy: undefined,
    tags: [],
    unread: [],
  };
  const resources = new Map([[resourceKey(assume), role]]);
  const { decision } = decider(sceneOf({ resources }), [own]).decide(assume);
  expect(decision).toMatchObject({ effect: 'deny', decidedBy: { policyType: 'trust' } });
});

test.each([
  [{ StringEquals: { 'aws:username': 'David' } }, 'allowed'],
  [{ StringEquals: { 'aws:PrincipalTag/team': 'web' } }, 'allowed'],
  [{ StringEquals: { 'aws:PrincipalOrgID': 'o-example' } }, 'allowed'],
  [{ ArnEquals: { 'aws:PrincipalArn': userArn } }, 'allowed'],
  [{ DateGreaterThan: { 'aws:CurrentTime': '2026-01-01T00:00:00Z' } }, 'allowed'],
  [{ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }, 'implicitDeny'],
  [{ StringEquals: { constructor: 'x' } }, 'implicitDeny'],
])('%j: %s', (condition, expected) => {
  expect(decide([policy('own', 'identity', { condition })])).toBe(expected);
});

test('what is given wins over what is known', () => {
  const condition = { StringEquals: { 'aws:username': 'Theresa' } };
  const policies = [policy('own', 'identity', { condition })];
  expect(decide(policies)).toBe('implicitDeny');
  expect(decide(policies, { given: new Map([['aws:username', 'Theresa']]) })).toBe('allowed');
});

test('the deciding policy is found, also among several of the same text', () => {
  const policies = [policy('first', 'identity', { action: 'iam:*' }), policy('second', 'identity')];
  const verdict = decider(sceneOf(), policies).decide(question);
  expect(decidingPolicy(verdict, policies)?.id).toBe('second');
});

test('copies are changed, left out and added; the originals stay', () => {
  const own = policy('own', 'identity');
  const denied = own.text.replace('Allow', 'Deny');
  const changed = withText(noChanges, own, denied);
  expect(decide(changedPolicies([own], changed))).toBe('explicitDeny');
  expect(hasChanges(withText(changed, own, own.text))).toBe(false);
  const without = withUse(noChanges, own.id, false);
  expect(decide(changedPolicies([own], without))).toBe('implicitDeny');
  expect(hasChanges(withUse(without, own.id, true))).toBe(false);
  const added = withAdded(withAdded(noChanges, 'scp'), 'identity');
  expect(added.added.map(({ name }) => name)).toEqual(['What if 1', 'What if 2']);
  expect(decide(changedPolicies([own], added))).toBe('implicitDeny');
  const [first] = added.added;
  const opened = withText(added, first!, policy('x', 'scp', { action: '*' }).text);
  expect(decide(changedPolicies([own], opened))).toBe('allowed');
  expect(withoutAdded(added, first!.id).added).toHaveLength(1);
});

test('a copy that is no policy yet allows and denies nothing', () => {
  const own = policy('own', 'identity');
  expect(decide(changedPolicies([own], withText(noChanges, own, '{')))).toBe('implicitDeny');
});
