import { describe, expect, it } from 'vitest';
import { messageFor, version } from './testing/message-for.ts';

describe('trust documents', () => {
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111111111111:root' },
    Action: 'sts:AssumeRole',
  };
  const cases: readonly (readonly [string, unknown, string | undefined])[] = [
    ['a sound one', { Version: version, Statement: trust }, undefined],
    ['the old version', { Version: '2008-10-17', Statement: trust }, undefined],
    ['no version', { Statement: [trust] }, undefined],
    ['no JSON', '{x', 'This policy contains invalid Json'],
    ['no object', '[]', 'This policy contains invalid Json'],
    ['an unknown element first', { probe: 1 }, 'Unknown field probe'],
    ['an element in another case', { version: version, statement: trust }, 'Unknown field version'],
    ['no statement', { Version: version }, 'Missing required field Statement'],
    ['none in the list', { Statement: [] }, 'Could not parse the policy: Statement is empty!'],
    [
      'an unknown version',
      { Version: '1', Statement: trust },
      'The policy must contain a valid version string',
    ],
    ['no Effect', { Statement: { ...trust, Effect: undefined } }, 'Missing required field Effect'],
    ['an unknown Effect', { Statement: { ...trust, Effect: 'No' } }, 'Invalid effect: No'],
    [
      'no principal',
      { Statement: { ...trust, Principal: undefined } },
      'Missing required field Principal',
    ],
    [
      'an empty principal',
      { Statement: { ...trust, Principal: {} } },
      'Missing required field Principal cannot be empty!',
    ],
    [
      'a principal in no form',
      { Statement: { ...trust, Principal: { AWS: 'David' } } },
      'Invalid principal in policy: "AWS":"David"',
    ],
    [
      'a wildcard in a principal',
      { Statement: { ...trust, Principal: { AWS: 'arn:aws:iam::111111111111:user/*' } } },
      'Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:user/*"',
    ],
    [
      'a group',
      { Statement: { ...trust, Principal: { AWS: 'arn:aws:iam::111111111111:group/x' } } },
      'Invalid principal in policy: "AWS":"arn:aws:iam::111111111111:group/x"',
    ],
    [
      'a service in no form',
      { Statement: { ...trust, Principal: { Service: 'ec2' } } },
      'Invalid principal in policy: "SERVICE":"ec2"',
    ],
    ['everyone', { Statement: { ...trust, Principal: '*' } }, undefined],
    [
      'a service',
      { Statement: { ...trust, Principal: { Service: ['ec2.amazonaws.com'] } } },
      undefined,
    ],
    [
      'an OIDC provider',
      {
        Statement: {
          ...trust,
          Principal: { Federated: 'arn:aws:iam::111111111111:oidc-provider/example.com/x' },
          Action: 'sts:AssumeRoleWithWebIdentity',
        },
      },
      undefined,
    ],
    [
      'a unique id',
      { Statement: { ...trust, Principal: { AWS: 'AIDAEXAMPLEEXAMPLE123' } } },
      undefined,
    ],
    [
      'all actions',
      { Statement: { ...trust, Action: '*' } },
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      'all STS actions',
      { Statement: { ...trust, Action: 'sts:*' } },
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    ['tags', { Statement: { ...trust, Action: ['sts:AssumeRole', 'sts:TagSession'] } }, undefined],
    ['a resource', { Statement: { ...trust, Resource: '*' } }, 'Has prohibited field Resource'],
    [
      'NotResource',
      { Statement: { ...trust, NotResource: '*' } },
      'AssumeRole policy must not contain resources.',
    ],
    [
      'an Allow with NotPrincipal',
      { Statement: { ...trust, Principal: undefined, NotPrincipal: { AWS: '*' } } },
      'Allow with NotPrincipal is not allowed.',
    ],
  ];
  it.each(cases)('%s', (_name, document, expected) => {
    expect(messageFor(document, 'trust')).toBe(expected);
  });
});
