import { describe, expect, it } from 'vitest';
import { checkPolicy } from './check-document.ts';
import { bucketArn, messageFor, readObjects, version } from './testing/message-for.ts';

const iamPaths =
  'user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, ' +
  'sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/';

function withResource(resource: unknown): unknown {
  return { Version: version, Statement: { ...readObjects, Resource: resource } };
}

const withAction = (action: unknown): unknown => ({
  Version: version,
  Statement: { ...readObjects, Action: action },
});

describe('identity documents', () => {
  const syntax = 'Syntax errors in policy.';
  const oldVersion = 'Policy document must be version 2012-10-17 or greater.';
  const legacy = 'The policy failed legacy parsing';
  const vendor = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
  const cases: readonly (readonly [string, unknown, string | undefined])[] = [
    ['a sound one', { Version: version, Statement: readObjects }, undefined],
    ['no JSON', 'hello', syntax],
    ['an array', [], syntax],
    ['nothing', {}, syntax],
    ['no statement', { Version: version, Statement: [] }, syntax],
    ['a text for a statement', { Version: version, Statement: ['x'] }, syntax],
    ['an unknown version', { Version: '2020-01-01', Statement: readObjects }, syntax],
    ['no version', { Statement: readObjects }, oldVersion],
    ['the old version', { Version: '2008-10-17', Statement: readObjects }, oldVersion],
    ['an unknown element', { Version: version, Comment: 'x', Statement: readObjects }, syntax],
    [
      'an unknown statement element',
      { Version: version, Statement: { ...readObjects, Foo: 1 } },
      syntax,
    ],
    ['an Id that is a list', { Version: version, Id: ['x'], Statement: readObjects }, syntax],
    ['a Sid that is a list', { Version: version, Statement: { ...readObjects, Sid: [] } }, syntax],
    ['no Effect', { Version: version, Statement: { Action: 's3:*', Resource: '*' } }, syntax],
    [
      'an unknown Effect',
      { Version: version, Statement: { ...readObjects, Effect: 'Maybe' } },
      syntax,
    ],
    [
      'an Effect in another case',
      { Version: version, Statement: { ...readObjects, Effect: 'allow' } },
      legacy,
    ],
    [
      'both actions',
      { Version: version, Statement: { ...readObjects, NotAction: 's3:*' } },
      syntax,
    ],
    [
      'both resources',
      { Version: version, Statement: { ...readObjects, NotResource: '*' } },
      syntax,
    ],
    [
      'a Condition that is a text',
      { Version: version, Statement: { ...readObjects, Condition: 'x' } },
      syntax,
    ],
    [
      'an unknown operator',
      { Version: version, Statement: { ...readObjects, Condition: { Same: { 'aws:a': 'b' } } } },
      syntax,
    ],
    [
      'an operator without keys',
      { Version: version, Statement: { ...readObjects, Condition: { StringLike: 'x' } } },
      syntax,
    ],
    [
      'NullIfExists',
      {
        Version: version,
        Statement: { ...readObjects, Condition: { NullIfExists: { 'aws:a': 'true' } } },
      },
      syntax,
    ],
    [
      'a date that is none',
      {
        Version: version,
        Statement: { ...readObjects, Condition: { DateEquals: { 'aws:a': 'soon' } } },
      },
      legacy,
    ],
    [
      'a Sid twice',
      {
        Version: version,
        Statement: [
          { ...readObjects, Sid: 'A' },
          { Effect: 'Allow', Sid: 'A' },
        ],
      },
      'Statement IDs (SID) in a single policy must be unique.',
    ],
    [
      'a Sid with a blank',
      { Version: version, Statement: { ...readObjects, Sid: 'a b' } },
      'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular ' +
        'expression [0-9A-Za-z]*',
    ],
    [
      'a principal',
      { Version: version, Statement: { ...readObjects, Principal: '*' } },
      'Policy document should not specify a principal.',
    ],
    [
      'no action',
      { Version: version, Statement: { Effect: 'Deny' } },
      'Policy statement must contain actions.',
    ],
    ['an empty action list', withAction([]), 'Policy statement must contain actions.'],
    ['an empty resource list', withResource([]), 'Policy statement must contain resources.'],
    [
      'no resource, wrong action',
      { Version: version, Statement: { Effect: 'Allow', Action: 'x' } },
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
    ['a variable with a colon', withResource(`${bucketArn}/\${aws:username}/*`), undefined],
    ['a name used twice', '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}', syntax],
  ];
  it.each(cases)('%s', (_name, document, expected) => {
    expect(messageFor(document, 'identity')).toBe(expected);
  });

  it('takes a session policy of either version', () => {
    expect(messageFor({ Statement: readObjects }, 'session')).toBeUndefined();
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
