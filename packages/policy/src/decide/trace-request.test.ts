import { describe, expect, it } from 'vitest';
import type { AppliedPolicies, AuthorizationRequest, PolicyOrigin, PolicySet } from '../index.ts';
import { compilePolicies, evaluate, parsePolicy } from '../index.ts';

const trustText = `{
  "Version": "2012-10-17",
  "Statement": {
    "Effect": "Allow",
    "Principal": { "AWS": "arn:aws:iam::111111111111:root" },
    "Action": "sts:AssumeRole",
    "Condition": { "StringEquals": { "sts:ExternalId": "\${aws:PrincipalTag/partner}" } }
  }
}`;

const testersText = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "Power", "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" },
    {
      "Sid": "NoProduction",
      "Effect": "Deny",
      "Action": "sts:AssumeRole",
      "Resource": "arn:aws:iam::999999999999:role/UpdateApp"
    }
  ]
}`;

function compile(text: string, origin: PolicyOrigin): PolicySet {
  const { document } = parsePolicy(text);
  if (document === undefined) throw new Error('broken policy in a test');
  return compilePolicies([{ document, origin }]);
}

const group = 'arn:aws:iam::111111111111:group/Testers';
const trust = compile(trustText, { type: 'trust', name: 'trust policy' });
const testers = compile(testersText, { type: 'identity', name: 'deny', attachedTo: group });

function requestWith(context: Readonly<Record<string, string>>): AuthorizationRequest {
  return {
    principal: {
      kind: 'user',
      partition: 'aws',
      accountId: '111111111111',
      arn: 'arn:aws:iam::111111111111:user/Theresa',
      id: 'AIDATHERESATHERESA123',
    },
    action: 'sts:AssumeRole',
    resource: 'arn:aws:iam::999999999999:role/UpdateApp',
    resourceAccountId: '999999999999',
    context: { get: (key) => context[key] },
  };
}

function traceOf(applied: AppliedPolicies, context: Readonly<Record<string, string>> = {}) {
  const decision = evaluate(requestWith(context), applied, { trace: true });
  if (decision.trace === undefined) throw new Error('no trace');
  return decision.trace;
}

const changesOf = (
  applied: AppliedPolicies,
  context: Readonly<Record<string, string>> = {},
): readonly string[] => traceOf(applied, context).changes.map(({ text }) => text);

describe('a trace', () => {
  const applied: AppliedPolicies = { identity: testers, resource: trust, resourceKind: 'trust' };

  it('is made only when asked for', () => {
    expect(evaluate(requestWith({}), applied)).not.toHaveProperty('trace');
  });

  it('shows every set with what each statement said', () => {
    const { sets } = traceOf(applied);
    expect(sets.map(({ policyType, side, outcome }) => [policyType, side, outcome])).toEqual([
      ['trust', 'resource', 'no-allow'],
      ['identity', 'caller', 'explicit-deny'],
    ]);
    const [power, deny] = sets[1]?.policies[0]?.statements ?? [];
    expect(power).toMatchObject({ applies: true, statement: { sid: 'Power', effect: 'Allow' } });
    expect(deny).toMatchObject({ applies: true, statement: { sid: 'NoProduction', index: 1 } });
    expect(deny?.statement.span.start).toMatchObject({ line: 5, column: 5 });
  });

  it('points at the first element that did not match', () => {
    const statement = traceOf(applied).sets[0]?.policies[0]?.statements[0];
    expect(statement?.mismatch).toMatchObject({
      element: 'Condition',
      span: { start: { line: 7, column: 38 } },
      line: '    "Condition": { "StringEquals": { "sts:ExternalId": "${aws:PrincipalTag/partner}" } }',
    });
  });

  it('resolves variables and keys', () => {
    const context = { 'aws:principaltag/partner': 'acme', 'sts:externalid': 'other' };
    const { sets, contextKeys } = traceOf(applied, context);
    expect(sets[0]?.policies[0]?.statements[0]?.conditions).toEqual([
      {
        operator: 'StringEquals',
        key: 'sts:ExternalId',
        wanted: ['acme'],
        actual: 'other',
        matches: false,
      },
    ]);
    expect(contextKeys).toEqual({ 'sts:ExternalId': 'other', 'aws:PrincipalTag/partner': 'acme' });
    expect(traceOf(applied).contextKeys['sts:ExternalId']).toBeNull();
  });

  it('names the element for actions, resources and principals', () => {
    const elements = (statement: object, type: PolicyOrigin['type']): string | undefined => {
      const text = JSON.stringify({ Version: '2012-10-17', Statement: statement });
      const set = compile(text, { type });
      const policies = type === 'trust' ? { resource: set } : { identity: set };
      return traceOf(policies).sets[0]?.policies[0]?.statements[0]?.mismatch?.element;
    };
    const allow = { Effect: 'Allow', Resource: '*' };
    expect(elements({ ...allow, Action: 's3:*' }, 'identity')).toBe('Action');
    expect(elements({ ...allow, NotAction: 'sts:*' }, 'identity')).toBe('NotAction');
    const action = { Effect: 'Allow', Action: '*' };
    expect(elements({ ...action, Resource: 'arn:aws:s3:::b' }, 'identity')).toBe('Resource');
    expect(elements({ ...action, NotResource: '*' }, 'identity')).toBe('NotResource');
    expect(elements({ ...action, Principal: { AWS: '222222222222' } }, 'trust')).toBe('Principal');
    expect(elements({ ...action, NotPrincipal: '*' }, 'trust')).toBe('NotPrincipal');
    expect(elements({ ...action, Resource: '*' }, 'identity')).toBeUndefined();
  });

  it('is plain data', () => {
    const { trace, ...decision } = evaluate(requestWith({}), applied, { trace: true });
    expect(JSON.parse(JSON.stringify({ ...decision, trace }))).toEqual({ ...decision, trace });
  });
});

describe('the smallest change', () => {
  const open = compile(trustText.replace(/,\s*"Condition".*\}/, ''), { type: 'trust' });
  const kind = 'trust' as const;

  it('is to remove a Deny', () => {
    expect(changesOf({ identity: testers, resource: open, resourceKind: kind })).toEqual([
      `remove or narrow the Deny in statement "NoProduction" (line 5) of deny of ${group}`,
    ]);
  });

  it('is to add an Allow where the policies are', () => {
    const silent = compile(
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}',
      { type: 'identity', name: 's3', attachedTo: group },
    );
    expect(changesOf({ identity: silent, resource: open, resourceKind: kind })).toEqual([
      'add sts:AssumeRole on arn:aws:iam::999999999999:role/UpdateApp to group Testers',
    ]);
    expect(changesOf({ resource: open, resourceKind: kind })).toEqual([
      'add sts:AssumeRole on arn:aws:iam::999999999999:role/UpdateApp to user Theresa',
    ]);
  });

  it('is to meet the conditions of a statement that matches otherwise', () => {
    expect(changesOf({ identity: testers, resource: trust, resourceKind: kind })).toEqual([
      `remove or narrow the Deny in statement "NoProduction" (line 5) of deny of ${group}`,
      'meet StringEquals sts:ExternalId "${aws:PrincipalTag/partner}" in statement 1 (line 3) of ' +
        'trust policy',
    ]);
  });

  it('lists every level that is lacking', () => {
    const silent = compile('{"Version":"2012-10-17","Statement":[]}', {
      type: 'scp',
      attachedTo: 'ou-1',
    });
    const changes = changesOf({
      identity: testers,
      scpLevels: [silent],
      boundary: compile('{"Statement":[]}', { type: 'boundary', arn: 'arn:b' }),
      resource: open,
      resourceKind: kind,
    });
    expect(changes).toHaveLength(3);
    expect(changes[1]).toBe(
      'add sts:AssumeRole on arn:aws:iam::999999999999:role/UpdateApp to the service control ' +
        'policy of ou-1',
    );
  });

  it('is nothing when nothing helps, and nothing when it is allowed', () => {
    const root = { kind: 'root', partition: 'aws', accountId: '111111111111', arn: 'a' } as const;
    const request = { ...requestWith({}), principal: root };
    const applied: AppliedPolicies = { resource: open, resourceKind: kind };
    expect(evaluate(request, applied, { trace: true }).trace?.changes).toMatchObject([
      { kind: 'impossible' },
    ]);
    const always = { ...requestWith({}), action: 'sts:GetCallerIdentity' };
    expect(evaluate(always, applied, { trace: true }).trace?.changes).toEqual([]);
  });

  it('prefers one change in the resource policy to two elsewhere', () => {
    const bucket = compile('{"Version":"2012-10-17","Statement":[]}', { type: 'resource' });
    const boundary = compile('{"Statement":[]}', { type: 'boundary' });
    const request: AuthorizationRequest = {
      ...requestWith({}),
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::b/k',
      resourceAccountId: '111111111111',
    };
    const decision = evaluate(request, { boundary, resource: bucket }, { trace: true });
    expect(decision.trace?.changes.map(({ text }) => text)).toEqual([
      'add s3:GetObject on arn:aws:s3:::b/k to the resource-based policy, for user Theresa',
    ]);
  });
});
