import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest } from '../index.ts';
import { compilePolicies, evaluate, explain, parsePolicy } from '../index.ts';

const text = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "s3:*", "Resource": "*" },
    {
      "Sid": "No",
      "Effect": "Deny",
      "Action": "sts:AssumeRole",
      "Resource": "*",
      "Condition": { "Bool": { "aws:MultiFactorAuthPresent": false } }
    }
  ]
}`;

const request: AuthorizationRequest = {
  principal: {
    kind: 'user',
    partition: 'aws',
    accountId: '111111111111',
    arn: 'arn:aws:iam::111111111111:user/Theresa',
    id: 'AIDATHERESATHERESA123',
  },
  action: 'sts:AssumeRole',
  resource: 'arn:aws:iam::111111111111:role/App',
  resourceAccountId: '111111111111',
  context: { get: (key) => (key === 'aws:multifactorauthpresent' ? 'false' : undefined) },
};

describe('explain', () => {
  const { document } = parsePolicy(text);
  if (document === undefined) throw new Error('broken policy in a test');
  const origin = {
    type: 'identity',
    name: 'testers',
    attachedTo: 'arn:aws:iam::111111111111:group/Testers',
  } as const;
  const identity = compilePolicies([{ document, origin }]);
  const empty = compilePolicies([]);

  it('tells the whole story, with the deciding line underlined', () => {
    const applied = { identity, resource: empty, resourceKind: 'trust' } as const;
    const decision = evaluate(request, applied, { trace: true });
    expect(explain(request, decision)).toBe(`\
DENIED: sts:AssumeRole on arn:aws:iam::111111111111:role/App
  for arn:aws:iam::111111111111:user/Theresa
  by statement "No" of testers of arn:aws:iam::111111111111:group/Testers
role trust policy: does not allow
  no policies
identity-based policy: denies
  testers of arn:aws:iam::111111111111:group/Testers
    Allow in statement 1, line 4: does not apply, sts:AssumeRole is not among the actions
      4 |     { "Effect": "Allow", "Action": "s3:*", "Resource": "*" },
        |                          ^^^^^^^^^^^^^^^^
    Deny in statement "No", line 5: applies
      7 |       "Effect": "Deny",
        |                 ^^^^^^
condition keys
  aws:MultiFactorAuthPresent = "false"
to allow it
  remove or narrow the Deny in statement "No" (line 5) of testers of \
arn:aws:iam::111111111111:group/Testers
  add sts:AssumeRole on arn:aws:iam::111111111111:role/App to the role trust policy, \
for user Theresa`);
  });

  it('tells the heading when there is no trace', () => {
    expect(explain(request, evaluate(request, {}))).toBe(`\
DENIED: sts:AssumeRole on arn:aws:iam::111111111111:role/App
  for arn:aws:iam::111111111111:user/Theresa
  because no identity-based policy allows it`);
  });

  it('tells why it was allowed', () => {
    const read = { ...request, action: 's3:GetObject', resource: 'arn:aws:s3:::b/k' };
    const decision = evaluate(read, { identity }, { trace: true });
    expect(explain(read, decision)).toContain('ALLOWED: s3:GetObject on arn:aws:s3:::b/k');
    expect(explain(read, decision)).not.toContain('to allow it');
  });

  it('is brief where asked: an Allow in a line, of a denial what denies', () => {
    const allowing = parsePolicy('{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}');
    if (allowing.document === undefined) throw new Error('broken policy in a test');
    const full = { type: 'scp', name: 'Full' } as const;
    const scp = compilePolicies([{ document: allowing.document, origin: full }]);
    const decision = evaluate(request, { identity, scpLevels: [scp] }, { trace: true });
    const told = explain(request, decision, { brief: true });
    expect(told).toContain(
      'service control policy, level 0: allows\n  Full: Allow in statement 1, line 1\nidentity',
    );
    expect(told).toContain('Deny in statement "No", line 5: applies\n      7 |       "Effect": ');
    expect(told).not.toContain('does not apply');
  });

  it('cuts a long line around what is underlined, and paints', () => {
    const long = JSON.stringify(JSON.parse(text));
    const parsed = parsePolicy(long).document;
    if (parsed === undefined) throw new Error('broken policy in a test');
    const one = compilePolicies([{ document: parsed, origin }]);
    const decision = evaluate(request, { identity: one }, { trace: true });
    const told = explain(request, decision, {
      brief: true,
      columnsMax: 50,
      paint: (tone, painted) => (tone === 'bad' ? `<${painted}>` : painted),
    });
    expect(told).toContain('<DENIED>: sts:AssumeRole');
    const [line = '', carets = ''] = told.split('\n').slice(6);
    expect(line).toMatch(/^ {6}1 \| ….*"Effect":"Deny".*…$/);
    expect(carets.indexOf('<^^^^^^>')).toBe(line.indexOf('"Deny"'));
  });

  it('says whose policies are not shown', () => {
    const decision = evaluate(request, { identity }, { trace: true });
    if (decision.trace === undefined) throw new Error('no trace');
    const [set] = decision.trace.sets;
    if (set === undefined) throw new Error('no sets');
    const sets = [{ ...set, policies: [], withheld: '222222222222' }];
    const told = explain(request, { ...decision, trace: { ...decision.trace, sets } });
    expect(told).toContain("denies\n  not shown: the policy is account 222222222222's");
  });
});
