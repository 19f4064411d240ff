import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest, PolicyType } from '../types.ts';
import type { Decision } from './decision.ts';
import { denialMessage } from './denial-message.ts';

const callerArn = 'arn:aws:iam::777788889999:user/John';
const request: AuthorizationRequest = {
  principal: { kind: 'user', partition: 'aws', accountId: '777788889999', arn: callerArn, id: 'A' },
  action: 'codecommit:ListRepositories',
  resource: 'arn:aws:codecommit:us-east-1:777788889999:*',
  resourceAccountId: '777788889999',
  context: { get: () => undefined },
};
const frame =
  `User: ${callerArn} is not authorized to perform: codecommit:ListRepositories on resource: ` +
  'arn:aws:codecommit:us-east-1:777788889999:*';

const arn = 'arn:aws:iam::777788889999:policy/HumanResources';

function decision(policyType: PolicyType, explicit: boolean): Decision {
  return {
    effect: 'deny',
    explicit,
    reason: explicit ? 'explicit-deny' : 'implicit-deny',
    decidedBy: { policyType, side: 'caller', origin: { type: policyType, arn } },
  };
}

const types: readonly (readonly [PolicyType, string, string, boolean])[] = [
  ['identity', 'identity-based policy', 'an identity-based policy', true],
  ['resource', 'resource-based policy', 'a resource-based policy', false],
  ['trust', 'role trust policy', 'the role trust policy', false],
  ['boundary', 'permissions boundary', 'a permissions boundary', true],
  ['session', 'session policy', 'a session policy', true],
  ['scp', 'service control policy', 'a service control policy', true],
  ['rcp', 'resource control policy', 'a resource control policy', true],
  ['vpc-endpoint', 'VPC endpoint policy', 'a VPC endpoint policy', false],
];

describe('denialMessage', () => {
  it.each(types)('of %s', (...row) => {
    const [type, implicit, explicit, hasArn] = row;
    const shown = { callerArn, showPolicyArn: true };
    const hidden = { callerArn, showPolicyArn: false };
    expect(denialMessage(request, decision(type, false), shown)).toBe(
      `${frame} because no ${implicit} allows the codecommit:ListRepositories action`,
    );
    expect(denialMessage(request, decision(type, true), hidden)).toBe(
      `${frame} with an explicit deny in ${explicit}`,
    );
    expect(denialMessage(request, decision(type, true), shown)).toBe(
      `${frame} with an explicit deny in ${explicit}${hasArn ? `: ${arn}` : ''}`,
    );
  });

  const options = { callerArn, showPolicyArn: true };

  it('quotes the resource for S3, and leaves out what is none', () => {
    const s3 = { ...request, action: 's3:ListBucket', resource: 'arn:aws:s3:::b' };
    const quoted = { ...options, quoteResource: true };
    expect(denialMessage(s3, decision('identity', false), quoted)).toBe(
      `User: ${callerArn} is not authorized to perform: s3:ListBucket on resource: ` +
        '"arn:aws:s3:::b" because no identity-based policy allows the s3:ListBucket action',
    );
    const all = { ...request, action: 's3:ListAllMyBuckets', resource: '*' };
    expect(denialMessage(all, decision('identity', false), quoted)).toBe(
      `User: ${callerArn} is not authorized to perform: s3:ListAllMyBuckets because no ` +
        'identity-based policy allows the s3:ListAllMyBuckets action',
    );
    expect(denialMessage(all, decision('identity', false), options)).toContain(' on resource: * ');
  });

  it('says no reason where no policy decided', () => {
    const other: Decision = { effect: 'deny', explicit: false, reason: 'other-partition' };
    expect(denialMessage(request, other, options)).toBe(frame);
  });

  it('has its own words for root, federated and anonymous callers', () => {
    const root: Decision = { effect: 'deny', explicit: false, reason: 'root-assumes-role' };
    expect(denialMessage(request, root, options)).toBe(
      'Roles may not be assumed by root accounts.',
    );
    const web = {
      ...request,
      principal: { kind: 'web-identity', provider: 'p' } as const,
      action: 'sts:AssumeRoleWithWebIdentity',
    };
    expect(denialMessage(web, decision('trust', false), options)).toBe(
      'Not authorized to perform sts:AssumeRoleWithWebIdentity',
    );
    const anonymous = { callerArn: undefined, showPolicyArn: true };
    expect(denialMessage(request, decision('resource', false), anonymous)).toBe('Access Denied');
  });
});
