import { hash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { PutObjectCommandInput } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser } from '../../../../test/identities.ts';
import { addAccount, addBucket, refused } from '../../../../test/s3.ts';

const server = await startTestServer();
const { s3 } = server;
const Bucket = await addBucket(s3);

const put = (input: Partial<PutObjectCommandInput> & { Key: string }) =>
  s3.send(new PutObjectCommand({ Bucket, Body: 'body', ...input }));

async function text(Key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString() ?? '';
}

describe('PutObject', () => {
  it('keeps bytes, headers and metadata', async () => {
    const Expires = new Date('2030-01-01T00:00:00Z');
    const given = {
      CacheControl: 'no-store',
      ContentDisposition: 'attachment; filename="a.txt"',
      ContentEncoding: 'gzip',
      ContentLanguage: 'de',
      ContentType: 'text/plain; charset=utf-8',
      WebsiteRedirectLocation: '/elsewhere',
      StorageClass: 'STANDARD_IA' as const,
    };
    const Metadata = { colour: 'blue', 'with-dash': 'x y' };
    const answer = await put({ Key: 'full', ...given, Expires, Metadata });
    expect(answer).toMatchObject({
      ETag: `"${hash('md5', 'body')}"`,
      ServerSideEncryption: 'AES256',
      ChecksumType: 'FULL_OBJECT',
    });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'full' }));
    expect(head).toMatchObject({ ...given, Metadata, ContentLength: 4, AcceptRanges: 'bytes' });
    expect(head.ExpiresString).toBe('Tue, 01 Jan 2030 00:00:00 GMT');
    expect(head.ETag).toBe(answer.ETag);
    expect(await text('full')).toBe('body');
  });

  it.each(['a/../b', './x', 'a//b', 'trailing/', 'ä ö+ü%20', '😀', 'q?x=1&y#z', "'(!*~)'"])(
    'keeps the key %s',
    async (Key) => {
      await put({ Key, Body: Key });
      expect(await text(Key)).toBe(Key);
    },
  );

  it('replaces what was there, body and description', async () => {
    await put({ Key: 'twice', Body: 'one', Metadata: { a: '1' }, Tagging: 'x=y' });
    await put({ Key: 'twice', Body: 'second' });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'twice' }));
    expect(head).toMatchObject({ ContentLength: 6, Metadata: {} });
    expect(head.TagCount).toBeUndefined();
  });

  it.each([0, 1, 65_536, 65_537, 3_000_000])('keeps %i bytes whole', async (size) => {
    const Body = Buffer.alloc(size, 'abcdefg');
    const answer = await put({ Key: `size-${size}`, Body });
    expect(answer.ETag).toBe(`"${hash('md5', Body)}"`);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: `size-${size}` }));
    expect(got.ContentLength).toBe(size);
    const bytes = (await got.Body?.transformToByteArray()) ?? new Uint8Array();
    expect(Buffer.compare(bytes, Body)).toBe(0);
  });

  it.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)(
    'keeps the checksum %s that the client sends',
    async (ChecksumAlgorithm) => {
      const Key = `checksum-${ChecksumAlgorithm}`;
      const member = `Checksum${ChecksumAlgorithm}` as const;
      const answer = await put({ Key, ChecksumAlgorithm });
      expect(answer[member]).toBeDefined();
      const plain = await s3.send(new HeadObjectCommand({ Bucket, Key }));
      expect(plain[member]).toBeUndefined();
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
      expect(head).toMatchObject({ [member]: answer[member], ChecksumType: 'FULL_OBJECT' });
    },
  );

  it('refuses damaged bodies and keeps nothing of them', async () => {
    const md5 = put({ Key: 'damaged', ContentMD5: hash('md5', 'other', 'base64') });
    expect(await refused(md5)).toMatchObject({
      code: 'BadDigest',
      status: 400,
      message: 'The Content-MD5 you specified did not match what we received.',
      ExpectedDigest: hash('md5', 'other', 'base64'),
    });
    const sha = put({ Key: 'damaged', ChecksumSHA256: hash('sha256', 'other', 'base64') });
    expect(await refused(sha)).toMatchObject({
      code: 'BadDigest',
      message: 'The SHA256 you specified did not match the calculated checksum.',
    });
    const large = put({
      Key: 'damaged',
      Body: Buffer.alloc(200_000),
      ChecksumSHA256: hash('sha256', 'other', 'base64'),
    });
    expect((await refused(large)).code).toBe('BadDigest');
    expect((await refused(text('damaged'))).code).toBe('NoSuchKey');
    const left: string[] = [];
    for await (const { id, size } of server.server.state.blobs.list()) {
      if (size === 200_000) left.push(id);
    }
    expect(left).toEqual([]);
  });

  it('writes on conditions', async () => {
    const first = await put({ Key: 'cond', IfNoneMatch: '*' });
    expect(await refused(put({ Key: 'cond', IfNoneMatch: '*' }))).toMatchObject({
      code: 'PreconditionFailed',
      status: 412,
      message: 'At least one of the pre-conditions you specified did not hold',
      Condition: 'If-None-Match',
    });
    await put({ Key: 'cond', Body: 'next', IfMatch: first.ETag });
    expect(await refused(put({ Key: 'cond', IfMatch: first.ETag }))).toMatchObject({
      code: 'PreconditionFailed',
      Condition: 'If-Match',
    });
    expect(await refused(put({ Key: 'not-there', IfMatch: first.ETag }))).toMatchObject({
      code: 'NoSuchKey',
      status: 404,
    });
    for (const condition of [{ IfNoneMatch: '"abc"' }, { IfMatch: '*' }]) {
      expect(await refused(put({ Key: 'cond', ...condition }))).toMatchObject({
        code: 'NotImplemented',
        status: 501,
      });
    }
    expect(await refused(put({ Key: 'cond', IfMatch: 'a', IfNoneMatch: '*' }))).toMatchObject({
      Header: 'If-Match,If-None-Match',
    });
  });

  it('lets one of many concurrent writers be the first', async () => {
    const writers = Array.from({ length: 8 }, (_, index) =>
      put({ Key: 'race', Body: String(index), IfNoneMatch: '*' }).then(
        () => 'won',
        (error: Error) => error.name,
      ),
    );
    const outcomes = await Promise.all(writers);
    expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['won', 'PreconditionFailed']));
  });

  it.each([
    [{ Key: 'x'.repeat(1025) }, 'KeyTooLongError', 'Your key is too long'],
    [{ Key: 'ü'.repeat(513) }, 'KeyTooLongError', 'Your key is too long'],
    [
      { Key: 'k', Metadata: { a: 'x'.repeat(2048) } },
      'MetadataTooLarge',
      'Your metadata headers exceed the maximum allowed metadata size',
    ],
    [
      { Key: 'k', StorageClass: 'OUTPOSTS' as const },
      'InvalidStorageClass',
      'The storage class you specified is not valid',
    ],
    [
      { Key: 'k', ACL: 'public-read' as const },
      'AccessControlListNotSupported',
      'The bucket does not allow ACLs',
    ],
    [
      {
        Key: 'k',
        ObjectLockMode: 'GOVERNANCE' as const,
        ObjectLockRetainUntilDate: new Date(4e12),
      },
      'InvalidRequest',
      'Bucket is missing Object Lock Configuration',
    ],
    [
      { Key: 'k', Tagging: 'a=1&a=2' },
      'InvalidArgument',
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    ],
  ])('refuses %o', async (input, code, message) => {
    expect(await refused(put(input))).toMatchObject({ code, status: 400, message });
  });

  it.each([
    { ServerSideEncryption: 'aws:kms' as const },
    { SSECustomerAlgorithm: 'AES256', SSECustomerKey: '0'.repeat(32) },
    { StorageClass: 'GLACIER' as const },
  ])('does not pretend to %o', async (input) => {
    const call = put({ Key: 'k', ...input });
    // Some SDKs refuse customer keys over plain HTTP themselves; either way nothing is stored.
    expect(['NotImplemented', 'Error']).toContain((await refused(call)).code);
  });

  it('accepts the owner’s own ACL and SSE-S3', async () => {
    await put({ Key: 'own', ACL: 'bucket-owner-full-control', ServerSideEncryption: 'AES256' });
    await put({ Key: 'own', ACL: 'private' });
  });

  it('asks for tagging and ACL permissions beside s3:PutObject', async () => {
    const user = await addUser(server, 'putter', [
      { Effect: 'Allow', Action: 's3:PutObject', Resource: `arn:aws:s3:::${Bucket}/*` },
    ]);
    const attempt = (input: Partial<PutObjectCommandInput>) =>
      user.s3.send(new PutObjectCommand({ Bucket, Key: 'by-user', Body: 'x', ...input }));
    await attempt({});
    expect((await refused(attempt({ Tagging: 'a=b' }))).message).toContain('s3:PutObjectTagging');
    expect((await refused(attempt({ ACL: 'private' }))).message).toContain('s3:PutObjectAcl');
    const elsewhere = new PutObjectCommand({ Bucket: await addBucket(s3), Key: 'k', Body: 'x' });
    expect((await refused(user.s3.send(elsewhere))).code).toBe('AccessDenied');
  });

  it('decides on request tags, storage class and conditions', async () => {
    const Resource = `arn:aws:s3:::${Bucket}/*`;
    const tags = {
      StringEquals: { 's3:RequestObjectTag/team': 'blue' },
      'ForAllValues:StringEquals': { 's3:RequestObjectTagKeys': ['team'] },
    };
    const user = await addUser(server, 'tag-putter', [
      { Effect: 'Allow', Action: 's3:PutObjectTagging', Resource, Condition: tags },
      {
        Effect: 'Allow',
        Action: 's3:PutObject',
        Resource,
        Condition: {
          ...tags,
          StringEqualsIfExists: { 's3:x-amz-storage-class': 'STANDARD' },
          Null: { 's3:if-none-match': 'false' },
          Bool: { 's3:ObjectCreationOperation': 'true' },
        },
      },
    ]);
    const attempt = (input: Partial<PutObjectCommandInput>) =>
      user.s3.send(
        new PutObjectCommand({
          Bucket,
          Key: `t-${Math.random()}`,
          Body: 'x',
          IfNoneMatch: '*',
          ...input,
        }),
      );
    await attempt({ Tagging: 'team=blue' });
    expect((await refused(attempt({ Tagging: 'team=red' }))).code).toBe('AccessDenied');
    expect((await refused(attempt({ Tagging: 'team=blue&x=y' }))).code).toBe('AccessDenied');
    expect((await refused(attempt({}))).code).toBe('AccessDenied');
    const class1 = attempt({ Tagging: 'team=blue', StorageClass: 'STANDARD_IA' });
    expect((await refused(class1)).code).toBe('AccessDenied');
    const unconditional = attempt({ Tagging: 'team=blue', IfNoneMatch: undefined });
    expect((await refused(unconditional)).code).toBe('AccessDenied');
  });

  it('writes into the bucket it was allowed for, not into another of that name', async () => {
    const other = await addAccount(server);
    const own = await addBucket(s3);
    const Body = new PassThrough();
    const upload = refused(
      s3.send(new PutObjectCommand({ Bucket: own, Key: 'k', Body, ContentLength: 6 })),
    );
    Body.write('abc');
    await setTimeout(500);
    await s3.send(new DeleteBucketCommand({ Bucket: own }));
    await other.s3.send(new CreateBucketCommand({ Bucket: own }));
    Body.end('def');
    expect(await upload).toMatchObject({ code: 'NoSuchBucket', status: 404 });
    const listed = await other.s3.send(new ListObjectsV2Command({ Bucket: own }));
    expect(listed.KeyCount).toBe(0);
  });

  it('keeps foreign accounts and strangers out', async () => {
    const other = await addAccount(server);
    const foreign = other.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    expect(await refused(foreign)).toMatchObject({
      code: 'AccessDenied',
      message: 'Access Denied',
    });
    const stranger = await fetch(`${server.endpoint}/${Bucket}/k`, { method: 'PUT', body: 'x' });
    expect(stranger.status).toBe(403);
    expect(await stranger.text()).toContain('<Code>AccessDenied</Code>');
    const nowhere = s3.send(new PutObjectCommand({ Bucket: 'no-such-bucket', Key: 'k' }));
    expect(await refused(nowhere)).toMatchObject({ code: 'NoSuchBucket', status: 404 });
  });
});

describe('DeleteObject', () => {
  it('deletes, and is content when there is nothing', async () => {
    await put({ Key: 'gone' });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    expect((await refused(text('gone'))).code).toBe('NoSuchKey');
  });

  it('deletes on conditions', async () => {
    const { ETag } = await put({ Key: 'gone-if' });
    const attempt = (IfMatch: string | undefined) =>
      s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone-if', IfMatch }));
    expect(await refused(attempt('"other"'))).toMatchObject({ code: 'PreconditionFailed' });
    await attempt(ETag);
    expect((await refused(text('gone-if'))).code).toBe('NoSuchKey');
  });

  it.each([
    [
      { VersionId: 'HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD' },
      'InvalidArgument',
      'Invalid version id specified',
    ],
    [
      { BypassGovernanceRetention: true },
      'InvalidArgument',
      'x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.',
    ],
  ])('refuses %o', async (input, code, message) => {
    const call = s3.send(new DeleteObjectCommand({ Bucket, Key: 'k', ...input }));
    expect(await refused(call)).toMatchObject({ code, status: 400, message });
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
