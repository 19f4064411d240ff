import { DeleteObjectsCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Delete } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser } from '../../../../test/identities.ts';
import { addBucket, putKeys, refused } from '../../../../test/s3.ts';

const server = await startTestServer();
const { s3 } = server;

const remove = (Bucket: string, Delete: Delete, client = s3) =>
  client.send(new DeleteObjectsCommand({ Bucket, Delete }));

describe('DeleteObjects', () => {
  it('answers for each key, also those that are not there', async () => {
    const Bucket = await addBucket(s3);
    await putKeys(s3, Bucket, ['a', 'b <&>', 'c']);
    const { Deleted, Errors } = await remove(Bucket, {
      Objects: [{ Key: 'a' }, { Key: 'b <&>' }, { Key: 'missing' }],
    });
    expect(Deleted).toEqual([{ Key: 'a' }, { Key: 'b <&>' }, { Key: 'missing' }]);
    expect(Errors).toBeUndefined();
    const left = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(left.Contents?.map(({ Key }) => Key)).toEqual(['c']);
  });

  it('is quiet about success on request', async () => {
    const Bucket = await addBucket(s3);
    await putKeys(s3, Bucket, ['a']);
    const Objects = [{ Key: 'a' }, { Key: 'b', VersionId: 'x'.repeat(32) }];
    const { Deleted, Errors } = await remove(Bucket, { Objects, Quiet: true });
    expect(Deleted).toBeUndefined();
    expect(Errors).toEqual([
      {
        Key: 'b',
        VersionId: 'x'.repeat(32),
        Code: 'NoSuchVersion',
        Message: 'The specified version does not exist.',
      },
    ]);
  });

  it('holds the condition of each key', async () => {
    const Bucket = await addBucket(s3);
    await putKeys(s3, Bucket, ['a', 'b']);
    const { ETag } = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
    const { Deleted, Errors } = await remove(Bucket, {
      Objects: [
        { Key: 'a', ETag },
        { Key: 'b', ETag },
      ],
    });
    expect(Deleted).toEqual([{ Key: 'a' }]);
    expect(Errors).toMatchObject([{ Key: 'b', Code: 'PreconditionFailed' }]);
  });

  it('decides on each key', async () => {
    const Bucket = await addBucket(s3);
    await putKeys(s3, Bucket, ['mine/a', 'theirs/b']);
    const user = await addUser(server, 'deleter', [
      { Effect: 'Allow', Action: 's3:DeleteObject', Resource: `arn:aws:s3:::${Bucket}/mine/*` },
    ]);
    const { Deleted, Errors } = await remove(
      Bucket,
      { Objects: [{ Key: 'mine/a' }, { Key: 'theirs/b' }, { Key: 'mine/a', VersionId: 'null' }] },
      user.s3,
    );
    expect(Deleted).toEqual([{ Key: 'mine/a' }]);
    expect(Errors).toMatchObject([
      {
        Key: 'theirs/b',
        Code: 'AccessDenied',
        Message: `User: arn:aws:iam::${server.accountId}:user/deleter is not authorized to perform: s3:DeleteObject on resource: "arn:aws:s3:::${Bucket}/theirs/b" because no identity-based policy allows the s3:DeleteObject action`,
      },
      { Key: 'mine/a', VersionId: 'null', Code: 'AccessDenied' },
    ]);
    const left = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(left.KeyCount).toBe(1);
  });

  it('refuses lists of none and of too many', async () => {
    const Bucket = await addBucket(s3);
    const many = Array.from({ length: 1001 }, (_, index) => ({ Key: String(index) }));
    for (const Objects of [[], many]) {
      expect(await refused(remove(Bucket, { Objects }))).toMatchObject({
        code: 'MalformedXML',
        status: 400,
        message:
          'The XML you provided was not well-formed or did not validate against our published schema',
      });
    }
    expect(await refused(remove('no-such-bucket', { Objects: [{ Key: 'k' }] }))).toMatchObject({
      code: 'NoSuchBucket',
    });
    const thousand = many.slice(0, 1000);
    expect((await remove(Bucket, { Objects: thousand })).Deleted).toHaveLength(1000);
  });

  it('gives strangers nothing', async () => {
    const Bucket = await addBucket(s3);
    await putKeys(s3, Bucket, ['a']);
    const body = '<Delete><Object><Key>a</Key></Object></Delete>';
    const url = `${server.endpoint}/${Bucket}?delete`;
    const without = await fetch(url, { method: 'POST', body });
    expect(without.status).toBe(400);
    expect(await without.text()).toContain('Missing required header for this request');
    const { createHash } = await import('node:crypto');
    const md5 = createHash('md5').update(body).digest('base64');
    const stranger = await fetch(url, { method: 'POST', body, headers: { 'content-md5': md5 } });
    expect(await stranger.text()).toContain(
      '<Code>AccessDenied</Code><Message>Access Denied</Message>',
    );
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(1);
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
