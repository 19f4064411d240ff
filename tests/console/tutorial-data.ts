/**
 * What is there when the tutorial has been gone through, and some more that pages have to show:
 * tags, a second version of a policy, a key, an organizational unit with a policy of its own. In
 * each account there is also somebody who may do nothing.
 */
import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  CreateAccountAliasCommand,
  CreateLoginProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutGroupPolicyCommand,
  TagRoleCommand,
  TagUserCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand as CreateControlPolicyCommand,
  ListRootsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { PutObjectCommand, PutObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import type { Person, Profile, Server } from './browser.ts';
import type { Administrator, Samples } from './pages.ts';

type Place = Pick<Server, 'url' | 'profile'>;

const roleArn = 'arn:aws:iam::999999999999:role/UpdateApp';
const policyArn = 'arn:aws:iam::999999999999:policy/read-write-app-bucket';
const Bucket = 'productionapp';
const password = 'Nobody-May-1-Thing';

function document(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);
}

const listBuckets = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' };
const listBucket = {
  Effect: 'Allow',
  Action: ['s3:ListBucket', 's3:GetBucketLocation'],
  Resource: `arn:aws:s3:::${Bucket}`,
};
const useObjects = {
  Effect: 'Allow',
  Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
  Resource: `arn:aws:s3:::${Bucket}/*`,
};

async function makeNobody(iam: IAMClient): Promise<void> {
  await iam.send(new CreateUserCommand({ UserName: 'Nobody' }));
  await iam.send(new CreateLoginProfileCommand({ UserName: 'Nobody', Password: password }));
}

async function makeProduction(iam: IAMClient, s3: S3Client): Promise<void> {
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111111111111:root' },
    Action: 'sts:AssumeRole',
  };
  await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'read-write-app-bucket',
      Description: 'What the application in production needs',
      PolicyDocument: document(listBuckets, listBucket),
    }),
  );
  await iam.send(
    new CreatePolicyVersionCommand({
      PolicyArn: policyArn,
      PolicyDocument: document(listBuckets, listBucket, useObjects),
      SetAsDefault: true,
    }),
  );
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'UpdateApp',
      Description: 'For developers who update the application',
      AssumeRolePolicyDocument: document(trust),
    }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'UpdateApp', PolicyArn: policyArn }));
  const Tags = [{ Key: 'team', Value: 'web' }];
  await iam.send(new TagRoleCommand({ RoleName: 'UpdateApp', Tags }));
  for (const [Key, ContentType, Body] of [
    ['app/index.html', 'text/html', '<h1>The application</h1>\n'],
    ['app/styles/main.css', 'text/css', 'h1 { color: teal }\n'],
    ['logs/2026/11/23.txt', 'text/plain', 'GET / 200\n'],
  ] as const) {
    await s3.send(new PutObjectCommand({ Bucket, Key, ContentType, Body }));
  }
  const Tagging = { TagSet: Tags };
  await s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'readme.txt', Tagging }));
}

async function makeDevelopment(iam: IAMClient): Promise<void> {
  for (const [GroupName, PolicyName, Effect] of [
    ['Developers', 'allow-assume', 'Allow'],
    ['Testers', 'deny-assume', 'Deny'],
  ] as const) {
    const PolicyDocument = document({ Effect, Action: 'sts:AssumeRole', Resource: roleArn });
    await iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName, PolicyDocument }));
  }
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: 'development' }));
  await iam.send(new TagUserCommand({ UserName: 'David', Tags: [{ Key: 'team', Value: 'web' }] }));
  await iam.send(new CreateAccessKeyCommand({ UserName: 'David' }));
  await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: 'https://id.example.com',
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: ['0123456789abcdef0123456789abcdef01234567'],
    }),
  );
  const strict = { MinimumPasswordLength: 12, RequireNumbers: true, RequireSymbols: true };
  await iam.send(new UpdateAccountPasswordPolicyCommand(strict));
}

async function makeOrganization(client: OrganizationsClient): Promise<Samples> {
  const { Roots = [] } = await client.send(new ListRootsCommand({}));
  const rootId = Roots[0]?.Id ?? '';
  const { OrganizationalUnit } = await client.send(
    new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: 'Workloads' }),
  );
  const { Policy } = await client.send(
    new CreateControlPolicyCommand({
      Name: 'stay-in-the-organization',
      Description: 'No account leaves by itself',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: document({ Effect: 'Deny', Action: 'organizations:Leave*', Resource: '*' }),
    }),
  );
  await client.send(
    new AttachPolicyCommand({
      PolicyId: Policy?.PolicySummary?.Id,
      TargetId: OrganizationalUnit?.Id,
    }),
  );
  return { rootId };
}

/** The one who may do nothing, in the administrator's account. */
export function nobodyBeside({ profile }: Place, administrator: Administrator): Profile {
  const { accountId } = profile(administrator);
  return {
    accountId,
    name: 'Nobody',
    password,
    credentials: { accessKeyId: '', secretAccessKey: '' },
  };
}

export async function makeTutorialData({ url, profile }: Place): Promise<Samples> {
  const config = (person: Person) => ({
    endpoint: url,
    region: 'us-east-1',
    credentials: profile(person).credentials,
  });
  const iam = (person: Person): IAMClient => new IAMClient(config(person));
  await makeProduction(
    iam('production-admin'),
    new S3Client({ ...config('production-admin'), forcePathStyle: true }),
  );
  await makeDevelopment(iam('development-admin'));
  for (const person of ['production-admin', 'development-admin', 'management-admin'] as const) {
    await makeNobody(iam(person));
  }
  return makeOrganization(new OrganizationsClient(config('management-admin')));
}
