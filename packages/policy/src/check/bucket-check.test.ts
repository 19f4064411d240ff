import { describe, expect, it } from 'vitest';
import { bucketArn, messageFor, readObjects, version } from './testing/message-for.ts';

describe('bucket policies', () => {
  const allow = { ...readObjects, Principal: '*' };
  const reach = 'Action does not apply to any resource(s) in statement';
  const cases: readonly (readonly [string, unknown, string | undefined])[] = [
    ['a sound one', { Version: version, Statement: allow }, undefined],
    ['no JSON', 'x', "Policies must be valid JSON and the first byte must be '{'"],
    ['a list', '[]', "Policies must be valid JSON and the first byte must be '{'"],
    ['broken JSON', '{"a"', 'This policy contains invalid Json'],
    ['nothing', {}, 'Missing required field Statement'],
    ['an unknown field', { Statement: { ...allow, condition: {} } }, 'Unknown field condition'],
    ['no principal', { Statement: readObjects }, 'Missing required field Principal'],
    [
      'a principal in no form',
      { Statement: { ...readObjects, Principal: { AWS: 'x' } } },
      'Invalid principal in policy',
    ],
    [
      'a canonical user',
      { Statement: { ...readObjects, Principal: { CanonicalUser: 'a'.repeat(64) } } },
      undefined,
    ],
    ['no action', { Statement: { ...allow, Action: undefined } }, 'Missing required field Action'],
    [
      'an unknown action',
      { Statement: { ...allow, Action: 's3:Fly' } },
      'Policy has invalid action',
    ],
    [
      'an action of another service',
      { Statement: { ...allow, Action: 'iam:*' } },
      'Policy has invalid action',
    ],
    ['all actions', { Statement: { ...allow, Action: '*' } }, undefined],
    [
      'no resource',
      { Statement: { ...allow, Resource: undefined } },
      'Missing required field Resource',
    ],
    ['all resources', { Statement: { ...allow, Resource: '*' } }, 'Policy has invalid resource'],
    [
      "another bucket's object",
      { Statement: { ...allow, Resource: 'arn:aws:s3:::other/*' } },
      'Policy has invalid resource',
    ],
    [
      'a bucket whose name goes on',
      { Statement: { ...allow, Resource: `${bucketArn}2/*` } },
      'Policy has invalid resource',
    ],
    ['an object action on the bucket', { Statement: { ...allow, Resource: bucketArn } }, reach],
    [
      'a bucket action on objects',
      { Statement: { ...allow, Action: 's3:ListBucket', Resource: `${bucketArn}/*` } },
      reach,
    ],
    ['an action on no bucket', { Statement: { ...allow, Action: 's3:ListAllMyBuckets' } }, reach],
    [
      'all of S3 on the bucket',
      { Statement: { ...allow, Action: 's3:*', Resource: bucketArn } },
      undefined,
    ],
    [
      'an operator in another case',
      { Statement: { ...allow, Condition: { stringEquals: { 'aws:a': 'b' } } } },
      'Invalid Condition type : stringEquals',
    ],
    [
      'an unknown key of S3',
      { Statement: { ...allow, Condition: { StringEquals: { 's3:VersionStatus': 'b' } } } },
      'Policy has an invalid condition key',
    ],
    [
      'a tag key of S3',
      { Statement: { ...allow, Condition: { StringEquals: { 's3:ExistingObjectTag/x': 'b' } } } },
      undefined,
    ],
    [
      'an address that is none',
      { Statement: { ...allow, Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/99' } } } },
      'Invalid IP address in Conditions',
    ],
  ];
  it.each(cases)('%s', (_name, document, expected) => {
    expect(messageFor(document, 'bucket')).toBe(expected);
  });
});
