/**
 * The rows of the golden table: requests that ask one action of one resource, harmless however
 * often they are allowed. What is named and does not exist shows a permission by NoSuchEntity.
 */
import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as sts from '@aws-sdk/client-sts';
import { development, policy, production, trust } from '../scenarios/world.ts';
import type { Clients } from './people.ts';

export interface Row {
  readonly action: string;
  /** In the caller's own account where a function. */
  readonly resource: string | ((accountId: string) => string);
  /** In the table, where the resource depends on the caller. */
  readonly shown?: string;
  send(clients: Clients, accountId: string): Promise<unknown>;
}

type Send = Row['send'];

/** On something of the caller's own account. */
function own(action: string, end: string, send: Send): Row {
  const service = action.startsWith('sts:') ? 'sts' : 'iam';
  return {
    action,
    resource: (accountId) => `arn:aws:${service}::${accountId}:${end}`,
    shown: `own ${end}`,
    send,
  };
}

const everything = (action: string, send: Send): Row => ({ action, resource: '*', send });

const on = (action: string, resource: string, send: Send): Row => ({ action, resource, send });

const UserName = 'Nobody';
const RoleName = 'NoRole';
const PolicyDocument = policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });
const AssumeRolePolicyDocument = policy(trust(development));

const identities: readonly Row[] = [
  own('iam:ListUsers', 'user/', (c) => c.iam.send(new iam.ListUsersCommand({}))),
  own('iam:ListRoles', 'role/', (c) => c.iam.send(new iam.ListRolesCommand({}))),
  everything('iam:GetAccountSummary', (c) => c.iam.send(new iam.GetAccountSummaryCommand({}))),
  own('iam:CreateUser', 'user/Golden', (c) =>
    c.iam.send(new iam.CreateUserCommand({ UserName: 'Golden' })),
  ),
  own('iam:DeleteUser', 'user/Nobody', (c) => c.iam.send(new iam.DeleteUserCommand({ UserName }))),
  own('iam:CreateAccessKey', 'user/Nobody', (c) =>
    c.iam.send(new iam.CreateAccessKeyCommand({ UserName })),
  ),
  own('iam:PutUserPolicy', 'user/Nobody', (c) =>
    c.iam.send(new iam.PutUserPolicyCommand({ UserName, PolicyName: 'p', PolicyDocument })),
  ),
  own('iam:CreateRole', 'role/Golden', (c) =>
    c.iam.send(new iam.CreateRoleCommand({ RoleName: 'Golden', AssumeRolePolicyDocument })),
  ),
  own('iam:UpdateAssumeRolePolicy', 'role/NoRole', (c) =>
    c.iam.send(
      new iam.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: AssumeRolePolicyDocument }),
    ),
  ),
  own('iam:AttachRolePolicy', 'role/NoRole', (c) =>
    c.iam.send(
      new iam.AttachRolePolicyCommand({
        RoleName,
        PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      }),
    ),
  ),
  everything('iam:SimulateCustomPolicy', (c) =>
    c.iam.send(
      new iam.SimulateCustomPolicyCommand({
        PolicyInputList: [PolicyDocument],
        ActionNames: ['s3:GetObject'],
      }),
    ),
  ),
];

const assumeRole = (accountId: string, name: string): Row => {
  const RoleArn = `arn:aws:iam::${accountId}:role/${name}`;
  const input = { RoleArn, RoleSessionName: 'golden' };
  return on('sts:AssumeRole', RoleArn, (c) => c.sts.send(new sts.AssumeRoleCommand(input)));
};

const tokens: readonly Row[] = [
  everything('sts:GetCallerIdentity', (c) => c.sts.send(new sts.GetCallerIdentityCommand({}))),
  everything('sts:GetSessionToken', (c) => c.sts.send(new sts.GetSessionTokenCommand({}))),
  own('sts:GetFederationToken', 'federated-user/golden', (c) =>
    c.sts.send(new sts.GetFederationTokenCommand({ Name: 'golden' })),
  ),
  everything('sts:DecodeAuthorizationMessage', (c) =>
    c.sts.send(new sts.DecodeAuthorizationMessageCommand({ EncodedMessage: 'nonsense' })),
  ),
  assumeRole(production, 'UpdateApp'),
  assumeRole(production, 'ForTheOrganization'),
  assumeRole(production, 'ForDavid'),
  assumeRole(production, 'NoRole'),
  assumeRole(development, 'OrganizationAccountAccessRole'),
];

const bucketArn = (Bucket: string): string => `arn:aws:s3:::${Bucket}`;

const list = (Bucket: string): Row =>
  on('s3:ListBucket', bucketArn(Bucket), (c) => c.s3.send(new s3.ListObjectsV2Command({ Bucket })));
const get = (Bucket: string, Key: string): Row =>
  on('s3:GetObject', `${bucketArn(Bucket)}/${Key}`, (c) =>
    c.s3.send(new s3.GetObjectCommand({ Bucket, Key })),
  );
const put = (Bucket: string, Key: string): Row =>
  on('s3:PutObject', `${bucketArn(Bucket)}/${Key}`, (c) =>
    c.s3.send(new s3.PutObjectCommand({ Bucket, Key, Body: 'golden' })),
  );
const remove = (Bucket: string, Key: string): Row =>
  on('s3:DeleteObject', `${bucketArn(Bucket)}/${Key}`, (c) =>
    c.s3.send(new s3.DeleteObjectCommand({ Bucket, Key })),
  );

const Bucket = 'productionapp';

const buckets: readonly Row[] = [
  everything('s3:ListAllMyBuckets', (c) => c.s3.send(new s3.ListBucketsCommand({}))),
  {
    action: 's3:CreateBucket',
    resource: (accountId) => bucketArn(`golden-${accountId}`),
    shown: 'a bucket of the own account',
    send: (c, accountId) =>
      c.s3.send(new s3.CreateBucketCommand({ Bucket: `golden-${accountId}` })),
  },
  list(Bucket),
  get(Bucket, 'readme.txt'),
  put(Bucket, 'golden.txt'),
  remove(Bucket, 'none'),
  on('s3:GetBucketLocation', bucketArn(Bucket), (c) =>
    c.s3.send(new s3.GetBucketLocationCommand({ Bucket })),
  ),
  on('s3:GetBucketPolicy', bucketArn(Bucket), (c) =>
    c.s3.send(new s3.GetBucketPolicyCommand({ Bucket })),
  ),
  on('s3:PutBucketTagging', bucketArn(Bucket), (c) =>
    c.s3.send(new s3.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [] } })),
  ),
  list('reports-of-development'),
  get('reports-of-development', 'june'),
  put('reports-of-development', 'inbox/update'),
  remove('reports-of-development', 'none'),
  remove('reports-of-development', 'kept/none'),
  list('site-of-production'),
  get('site-of-production', 'index.html'),
  put('site-of-production', 'index.html'),
];

const tree: readonly Row[] = [
  everything('organizations:DescribeOrganization', (c) =>
    c.organizations.send(new organizations.DescribeOrganizationCommand({})),
  ),
  everything('organizations:ListAccounts', (c) =>
    c.organizations.send(new organizations.ListAccountsCommand({})),
  ),
  everything('organizations:ListRoots', (c) =>
    c.organizations.send(new organizations.ListRootsCommand({})),
  ),
];

export const rows: readonly Row[] = [...identities, ...tokens, ...buckets, ...tree];
