import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow } from '../../../../test/identities.ts';
import { addAccount, addBucket, refused } from '../../../../test/s3.ts';

const server = await startTestServer();
const { s3, clientsFor, credentials } = server;
const other = await addAccount(server);
const inRegion = (region: string) => clientsFor(credentials, { region }).s3;

describe('CreateBucket and HeadBucket', () => {
  it('makes a bucket and tells where it is', async () => {
    const made = await s3.send(new CreateBucketCommand({ Bucket: 'first-bucket' }));
    expect(made).toMatchObject({
      Location: '/first-bucket',
      BucketArn: 'arn:aws:s3:::first-bucket',
    });
    expect(await s3.send(new HeadBucketCommand({ Bucket: 'first-bucket' }))).toMatchObject({
      BucketArn: 'arn:aws:s3:::first-bucket',
      BucketRegion: 'us-east-1',
      AccessPointAlias: false,
    });
    const located = await s3.send(new GetBucketLocationCommand({ Bucket: 'first-bucket' }));
    expect(located.LocationConstraint).toBeUndefined();
  });

  it.each([
    'ab',
    'Upper',
    'under_score',
    '_files',
    'a..b',
    '192.168.1.1',
    '-dash',
    'dash-',
    'xn--x1',
    'b-s3alias',
    'a'.repeat(64),
  ])('refuses the name %s', async (Bucket) => {
    expect(await refused(s3.send(new CreateBucketCommand({ Bucket })))).toMatchObject({
      code: 'InvalidBucketName',
      status: 400,
      message: 'The specified bucket is not valid.',
      BucketName: Bucket,
    });
  });

  it('keeps names unique across accounts', async () => {
    await s3.send(new CreateBucketCommand({ Bucket: 'taken-name' }));
    const again = other.s3.send(new CreateBucketCommand({ Bucket: 'taken-name' }));
    expect(await refused(again)).toMatchObject({ code: 'BucketAlreadyExists', status: 409 });
  });

  it('lets the owner create again in us-east-1 only', async () => {
    const Bucket = 'again-and-again';
    await s3.send(new CreateBucketCommand({ Bucket }));
    expect(await s3.send(new CreateBucketCommand({ Bucket }))).toMatchObject({
      Location: `/${Bucket}`,
    });
    const west = inRegion('us-west-2');
    const LocationConstraint = 'us-west-2' as const;
    const make = () =>
      west.send(
        new CreateBucketCommand({
          Bucket: 'western-bucket',
          CreateBucketConfiguration: { LocationConstraint },
        }),
      );
    expect((await make()).Location).toMatch(/^http:\/\/western-bucket\..*\/$/);
    expect(await refused(make())).toMatchObject({
      code: 'BucketAlreadyOwnedByYou',
      status: 409,
      message: 'Your previous request to create the named bucket succeeded and you already own it.',
    });
    const located = await west.send(new GetBucketLocationCommand({ Bucket: 'western-bucket' }));
    expect(located.LocationConstraint).toBe('us-west-2');
  });

  it.each([
    ['us-east-1', 'us-east-1', 'InvalidLocationConstraint', /location-constraint is not valid/],
    ['us-east-1', 'nowhere', 'InvalidLocationConstraint', /location-constraint is not valid/],
    ['eu-west-1', 'us-west-2', 'IllegalLocationConstraintException', /^The us-west-2 location/],
  ])('in %s refuses the constraint %s', async (...row) => {
    const [region, constraint, code, message] = row;
    const command = new CreateBucketCommand({
      Bucket: 'nowhere-bucket',
      CreateBucketConfiguration: { LocationConstraint: constraint as 'us-west-2' },
    });
    const answer = await refused(inRegion(region).send(command));
    expect(answer).toMatchObject({ code, status: 400 });
    expect(answer.message).toMatch(message);
  });

  it('takes tags, once', async () => {
    const command = () =>
      new CreateBucketCommand({
        Bucket: 'tagged-bucket',
        CreateBucketConfiguration: { Tags: [{ Key: 'team', Value: 'blue' }] },
      });
    await s3.send(command());
    const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket: 'tagged-bucket' }));
    expect(TagSet).toEqual([{ Key: 'team', Value: 'blue' }]);
    expect(await refused(s3.send(command()))).toMatchObject({ code: 'BucketAlreadyOwnedByYou' });
  });

  it('refuses ACLs and what is not built', async () => {
    const acl = new CreateBucketCommand({ Bucket: 'acl-bucket', ACL: 'public-read' });
    expect(await refused(s3.send(acl))).toMatchObject({
      code: 'InvalidBucketAclWithObjectOwnership',
      status: 400,
    });
    const lock = new CreateBucketCommand({
      Bucket: 'lock-bucket',
      ObjectLockEnabledForBucket: true,
    });
    expect(await refused(s3.send(lock))).toMatchObject({ code: 'NotImplemented', status: 501 });
  });

  it('denies callers without permission, in the owner’s account with the reason', async () => {
    const user = await addUser(server, 'no-buckets');
    const denied = await refused(
      user.s3.send(new CreateBucketCommand({ Bucket: 'denied-bucket' })),
    );
    expect(denied).toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: `User: arn:aws:iam::${server.accountId}:user/no-buckets is not authorized to perform: s3:CreateBucket on resource: "arn:aws:s3:::denied-bucket" because no identity-based policy allows the s3:CreateBucket action`,
    });
    const headed = user.s3.send(new HeadBucketCommand({ Bucket: 'first-bucket' }));
    expect((await refused(headed)).status).toBe(403);
    const missing = user.s3.send(new HeadBucketCommand({ Bucket: 'no-such-bucket' }));
    expect((await refused(missing)).status).toBe(404);
  });

  it('tells foreign accounts no reason', async () => {
    const located = other.s3.send(new GetBucketLocationCommand({ Bucket: 'first-bucket' }));
    expect(await refused(located)).toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: 'Access Denied',
    });
  });

  it('checks the expected owner', async () => {
    const head = (ExpectedBucketOwner: string) =>
      s3.send(new GetBucketLocationCommand({ Bucket: 'first-bucket', ExpectedBucketOwner }));
    await head(server.accountId);
    expect(await refused(head(other.accountId))).toMatchObject({ code: 'AccessDenied' });
    expect(await refused(head('abc'))).toMatchObject({
      code: 'InvalidBucketOwnerAWSAccountID',
      status: 400,
      message:
        'The value of the expected bucket owner parameter must be an AWS Account ID... [abc]',
    });
  });
});

