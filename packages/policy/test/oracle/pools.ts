/**
 * The words that generated policies and requests are made of: few, so that they often meet.
 */

export const accounts: { readonly own: string; readonly other: string } = {
  own: '111111111111',
  other: '222222222222',
};

const david = 'arn:aws:iam::111111111111:user/dev/David';
const app = 'arn:aws:iam::111111111111:role/apps/App';
const session = 'arn:aws:sts::111111111111:assumed-role/App/one';
const fay = 'arn:aws:sts::111111111111:federated-user/Fay';
const ownRoot = 'arn:aws:iam::111111111111:root';
const otherRoot = 'arn:aws:iam::222222222222:root';
const auditor = 'arn:aws:iam::222222222222:role/Auditor';
const auditorSession = 'arn:aws:sts::222222222222:assumed-role/Auditor/two';
const oidc = 'arn:aws:iam::111111111111:oidc-provider/token.example.com';
export const canonicalUserId: string = '79a59df900b949e55d96a1e698fbaced';

/** Names of `vectors/principals.json`, the more frequent more often. */
export const callers: readonly string[] = [
  'user',
  'user',
  'user',
  'role-session',
  'role-session',
  'role-session',
  'federated-user',
  'federated-user',
  'federated-by-root',
  'other-user',
  'root',
  'outside-user',
  'outside-role-session',
  'outside-federated-user',
  'outside-root',
  'service-linked-role',
  'china-user',
  'service',
  'web-identity',
  'saml',
  'anonymous',
];

/** Values of `Principal` and, those without `*`, of `NotPrincipal`. */
export const principalElements: readonly unknown[] = [
  { AWS: accounts.own },
  { AWS: ownRoot },
  { AWS: otherRoot },
  { AWS: [accounts.other, accounts.own] },
  { AWS: david },
  { AWS: 'AIDADAVIDDAVIDDAVID12' },
  { AWS: ['arn:aws:iam::222222222222:user/Olga'] },
  { AWS: app },
  { AWS: 'AROAAPPAPPAPPAPPAPP12' },
  { AWS: [auditor, 'arn:aws:iam::111111111111:user/Theresa'] },
  { AWS: session },
  { AWS: [auditorSession, fay] },
  { AWS: 'arn:aws:sts::111111111111:federated-user/Rob' },
  { AWS: [david, ownRoot] },
  { AWS: [session, app, ownRoot] },
  { AWS: [session, accounts.own] },
  { AWS: [fay, david, ownRoot] },
  { Service: 'cloudtrail.amazonaws.com' },
  { Service: ['s3.amazonaws.com', 'cloudtrail.amazonaws.com'], AWS: accounts.other },
  { Federated: oidc },
  { Federated: ['arn:aws:iam::111111111111:saml-provider/Corp', 'accounts.google.com'] },
  { CanonicalUser: canonicalUserId },
];
export const everyone: readonly unknown[] = ['*', { AWS: '*' }, { AWS: ['*'] }];

export type Kind = 'ordinary' | 'trust' | 'kms';

export const actions: Readonly<Record<Kind, readonly string[]>> = {
  ordinary: [
    's3:GetObject',
    's3:GetObject',
    's3:PutObject',
    's3:ListBucket',
    'sqs:SendMessage',
    's3:GetObject',
    's3:GetObject',
    's3:GetObject',
    's3:PutObject',
    's3:PutObject',
    's3:ListBucket',
    'sqs:SendMessage',
    'sqs:SendMessage',
    'iam:CreateUser',
    's3:PutBucketPolicy',
    'sts:GetCallerIdentity',
  ],
  trust: ['sts:AssumeRole', 'sts:AssumeRole', 'sts:TagSession', 'sts:AssumeRoleWithWebIdentity'],
  kms: ['kms:Decrypt', 'kms:RetireGrant'],
};
export const actionPatterns: readonly string[] = [
  '*',
  '*',
  's3:*',
  's3:GetObject',
  's3:Get*',
  'S3:getobject',
  's3:?etObject',
  's3:*Object',
  '*:*',
  'sts:*',
  'sts:AssumeRole',
  'sts:AssumeRole*',
  'kms:*',
  'kms:Decrypt',
  'iam:*',
  'sqs:SendMessage',
  's3:List*',
  's3:???Object',
  's3:${*}',
  'STS:TAGSESSION',
];

