import { CreateUserCommand, DeleteUserCommand } from '@aws-sdk/client-iam';
import {
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow } from '../../../../test/identities.ts';
import { addAccount, addBucket, refused } from '../../../../test/s3.ts';

const server = await startTestServer();
const { s3, iam, accountId } = server;
const other = await addAccount(server);

async function bucketWithObject(): Promise<string> {
  const Bucket = await addBucket(s3);
  await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'body' }));
  return Bucket;
}

interface Statement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: object;
}

const putPolicy = (Bucket: string, statement: Statement, client = s3) => {
  const whole = { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...whole, ...statement }] });
  return client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
};

const putBlock = (Bucket: string, block: PublicAccessBlockConfiguration) =>
  s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: block }));

const read = (Bucket: string, client = s3) =>
  client.send(new GetObjectCommand({ Bucket, Key: 'k' }));

const openToAll = { BlockPublicPolicy: false, RestrictPublicBuckets: false };

describe('bucket policies', () => {
  it('name another account by its canonical user id', async () => {
    const Bucket = await bucketWithObject();
    expect(await refused(read(Bucket, other.s3))).toMatchObject({ code: 'AccessDenied' });
    const { Owner } = await other.s3.send(new ListBucketsCommand({}));
    await putPolicy(Bucket, { Principal: { CanonicalUser: Owner?.ID } });
    await expect(read(Bucket, other.s3)).resolves.toBeDefined();
  });

  it('are kept, shown and deleted', async () => {
    const Bucket = await addBucket(s3);
    const get = () => s3.send(new GetBucketPolicyCommand({ Bucket }));
    expect(await refused(get())).toMatchObject({
      code: 'NoSuchBucketPolicy',
      status: 404,
      message: 'The bucket policy does not exist',
      BucketName: Bucket,
    });
    const put = await putPolicy(Bucket, { Principal: { AWS: other.accountId } });
    expect(put.$metadata.httpStatusCode).toBe(204);
    const shown = JSON.parse((await get()).Policy ?? '') as { Statement: Statement[] };
    expect(shown.Statement[0]?.Principal).toEqual({ AWS: `arn:aws:iam::${other.accountId}:root` });
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect((await refused(get())).code).toBe('NoSuchBucketPolicy');
  });

  it.each([
    ['', /Policies must be valid JSON and the first byte must be '\{'|Request Body is empty/],
    ['text', /^Policies must be valid JSON and the first byte must be '\{'$/],
    ['{}', /^Missing required field Statement$/],
    [
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::elsewhere/*"}]}',
      /^Policy has invalid resource$/,
    ],
    [
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"iam:GetUser","Resource":"*"}]}',
      /^Policy has invalid/,
    ],
    [
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999999999998:user/nobody"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::BUCKET/*"}]}',
      /^Invalid principal in policy$/,
    ],
  ])('are refused: %s', async (template, message) => {
    const Bucket = await addBucket(s3);
    const Policy = template.replaceAll('BUCKET', Bucket);
    const answer = await refused(s3.send(new PutBucketPolicyCommand({ Bucket, Policy })));
    expect(answer.status).toBe(400);
    expect(answer.message).toMatch(message);
    if (Policy !== '') expect(answer.code).toBe('MalformedPolicy');
  });

  it('are bound to the principals that were there', async () => {
    const Bucket = await bucketWithObject();
    const user = await addUser(server, 'bound-user');
    await putPolicy(Bucket, { Principal: { AWS: `arn:aws:iam::${accountId}:user/bound-user` } });
    await read(Bucket, user.s3);
    const { UserName } = { UserName: 'rebound' };
    const { User } = await iam.send(new CreateUserCommand({ UserName }));
    await putPolicy(Bucket, { Principal: { AWS: User?.Arn } });
    const shown = async () => (await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy;
    expect(await shown()).toContain(`"${User?.Arn}"`);
    await iam.send(new DeleteUserCommand({ UserName }));
    expect(await shown()).toContain(`"${User?.UserId}"`);
    await iam.send(new CreateUserCommand({ UserName }));
    expect(await shown()).toContain(`"${User?.UserId}"`);
    expect((await refused(read(Bucket, user.s3))).code).toBe('AccessDenied');
  });

  it('cannot lock the root user out of themselves', async () => {
    const Bucket = await bucketWithObject();
    await putPolicy(Bucket, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
    });
    expect(await refused(read(Bucket))).toMatchObject({
      code: 'AccessDenied',
      message: `User: arn:aws:iam::${accountId}:root is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::${Bucket}/k" with an explicit deny in a resource-based policy`,
    });
    const admin = await addUser(server, 'locked-out', [allow('*')]);
    const attempt = admin.s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect((await refused(attempt)).code).toBe('AccessDenied');
    await s3.send(new GetBucketPolicyCommand({ Bucket }));
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await read(Bucket);
  });

  it('need both sides across accounts, one within', async () => {
    const Bucket = await bucketWithObject();
    expect((await refused(read(Bucket, other.s3))).code).toBe('AccessDenied');
    await putPolicy(Bucket, { Principal: { AWS: other.accountId } });
    await read(Bucket, other.s3);
    const listing = other.s3.send(new ListObjectsV2Command({ Bucket }));
    expect((await refused(listing)).code).toBe('AccessDenied');
  });

  it('are for those who may', async () => {
    const Bucket = await addBucket(s3);
    const user = await addUser(server, 'no-policies', [allow('s3:ListBucket')]);
    expect((await refused(putPolicy(Bucket, { Principal: '*' }, user.s3))).message).toContain(
      's3:PutBucketPolicy',
    );
    expect((await refused(putPolicy(Bucket, { Principal: '*' }, other.s3))).message).toBe(
      'Access Denied',
    );
  });
});

describe('Block Public Access', () => {
  it('is on for new buckets, and what is left out is off', async () => {
    const Bucket = await addBucket(s3);
    const get = () => s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    const all = (value: boolean) => ({
      BlockPublicAcls: value,
      IgnorePublicAcls: value,
      BlockPublicPolicy: value,
      RestrictPublicBuckets: value,
    });
    expect((await get()).PublicAccessBlockConfiguration).toEqual(all(true));
    await putBlock(Bucket, { BlockPublicAcls: true });
    const { PublicAccessBlockConfiguration } = await get();
    expect(PublicAccessBlockConfiguration).toEqual({ ...all(false), BlockPublicAcls: true });
    expect(await refused(putBlock(Bucket, {}))).toMatchObject({
      code: 'InvalidRequest',
      message: 'Must specify at least one configuration.',
    });
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    expect(await refused(get())).toMatchObject({
      code: 'NoSuchPublicAccessBlockConfiguration',
      status: 404,
      message: 'The public access block configuration was not found',
    });
  });

  it('BlockPublicPolicy refuses public policies and no others', async () => {
    const Bucket = await bucketWithObject();
    expect(await refused(putPolicy(Bucket, { Principal: '*' }))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: `User: arn:aws:iam::${accountId}:root is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${Bucket}" because public policies are blocked by the BlockPublicPolicy block public access setting.`,
    });
    const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } };
    await putPolicy(Bucket, { Principal: '*', Condition: organization });
    const status = await s3.send(new GetBucketPolicyStatusCommand({ Bucket }));
    expect(status.PolicyStatus?.IsPublic).toBe(false);
  });

  it('off lets strangers in as far as the policy does', async () => {
    const Bucket = await bucketWithObject();
    const url = `${server.endpoint}/${Bucket}/k`;
    expect((await fetch(url)).status).toBe(403);
    await putBlock(Bucket, openToAll);
    await putPolicy(Bucket, { Principal: '*' });
    const status = await s3.send(new GetBucketPolicyStatusCommand({ Bucket }));
    expect(status.PolicyStatus?.IsPublic).toBe(true);
    const got = await fetch(url);
    expect(await got.text()).toBe('body');
    expect((await fetch(`${url}?response-content-type=text/html`)).status).toBe(400);
    expect((await fetch(`${server.endpoint}/${Bucket}/missing`)).status).toBe(403);
    expect((await fetch(`${server.endpoint}/${Bucket}`)).status).toBe(403);
    await read(Bucket, other.s3);
  });

  it('RestrictPublicBuckets keeps everyone but the owner’s account out of public buckets', async () => {
    const Bucket = await bucketWithObject();
    await putBlock(Bucket, openToAll);
    await putPolicy(Bucket, { Principal: { AWS: ['*', other.accountId] } });
    await read(Bucket, other.s3);
    await putBlock(Bucket, { RestrictPublicBuckets: true });
    expect((await refused(read(Bucket, other.s3))).code).toBe('AccessDenied');
    expect((await fetch(`${server.endpoint}/${Bucket}/k`)).status).toBe(403);
    const user = await addUser(server, 'inside');
    await read(Bucket, user.s3);
    await putPolicy(Bucket, { Principal: { AWS: other.accountId } });
    await read(Bucket, other.s3);
  });

  it('needs its own permissions', async () => {
    const Bucket = await addBucket(s3);
    const user = await addUser(server, 'no-block');
    for (const [call, action] of [
      [
        () => user.s3.send(new GetPublicAccessBlockCommand({ Bucket })),
        's3:GetBucketPublicAccessBlock',
      ],
      [
        () => user.s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
        's3:PutBucketPublicAccessBlock',
      ],
      [
        () => user.s3.send(new GetBucketPolicyStatusCommand({ Bucket })),
        's3:GetBucketPolicyStatus',
      ],
    ] as const) {
      expect((await refused(call())).message).toContain(`perform: ${action} on`);
    }
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
