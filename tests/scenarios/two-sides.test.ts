/**
 * Access across accounts needs both sides; a bucket policy alone is enough only within the account,
 * or for anyone where nothing blocks it. Pages: IAM UG "Cross-account policy evaluation logic"; S3
 * UG "Blocking public access to your Amazon S3 storage", "How Amazon S3 authorizes a request".
 */
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetBucketPolicyStatusCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestClients } from '../../packages/server/test/harness.ts';
import { addAccount } from '../../packages/server/test/s3.ts';
import type { World } from './world.ts';
import {
  allow,
  codeOf,
  development,
  makeWorld,
  newUser,
  policy,
  production,
  refused,
} from './world.ts';

let world: World;
let owner: S3Client;

beforeAll(async () => {
  world = await makeWorld();
  owner = world.productionAdmin.s3;
});

async function newBucket(name: string): Promise<string> {
  await owner.send(new CreateBucketCommand({ Bucket: name }));
  await owner.send(new PutObjectCommand({ Bucket: name, Key: 'a', Body: 'content' }));
  return name;
}

function grantTo(principal: unknown, bucket: string, more: object = {}): object {
  return {
    Effect: 'Allow',
    Principal: principal,
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${bucket}/*`,
    ...more,
  };
}

const setPolicy = (Bucket: string, ...statements: readonly object[]) =>
  owner.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(...statements) }));

async function reads({ s3 }: { readonly s3: S3Client }, Bucket: string): Promise<string> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    return (await Body?.transformToString()) ?? '';
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

async function anyoneReads(bucket: string): Promise<string> {
  const response = await fetch(`${world.endpoint}/${bucket}/a`);
  const text = await response.text();
  return response.ok ? text : `${response.status} ${/<Code>(.*)<\/Code>/.exec(text)?.[1]}`;
}

const denied =
  /^AccessDenied: User: arn:aws:iam::111111111111:user\/\w+ is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::[^"]+" because no (resource|identity)-based policy allows the s3:GetObject action$/;

describe('across accounts', () => {
  let reader: TestClients;

  beforeAll(async () => {
    reader = await newUser(world, world.developmentAdmin, {
      name: 'Reader',
      policy: policy(allow('s3:GetObject')),
    });
  });

  it('the identity side alone is not enough', async () => {
    const bucket = await newBucket('identity-side-only');
    expect(await reads(reader, bucket)).toMatch(denied);
  });

  it('the bucket’s side alone is not enough, both are', async () => {
    const bucket = await newBucket('both-sides');
    const powerless = await newUser(world, world.developmentAdmin, { name: 'Powerless' });
    await setPolicy(bucket, grantTo({ AWS: `arn:aws:iam::${development}:root` }, bucket));
    expect(await reads(powerless, bucket)).toMatch(denied);
    expect(await reads(reader, bucket)).toBe('content');
    await setPolicy(bucket, grantTo({ AWS: `arn:aws:iam::${development}:user/Powerless` }, bucket));
    expect(await reads(powerless, bucket)).toMatch(denied);
    expect(await reads(reader, bucket)).toMatch(denied);
    const PolicyDocument = policy(allow('s3:GetObject', `arn:aws:s3:::${bucket}/a`));
    await world.developmentAdmin.iam.send(
      new PutUserPolicyCommand({ UserName: 'Powerless', PolicyName: 'now', PolicyDocument }),
    );
    expect(await reads(powerless, bucket)).toBe('content');
  });

  it('a deny on either side wins', async () => {
    const bucket = await newBucket('denied-sides');
    const grant = grantTo({ AWS: development }, bucket);
    const arn = `arn:aws:iam::${development}:user/Reader`;
    await setPolicy(bucket, grant, grantTo({ AWS: arn }, bucket, { Effect: 'Deny' }));
    expect(await reads(reader, bucket)).toMatch(
      /with an explicit deny in a resource-based policy$/,
    );
    await setPolicy(bucket, grant);
    expect(await reads(reader, bucket)).toBe('content');
  });

  it('outside the organization nothing but the plain words is told', async () => {
    const stranger = await addAccount(world);
    const bucket = await newBucket('asked-by-strangers');
    expect(
      await refused(stranger.s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'a' }))),
    ).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: 'Access Denied',
    });
    await setPolicy(bucket, grantTo({ AWS: stranger.accountId }, bucket));
    expect(await reads(stranger, bucket)).toBe('content');
  });
});

describe('within the account', () => {
  it('the bucket policy alone is enough for a user that it names, not by way of the account', async () => {
    const bucket = await newBucket('within-the-account');
    const guest = await newUser(world, world.productionAdmin, { name: 'Guest' });
    expect(await reads(guest, bucket)).toMatch(/no identity-based policy allows/);
    await setPolicy(bucket, grantTo({ AWS: production }, bucket));
    expect(await reads(guest, bucket)).toMatch(/no identity-based policy allows/);
    await setPolicy(bucket, grantTo({ AWS: `arn:aws:iam::${production}:user/Guest` }, bucket));
    expect(await reads(guest, bucket)).toBe('content');
    await setPolicy(
      bucket,
      grantTo({ AWS: `arn:aws:iam::${production}:user/Guest` }, bucket),
      grantTo('*', bucket, { Effect: 'Deny' }),
    );
    expect(await reads(guest, bucket)).toMatch(/explicit deny in a resource-based policy$/);
    expect(await reads(world.productionAdmin, bucket)).toMatch(/explicit deny/);
  });
});

describe('anyone', () => {
  it('is let in only where Block Public Access was taken away', async () => {
    const bucket = await newBucket('public-bucket');
    const grant = grantTo('*', bucket);
    expect(await anyoneReads(bucket)).toBe('403 AccessDenied');
    expect(await refused(setPolicy(bucket, grant))).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: expect.stringMatching(
        /^User: \S+ is not authorized to perform: s3:PutBucketPolicy on resource: "\S+" because public policies are blocked by the BlockPublicPolicy block public access setting\.$/,
      ) as string,
    });
    await owner.send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
    await setPolicy(bucket, grant);
    const status = await owner.send(new GetBucketPolicyStatusCommand({ Bucket: bucket }));
    expect(status.PolicyStatus?.IsPublic).toBe(true);
    expect(await anyoneReads(bucket)).toBe('content');
    expect((await fetch(`${world.endpoint}/${bucket}`)).status).toBe(403);
    const put = await fetch(`${world.endpoint}/${bucket}/b`, { method: 'PUT', body: 'x' });
    expect(put.status).toBe(403);

    const restrict = { RestrictPublicBuckets: true };
    await owner.send(
      new PutPublicAccessBlockCommand({
        Bucket: bucket,
        PublicAccessBlockConfiguration: restrict,
      }),
    );
    expect(await anyoneReads(bucket)).toBe('403 AccessDenied');
    expect(await reads(world.productionAdmin, bucket)).toBe('content');
  });

  it('from one address only is not public', async () => {
    const bucket = await newBucket('one-address');
    const from = (cidr: string) =>
      grantTo('*', bucket, { Condition: { IpAddress: { 'aws:SourceIp': cidr } } });
    await setPolicy(bucket, from('127.0.0.1/32'));
    const status = await owner.send(new GetBucketPolicyStatusCommand({ Bucket: bucket }));
    expect(status.PolicyStatus?.IsPublic).toBe(false);
    expect(await anyoneReads(bucket)).toBe('content');
    await setPolicy(bucket, from('192.0.2.0/24'));
    expect(await anyoneReads(bucket)).toBe('403 AccessDenied');
  });
});

describe('a policy that cannot be', () => {
  it.each([
    ['names nobody', { Principal: { AWS: `arn:aws:iam::${development}:user/Nobody` } }],
    ['is about another bucket', { Resource: 'arn:aws:s3:::another/*' }],
  ])('%s', async (_, more) => {
    const bucket = 'productionapp';
    const call = setPolicy(bucket, { ...grantTo('*', bucket), ...more });
    expect(await codeOf(call)).toBe('MalformedPolicy');
  });
});

it('lists for those alone who may', async () => {
  const bucket = 'productionapp';
  const list = new ListObjectsV2Command({ Bucket: bucket });
  expect(await codeOf(world.david.s3.send(list))).toBe('AccessDenied');
  expect((await owner.send(list)).KeyCount).toBe(2);
});

it('never failed inside', () => {
  expect(world.loggedErrors).toEqual([]);
});