export const resources: Readonly<Record<Kind, readonly string[]>> = {
  ordinary: [
    'arn:aws:s3:::b/k',
    'arn:aws:s3:::b/home/David',
    'arn:aws:s3:::b/home/Theresa/x',
    'arn:aws:s3:::b/k',
    'arn:aws:s3:::b/home/David',
    'arn:aws:s3:::b/home/Theresa/x',
    'arn:aws:s3:::b/k',
    'arn:aws:s3:::b/home/David',
    'arn:aws:s3:::b/home/David/y',
    'arn:aws:s3:::c',
    'arn:aws:s3:::b/k:v',
    'arn:aws:s3:::b/*',
    '*',
    'arn:aws:sqs:us-east-1:111111111111:q',
    'arn:aws-cn:s3:::b/k',
    'arn:aws:logs:us-east-1:111111111111:log-group:g:log-stream:s',
  ],
  trust: [app, auditor],
  kms: ['arn:aws:kms:us-east-1:111111111111:key/1'],
};
export const resourcePatterns: readonly string[] = [
  '*',
  '*',
  '*',
  'arn:aws:s3:::b/k',
  'arn:aws:s3:::b/*',
  'arn:aws:s3:::*',
  'arn:aws:s3:::?',
  'arn:aws:s3:::b/home/${aws:username}',
  'arn:aws:s3:::b/home/${AWS:UserName}/*',
  "arn:aws:s3:::b/home/${aws:username, 'David'}",
  'arn:aws:s3:::b/${*}',
  'arn:aws:s3:::b/${$}',
  'arn:aws:s3:::b/${aws:missing}',
  "arn:aws:s3:::b/${aws:missing, 'k'}",
  'arn:aws:s3:::b/?',
  'arn:aws:s3:::b/home/*/x',
  'arn:aws:s3:::B/*',
  'arn:aws:s3:::b/k*v',
  'arn:aws:s3:::b/k?v',
  'arn:aws:s3:::b/${aws:TagKeys}',
  'arn:aws:s3:::*/k',
  'arn:aws-cn:s3:::*',
  'arn:aws:sqs:*:111111111111:q',
  'arn:aws:sqs:us-*-1:*:q',
  'arn:aws:sqs:us-east-1:*',
  'arn:aws:logs:us-east-1:*:log-group:*',
  'arn:aws:logs:*:*:log-group:g:*',
  'arn:aws:*:s',
  'arn:aws:logs:us-east-1:111111111111:*:s',
  'arn:aws:logs:us-?ast-1:1*1:log-group:?:*',
  'arn:aws:iam::*:role/*',
  app,
  'arn:aws:iam::111111111111:role/${aws:username}',
  'arn:aws:kms:us-east-1:111111111111:key/*',
  'arn:*:kms:*:*:key/1',
  'arn:aws:s3:*',
];

/** By the type of the key's values: what requests hold and what policies write. */
export interface KeyPool {
  /** Single-valued; any operator. */
  readonly single: readonly string[];
  /** Multivalued; only under ForAllValues and ForAnyValue. */
  readonly multi: string;
  readonly requested: readonly string[];
  readonly written: readonly (string | number | boolean)[];
}

const times = ['2026-03-01T12:00:00Z', '2026-03-01T13:00:00+01:00', '1772366400', '2026-03-01'];

export type PoolName = 'text' | 'number' | 'date' | 'bool' | 'binary' | 'address' | 'arn';

