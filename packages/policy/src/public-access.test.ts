import { describe, expect, it } from 'vitest';
import { isPublicPolicy, publicStatements } from './public-access.ts';
import { parsePolicy } from './syntax/parse-policy.ts';

function policy(...statements: object[]) {
  const { document } = parsePolicy(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  );
  if (document === undefined) throw new Error('does not parse');
  return document;
}

const base = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const anyone = { ...base, Principal: '*' };

function withCondition(operator: string, key: string, value: string | string[]): object {
  return { ...anyone, Condition: { [operator]: { [key]: value } } };
}

describe('public bucket policies (S3 UG, The meaning of "public")', () => {
  it.each([
    ['everyone', anyone],
    ['everyone as AWS', { ...base, Principal: { AWS: '*' } }],
    ['everyone beside an account', { ...base, Principal: { AWS: ['123456789012', '*'] } }],
    ['NotPrincipal', { ...base, NotPrincipal: { AWS: '123456789012' } }],
    ['an unknown action', { ...anyone, Action: 's3:NoSuchAction' }],
    ['a referer', withCondition('StringLike', 'aws:Referer', 'https://example.com/*')],
    ['a wildcard in the value', withCondition('StringLike', 'aws:SourceVpc', 'vpc-*')],
    [
      'one value of two with a wildcard',
      withCondition('StringLike', 'aws:SourceVpc', ['vpc-1', '*']),
    ],
    ['a variable', withCondition('StringEquals', 'aws:PrincipalOrgID', '${aws:ResourceOrgID}')],
    ['a key that may be missing', withCondition('StringEqualsIfExists', 'aws:SourceVpc', 'vpc-1')],
    ['ForAllValues', withCondition('ForAllValues:StringEquals', 'aws:SourceVpc', 'vpc-1')],
    ['a negated operator', withCondition('StringNotEquals', 'aws:SourceVpc', 'vpc-1')],
    ['NotIpAddress', withCondition('NotIpAddress', 'aws:SourceIp', '10.0.0.0/8')],
    ['a wide IPv4 range', withCondition('IpAddress', 'aws:SourceIp', '0.0.0.0/1')],
    ['a wide IPv6 range', withCondition('IpAddress', 'aws:SourceIp', '2001::/31')],
    ['one wide range of two', withCondition('IpAddress', 'aws:SourceIp', ['10.0.0.0/8', '::/0'])],
    ['any session of a role', withCondition('StringLike', 'aws:userid', 'AROAEXAMPLE:*')],
    [
      'access points of any account',
      withCondition('ArnLike', 's3:DataAccessPointArn', 'arn:aws:s3:*:*:accesspoint/*'),
    ],
  ])('%s', (_name, statement) => {
    expect(isPublicPolicy(policy(statement))).toBe(true);
  });

  it.each([
    ['an account', { ...base, Principal: { AWS: '123456789012' } }],
    ['a unique id', { ...base, Principal: { AWS: 'AIDAEXAMPLE' } }],
    ['a service', { ...base, Principal: { Service: 'cloudtrail.amazonaws.com' } }],
    ['a deny', { ...anyone, Effect: 'Deny' }],
    ['an organization', withCondition('StringEquals', 'aws:PrincipalOrgID', 'o-1234567890')],
    [
      'the organization, key in another case',
      withCondition('StringEquals', 'AWS:principalorgid', 'o-1'),
    ],
    ['an IPv4 range of /8', withCondition('IpAddress', 'aws:SourceIp', '10.0.0.0/8')],
    ['an address', withCondition('IpAddress', 'aws:SourceIp', '203.0.113.7')],
    ['an IPv6 range of /32', withCondition('IpAddress', 'aws:SourceIp', '2001:db8::/32')],
    ['a VPC', withCondition('StringEquals', 'aws:SourceVpc', 'vpc-91237329')],
    ['a session', withCondition('StringEquals', 'aws:userid', 'AROAEXAMPLE:me')],
    [
      'access points of an account',
      withCondition(
        'ArnLike',
        's3:DataAccessPointArn',
        'arn:aws:s3:us-east-1:123456789012:accesspoint/*',
      ),
    ],
    ['nothing', undefined],
  ])('is not public: %s', (_name, statement) => {
    expect(isPublicPolicy(policy(...(statement === undefined ? [] : [statement])))).toBe(false);
  });

  it('names the statements at fault', () => {
    const document = policy({ ...base, Principal: { AWS: '123456789012' } }, anyone);
    expect(publicStatements(document).map(({ index }) => index)).toEqual([1]);
  });
});