describe('ListBuckets', () => {
  it('lists the account’s own buckets in order', async () => {
    const { Buckets, Owner } = await other.s3.send(new ListBucketsCommand({}));
    expect(Buckets ?? []).toEqual([]);
    expect(Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
    for (const Bucket of ['list-b', 'list-a', 'list-c']) {
      await other.s3.send(new CreateBucketCommand({ Bucket }));
    }
    const all = await other.s3.send(new ListBucketsCommand({}));
    expect(all.Buckets?.map(({ Name }) => Name)).toEqual(['list-a', 'list-b', 'list-c']);
    expect(all.Buckets?.[0]?.CreationDate).toBeInstanceOf(Date);
  });

  it('pages and filters', async () => {
    const first = await other.s3.send(new ListBucketsCommand({ MaxBuckets: 2 }));
    expect(first.Buckets?.map(({ Name }) => Name)).toEqual(['list-a', 'list-b']);
    expect(first.Buckets?.[0]).toMatchObject({
      BucketRegion: 'us-east-1',
      BucketArn: 'arn:aws:s3:::list-a',
    });
    const { ContinuationToken } = first;
    const rest = await other.s3.send(new ListBucketsCommand({ MaxBuckets: 2, ContinuationToken }));
    expect(rest.Buckets?.map(({ Name }) => Name)).toEqual(['list-c']);
    expect(rest.ContinuationToken).toBeUndefined();
    const some = await other.s3.send(new ListBucketsCommand({ Prefix: 'list-b' }));
    expect(some).toMatchObject({ Prefix: 'list-b', Buckets: [{ Name: 'list-b' }] });
    const none = await other.s3.send(new ListBucketsCommand({ BucketRegion: 'eu-west-1' }));
    expect(none.Buckets ?? []).toEqual([]);
  });

  it('refuses bad parameters', async () => {
    const region = other.s3.send(new ListBucketsCommand({ BucketRegion: 'mars-1' }));
    expect(await refused(region)).toMatchObject({
      code: 'InvalidArgument',
      message: 'Argument value mars-1 is not a valid AWS Region',
      ArgumentName: 'bucket-region',
    });
    const token = other.s3.send(new ListBucketsCommand({ ContinuationToken: 'äöü' }));
    expect(await refused(token)).toMatchObject({
      code: 'InvalidArgument',
      message: 'The continuation token provided is incorrect',
    });
  });

  it('needs s3:ListAllMyBuckets', async () => {
    const user = await addUser(server, 'lister', [allow('s3:ListBucket')]);
    expect(await refused(user.s3.send(new ListBucketsCommand({})))).toMatchObject({
      code: 'AccessDenied',
      message: expect.stringContaining('s3:ListAllMyBuckets because no identity-based policy'),
    });
    const anonymous = await fetch(`${server.endpoint}/`);
    expect(anonymous.status).toBe(403);
  });
});

describe('DeleteBucket', () => {
  it('deletes empty buckets only, and what is made anew is empty', async () => {
    const Bucket = await addBucket(s3);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'v' }));
    expect(await refused(s3.send(new DeleteBucketCommand({ Bucket })))).toMatchObject({
      code: 'BucketNotEmpty',
      status: 409,
      message: 'The bucket you tried to delete is not empty',
      BucketName: Bucket,
    });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
    await s3.send(new DeleteBucketCommand({ Bucket }));
    expect(await refused(s3.send(new DeleteBucketCommand({ Bucket })))).toMatchObject({
      code: 'NoSuchBucket',
      status: 404,
      message: 'The specified bucket does not exist',
      BucketName: Bucket,
    });
    await other.s3.send(new CreateBucketCommand({ Bucket }));
  });

  it('aborts uploads in progress', async () => {
    const Bucket = await addBucket(s3);
    for (let upload = 0; upload < 7; upload += 1) {
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'k' }));
      await s3.send(
        new UploadPartCommand({ Bucket, Key: 'k', UploadId, PartNumber: 1, Body: 'part' }),
      );
    }
    await s3.send(new DeleteBucketCommand({ Bucket }));
    const left = await server.server.state.metadata.read((tx) =>
      tx.scan({ prefix: ['upload-part'], limit: 10 }),
    );
    expect(left).toEqual([]);
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