export const keyPools: Readonly<Record<PoolName, KeyPool>> = {
  text: {
    single: ['aws:username', 'aws:PrincipalTag/team', 's3:prefix', 'AWS:PrincipalTag/Team'],
    multi: 'aws:TagKeys',
    requested: ['David', 'Theresa', 'blue', 'Blue', 'bl*', 'home/David/', '', 'b$'],
    written: [
      'David',
      'blue',
      'BLUE',
      'bl*',
      'bl?e',
      '*',
      '?*',
      '',
      'home/${aws:username}/',
      '${aws:username}',
      "${aws:username, 'blue'}",
      '${aws:PrincipalTag/team}*',
      'bl${*}',
      '${aws:missing}',
      "${aws:missing, 'blue'}",
      '${aws:TagKeys}',
      'b${$}',
      '*${?}',
      'b*e',
      'home/*/',
      'D*d',
      '*avi*',
    ],
  },
  number: {
    single: ['s3:max-keys', 'sts:DurationSeconds'],
    multi: 'example:Numbers',
    requested: ['10', '10.0', '5', '-3', '100', 'ten', ''],
    written: ['10', 10, '10.5', 5, '-3', '99.99', '0'],
  },
  date: {
    single: ['aws:CurrentTime', 'aws:TokenIssueTime'],
    multi: 'example:Dates',
    requested: [...times, '2025-12-31T23:59:59.5Z', '2027-01', 'today', ''],
    written: [...times, '2026-03-01T11:59:59Z', '2026-03-02T00:00:00-12:00', '2026'],
  },
  bool: {
    single: ['aws:SecureTransport', 'aws:MultiFactorAuthPresent'],
    multi: 'example:Bools',
    requested: ['true', 'false', ''],
    written: ['true', 'false', true, false],
  },
  binary: {
    single: ['example:Blob'],
    multi: 'example:Blobs',
    requested: ['AAEC', 'AAED', 'aaec', ''],
    written: ['AAEC', 'AAE=', 'aaec'],
  },
  address: {
    single: ['aws:SourceIp', 'aws:VpcSourceIp'],
    multi: 'example:Addresses',
    requested: [
      '203.0.113.5',
      '203.0.112.5',
      '198.51.100.7',
      '2001:db8::1',
      '2001:DB9::1',
      'x',
      '',
    ],
    written: [
      '203.0.113.0/24',
      '203.0.113.5',
      '203.0.113.4/31',
      '203.0.113.77/23',
      '0.0.0.0/0',
      '2001:db8::/32',
      '2001:db8:0:0:0:0:0:1',
      '2001:DB8::/31',
      '::/0',
      '198.51.100.7/32',
    ],
  },
  arn: {
    single: ['aws:SourceArn', 'aws:PrincipalArn'],
    multi: 'example:Arns',
    requested: [
      'arn:aws:sns:us-east-1:111111111111:orders-a',
      'arn:aws:sns:eu-west-1:1:David',
      david,
      app,
      'arn:aws:sns:us-east-1:111111111111:a:b:c',
      'orders-a',
      '',
    ],
    written: [
      'arn:aws:sns:*:111111111111:orders-?',
      'arn:aws:sns:us-east-1:111111111111:orders-a',
      'arn:aws:sns:us-*-1:*:*',
      'arn:*:iam::111111111111:*',
      'arn:aws:iam:*:user/*',
      david,
      'arn:aws:sns:*:*:${aws:username}',
      '${aws:PrincipalArn}',
      'arn:aws:sns:*:a:b*',
      'arn:aws:sns:us-east-1:111111111111:a:*:c',
      'arn:aws:sns:*:*:${aws:missing}',
      'arn:*',
    ],
  },
};

export const operatorsByPool: Readonly<Record<PoolName, readonly string[]>> = {
  text: [
    'StringEquals',
    'StringNotEquals',
    'StringEqualsIgnoreCase',
    'StringNotEqualsIgnoreCase',
    'StringLike',
    'StringNotLike',
  ],
  number: [
    'NumericEquals',
    'NumericNotEquals',
    'NumericLessThan',
    'NumericLessThanEquals',
    'NumericGreaterThan',
    'NumericGreaterThanEquals',
  ],
  date: [
    'DateEquals',
    'DateNotEquals',
    'DateLessThan',
    'DateLessThanEquals',
    'DateGreaterThan',
    'DateGreaterThanEquals',
  ],
  bool: ['Bool'],
  binary: ['BinaryEquals'],
  address: ['IpAddress', 'NotIpAddress'],
  arn: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
};
