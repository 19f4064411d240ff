import { describe, expect, it } from 'vitest';
import type { DocumentKind } from './fault.ts';
import { checkPolicy } from './check-document.ts';

const v = '2012-10-17';
const bucket = 'arn:aws:s3:::amzn-s3-demo-bucket';
const iamPaths =
  'user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, ' +
  'sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/';

function messageFor(document: unknown, kind: DocumentKind): string | undefined {
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return checkPolicy(text, kind, { bucketName: 'amzn-s3-demo-bucket' }).fault?.message;
}

const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucket}/*` };

function withResource(resource: unknown): unknown {
  return { Version: v, Statement: { ...read, Resource: resource } };
}

const withAction = (action: unknown): unknown => ({
  Version: v,
  Statement: { ...read, Action: action },
});

describe('identity documents', () => {
  const syntax = 'Syntax errors in policy.';
  const version = 'Policy document must be version 2012-10-17 or greater.';
  const legacy = 'The policy failed legacy parsing';
  const vendor = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  const cases: readonly (readonly [string, unknown, string | undefined])[] = [
    ['a sound one', { Version: v, Statement: read }, undefined],
    ['no JSON', 'hello', syntax],
    ['an array', [], syntax],
    ['nothing', {}, syntax],
    ['no statement', { Version: v, Statement: [] }, syntax],
    ['a text for a statement', { Version: v, Statement: ['x'] }, syntax],
    ['an unknown version', { Version: '2020-01-01', Statement: read }, syntax],
    ['no version', { Statement: read }, version],
    ['the old version', { Version: '2008-10-17', Statement: read }, version],
    ['an unknown element', { Version: v, Comment: 'x', Statement: read }, syntax],
    ['an unknown statement element', { Version: v, Statement: { ...read, Foo: 1 } }, syntax],
    ['an Id that is a list', { Version: v, Id: ['x'], Statement: read }, syntax],
    ['a Sid that is a list', { Version: v, Statement: { ...read, Sid: [] } }, syntax],
    ['no Effect', { Version: v, Statement: { Action: 's3:*', Resource: '*' } }, syntax],
    ['an unknown Effect', { Version: v, Statement: { ...read, Effect: 'Maybe' } }, syntax],
    ['an Effect in another case', { Version: v, Statement: { ...read, Effect: 'allow' } }, legacy],
    ['both actions', { Version: v, Statement: { ...read, NotAction: 's3:*' } }, syntax],
    ['both resources', { Version: v, Statement: { ...read, NotResource: '*' } }, syntax],
    ['a Condition that is a text', { Version: v, Statement: { ...read, Condition: 'x' } }, syntax],
    [
      'an unknown operator',
      { Version: v, Statement: { ...read, Condition: { Same: { 'aws:a': 'b' } } } },
      syntax,
    ],
    [
      'an operator without keys',
      { Version: v, Statement: { ...read, Condition: { StringLike: 'x' } } },
      syntax,
    ],
    [
      'NullIfExists',
      { Version: v, Statement: { ...read, Condition: { NullIfExists: { 'aws:a': 'true' } } } },
      syntax,
    ],
    [
      'a date that is none',
      { Version: v, Statement: { ...read, Condition: { DateEquals: { 'aws:a': 'soon' } } } },
      legacy,
    ],
    [
      'a Sid twice',
      {
        Version: v,
        Statement: [
          { ...read, Sid: 'A' },
          { Effect: 'Allow', Sid: 'A' },
        ],
      },
      'Statement IDs (SID) in a single policy must be unique.',
    ],
    [
      'a Sid with a blank',
      { Version: v, Statement: { ...read, Sid: 'a b' } },
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular ' +
        'expression [0-9A-Za-z]*',
    ],
    [
      'a principal',
      { Version: v, Statement: { ...read, Principal: '*' } },
      'Policy document should not specify a principal.',
    ],
    [
      'no action',
      { Version: v, Statement: { Effect: 'Deny' } },
      'Policy statement must contain actions.',
    ],
    ['an empty action list', withAction([]), 'Policy statement must contain actions.'],
    ['an empty resource list', withResource([]), 'Policy statement must contain resources.'],
    [
      'no resource, wrong action',
      { Version: v, Statement: { Effect: 'Allow', Action: 'x' } },
      'Policy statement must contain resources.',
    ],
    ['an action without service', withAction('GetObject'), vendor],
    ['an empty action', withAction(''), vendor],
    ['two colons', withAction('s3:Get:Object'), 'Actions/Condition can contain only one colon.'],
    ['a blank in the service', withAction('s 3:GetObject'), 'Vendor s 3 is not valid'],
    ['all actions', withAction('*'), undefined],
    [
      'a resource that is no ARN',
      withResource('bucket'),
      'Resource bucket must be in ARN format or "*".',
    ],
    ['an empty resource', withResource(''), 'Resource  must be in ARN format or "*".'],
    [
      'an unknown partition',
      withResource('arn:moon:s3:::x'),
      'Partition "moon" is not valid for resource "arn:moon:s3:::x".',
    ],
    [
      'a short ARN of an unknown partition',
      withResource('x:moon'),
      'Partition "moon" is not valid for resource "arn:moon:*:*:*:*".',
    ],
    [
      'an ARN without service',
      withResource('arn:aws'),
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    [
      'a wildcard service',
      withResource('arn:aws:*:*:*:x'),
      'Resource vendor must be fully qualified and cannot contain regexes.',
    ],
    ['five segments', withResource('arn:aws:s3::x'), legacy],
    ['an empty service', withResource('arn:aws::::x'), legacy],
    [
      'IAM with a region',
      withResource('arn:aws:iam:us-east-1::user/x'),
      'IAM resource arn:aws:iam:us-east-1::user/x cannot contain region information.',
    ],
    [
      'S3 with a region',
      withResource('arn:aws:s3:us-east-1::x'),
      'Resource arn:aws:s3:us-east-1::x can not contain region information.',
    ],
    ['an access point', withResource('arn:aws:s3:us-east-1:111122223333:accesspoint/x'), undefined],
    [
      'an unknown IAM path',
      withResource('arn:aws:iam::111122223333:thing/x'),
      `IAM resource path must either be "*" or start with ${iamPaths}.`,
    ],
    ['an IAM path with a wildcard', withResource('arn:aws:iam::111122223333:ro*'), undefined],
    ['all of IAM', withResource('arn:aws:iam::*:*'), undefined],
    ['a variable with a colon', withResource(`${bucket}/\${aws:username}/*`), undefined],
    ['a name used twice', '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}', syntax],
  ];
  it.each(cases)('%s', (_name, document, expected) => {
    expect(messageFor(document, 'identity')).toBe(expected);
  });

  it('takes a session policy of either version', () => {
    expect(messageFor({ Statement: read }, 'session')).toBeUndefined();
    expect(messageFor('{', 'session')).toBe('This policy contains invalid Json');
  });

  it('answers with the place', () => {
    const text =
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"x","Resource":"*"}}';
    const { fault } = checkPolicy(text, 'identity');
    expect(fault?.code).toBe('MalformedPolicyDocument');
    expect(text.slice(fault?.span?.start.offset, fault?.span?.end.offset)).toBe('"x"');
  });
});

describe('trust documents', () => {
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111111111111:root' },
    Action: 'sts:AssumeRole',
  };
  const cases: readonly (readonly [string, unknown, string | undefined])[] = [
    ['a sound one', { Version: v, Statement: trust }, undefined],
    ['the old version', { Version: '2008-10-17', Statement: trust }, undefined],
    ['no version', { Statement: [trust] }, undefined],
    ['no JSON', '{x', 'This policy contains invalid Json'],
    ['no object', '[]', 'This policy contains invalid Json'],
    ['an unknown element first', { probe: 1 }, 'Unknown field probe'],
    ['an element in another case', { version: v, statement: trust }, 'Unknown field version'],
    ['no statement', { Version: v }, 'Missing required field Statement'],
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

describe('bucket policies', () => {
  const allow = { ...read, Principal: '*' };
  const reach = 'Action does not apply to any resource(s) in statement';
  const cases: readonly (readonly [string, unknown, string | undefined])[] = [
    ['a sound one', { Version: v, Statement: allow }, undefined],
    ['no JSON', 'x', "Policies must be valid JSON and the first byte must be '{'"],
    ['a list', '[]', "Policies must be valid JSON and the first byte must be '{'"],
    ['broken JSON', '{"a"', 'This policy contains invalid Json'],
    ['nothing', {}, 'Missing required field Statement'],
    ['an unknown field', { Statement: { ...allow, condition: {} } }, 'Unknown field condition'],
    ['no principal', { Statement: read }, 'Missing required field Principal'],
    [
      'a principal in no form',
      { Statement: { ...read, Principal: { AWS: 'x' } } },
      'Invalid principal in policy',
    ],
    [
      'a canonical user',
      { Statement: { ...read, Principal: { CanonicalUser: 'a'.repeat(64) } } },
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
      { Statement: { ...allow, Resource: `${bucket}2/*` } },
      'Policy has invalid resource',
    ],
    ['an object action on the bucket', { Statement: { ...allow, Resource: bucket } }, reach],
    [
      'a bucket action on objects',
      { Statement: { ...allow, Action: 's3:ListBucket', Resource: `${bucket}/*` } },
      reach,
    ],
    ['an action on no bucket', { Statement: { ...allow, Action: 's3:ListAllMyBuckets' } }, reach],
    [
      'all of S3 on the bucket',
      { Statement: { ...allow, Action: 's3:*', Resource: bucket } },
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

describe('documents of Organizations', () => {
  const wrong =
    'The provided policy document does not meet the requirements of the specified policy type.';
  const deny = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
  const scps: readonly (readonly [string, unknown, boolean])[] = [
    [
      'FullAWSAccess',
      { Version: v, Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
      true,
    ],
    [
      'a conditioned Allow',
      { Version: v, Statement: { ...read, Condition: { Bool: { 'aws:a': true } } } },
      true,
    ],
    [
      'NotAction',
      { Version: v, Statement: { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' } },
      true,
    ],
    ['a principal', { Version: v, Statement: { ...deny, Principal: '*' } }, false],
    ['no resource', { Version: v, Statement: { Effect: 'Deny', Action: 's3:*' } }, false],
    ['no version', { Statement: deny }, false],
    ['no JSON', '-', false],
  ];
  it.each(scps)('SCP: %s', (_name, document, sound) => {
    expect(messageFor(document, 'scp')).toBe(sound ? undefined : wrong);
  });
  const rcp = { ...deny, Principal: '*' };
  const rcps: readonly (readonly [string, unknown, boolean])[] = [
    ['a Deny', { Version: v, Statement: rcp }, true],
    ['AWS: *', { Version: v, Statement: { ...rcp, Principal: { AWS: '*' } } }, true],
    ['an Allow', { Version: v, Statement: { ...rcp, Effect: 'Allow' } }, false],
    ['all actions', { Version: v, Statement: { ...rcp, Action: '*' } }, false],
    ['a service that takes no part', { Version: v, Statement: { ...rcp, Action: 'iam:*' } }, false],
    [
      'NotAction',
      { Version: v, Statement: { ...rcp, Action: undefined, NotAction: 's3:*' } },
      false,
    ],
    [
      'one principal',
      { Version: v, Statement: { ...rcp, Principal: { AWS: '111111111111' } } },
      false,
    ],
    ['no principal', { Version: v, Statement: deny }, false],
  ];
  it.each(rcps)('RCP: %s', (_name, document, sound) => {
    expect(messageFor(document, 'rcp')).toBe(sound ? undefined : wrong);
  });
});
