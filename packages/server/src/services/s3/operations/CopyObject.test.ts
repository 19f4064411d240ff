import { hash } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { CopyObjectCommandInput } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser } from '../../../../test/identities.ts';
import { addAccount, addBucket, refused } from '../../../../test/s3.ts';

const server = await startTestServer();
const { s3 } = server;
const Bucket = await addBucket(s3);
const target = await addBucket(s3);
await s3.send(
  new PutObjectCommand({
    Bucket,
    Key: 'a b+c/ü',
    Body: 'body',
    ContentType: 'text/plain',
    CacheControl: 'no-cache',
    Metadata: { colour: 'blue' },
    Tagging: 'team=blue',
    StorageClass: 'STANDARD_IA',
  }),
);
const large = Buffer.alloc(200_000, 'xyz');
await s3.send(new PutObjectCommand({ Bucket, Key: 'large', Body: large }));
const source = `${Bucket}/a%20b%2Bc/%C3%BC`;

const copy = (input: Partial<CopyObjectCommandInput> & { Key: string }) =>
  s3.send(new CopyObjectCommand({ Bucket: target, CopySource: source, ...input }));
const head = (Key: string) => s3.send(new HeadObjectCommand({ Bucket: target, Key }));
const tags = async (Key: string) =>
  (await s3.send(new GetObjectTaggingCommand({ Bucket: target, Key }))).TagSet;

async function blobCount(): Promise<number> {
  const ids: string[] = [];
  for await (const { id } of server.server.state.blobs.list()) ids.push(id);
  return ids.length;
}

describe('CopyObject', () => {
  it('takes over description and tags, not the storage class', async () => {
    const answer = await copy({ Key: 'copy' });
    expect(answer).toMatchObject({
      CopyObjectResult: { ETag: `"${hash('md5', 'body')}"`, ChecksumType: 'FULL_OBJECT' },
      ServerSideEncryption: 'AES256',
    });
    const copied = await head('copy');
    expect(copied).toMatchObject({
      ContentType: 'text/plain',
      CacheControl: 'no-cache',
      Metadata: { colour: 'blue' },
      TagCount: 1,
    });
    expect(copied.StorageClass).toBeUndefined();
    expect(await tags('copy')).toEqual([{ Key: 'team', Value: 'blue' }]);
  });

  it.each([
    `/${Bucket}/a%20b%2Bc/%C3%BC`,
    `${Bucket}%2Fa+b%2Bc%2F%C3%BC`,
    `${Bucket}/a%20b%2Bc/%C3%BC?versionId=null`,
  ])('understands the source %s', async (CopySource) => {
    await copy({ Key: 'understood', CopySource });
    expect((await head('understood')).ContentLength).toBe(4);
  });

  it('replaces description and tags on request', async () => {
    await copy({ Key: 'new-meta', MetadataDirective: 'REPLACE', Metadata: { size: 'xl' } });
    const replaced = await head('new-meta');
    expect(replaced).toMatchObject({ Metadata: { size: 'xl' } });
    expect(replaced.CacheControl).toBeUndefined();
    await copy({ Key: 'new-tags', TaggingDirective: 'REPLACE', Tagging: 'a=1' });
    expect(await tags('new-tags')).toEqual([{ Key: 'a', Value: '1' }]);
    await copy({ Key: 'no-tags', TaggingDirective: 'REPLACE' });
    expect(await tags('no-tags')).toEqual([]);
    await copy({ Key: 'old-tags', Tagging: 'a=1' });
    expect(await tags('old-tags')).toEqual([{ Key: 'team', Value: 'blue' }]);
  });

  it('shares blobs and keeps them as long as a copy needs them', async () => {
    const CopySource = `${Bucket}/large`;
    const before = await blobCount();
    await copy({ Key: 'large-1', CopySource });
    await copy({ Key: 'large-1', CopySource });
    await copy({ Key: 'large-2', CopySource });
    expect(await blobCount()).toBe(before);
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'large' }));
    await s3.send(new DeleteObjectCommand({ Bucket: target, Key: 'large-1' }));
    const got = await s3.send(new GetObjectCommand({ Bucket: target, Key: 'large-2' }));
    expect(
      Buffer.compare((await got.Body?.transformToByteArray()) ?? large.subarray(1), large),
    ).toBe(0);
    const references = await server.server.state.metadata.read((tx) =>
      tx.scan({ prefix: ['blob'], limit: 10 }),
    );
    expect(references.map(({ value }) => value)).toEqual([1]);
  });

  it('computes another checksum when asked to', async () => {
    const answer = await copy({ Key: 'sha', ChecksumAlgorithm: 'SHA256' });
    expect(answer.CopyObjectResult?.ChecksumSHA256).toBe(hash('sha256', 'body', 'base64'));
  });

  it('makes one whole of an object made of parts', async () => {
    const Key = 'parts';
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const part = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'part' });
    const { ETag } = await s3.send(part);
    await s3.send(
      new CompleteMultipartUploadCommand({
        Bucket,
        Key,
        UploadId,
        MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] },
      }),
    );
    const answer = await copy({ Key, CopySource: `${Bucket}/parts` });
    expect(answer.CopyObjectResult?.ETag).toBe(`"${hash('md5', 'part')}"`);
  });

  it('copies onto itself only to change something', async () => {
    await copy({ Key: 'self' });
    const self = { Key: 'self', CopySource: `${target}/self` };
    expect(await refused(copy(self))).toMatchObject({
      code: 'InvalidRequest',
      status: 400,
      message:
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    });
    await copy({ ...self, MetadataDirective: 'REPLACE', Metadata: { b: '2' } });
    expect((await head('self')).Metadata).toEqual({ b: '2' });
    await copy({ ...self, StorageClass: 'STANDARD' });
    await copy({ ...self, ServerSideEncryption: 'AES256' });
    const got = await s3.send(new GetObjectCommand({ Bucket: target, Key: 'self' }));
    expect(await got.Body?.transformToString()).toBe('body');
  });

  it('holds conditions on source and target', async () => {
    const past = new Date(Date.now() - 3600_000);
    for (const [condition, name] of [
      [{ CopySourceIfMatch: '"x"' }, 'x-amz-copy-source-If-Match'],
      [{ CopySourceIfNoneMatch: hash('md5', 'body') }, 'x-amz-copy-source-If-None-Match'],
      [{ CopySourceIfUnmodifiedSince: past }, 'x-amz-copy-source-If-Unmodified-Since'],
    ] as const) {
      expect(await refused(copy({ Key: 'cond', ...condition }))).toMatchObject({
        code: 'PreconditionFailed',
        status: 412,
        Condition: name,
      });
    }
    await copy({ Key: 'cond', IfNoneMatch: '*' });
    expect(await refused(copy({ Key: 'cond', IfNoneMatch: '*' }))).toMatchObject({
      code: 'PreconditionFailed',
      Condition: 'If-None-Match',
    });
  });

  it.each([
    ['just-a-bucket', 'InvalidArgument', 'Invalid copy source object key'],
    ['%ff/x', 'InvalidArgument', 'Invalid copy source encoding'],
    [`${Bucket}/missing`, 'NoSuchKey', 'The specified key does not exist.'],
    ['no-such-bucket/x', 'NoSuchBucket', 'The specified bucket does not exist'],
    [`${Bucket}/large?versionId=abc`, 'InvalidArgument', 'Invalid version id specified'],
  ])('refuses the source %s', async (CopySource, code, message) => {
    expect(await refused(copy({ Key: 'k', CopySource }))).toMatchObject({ code, message });
  });

  it('refuses unknown directives and checks expected owners', async () => {
    const directive = copy({ Key: 'k', MetadataDirective: 'MERGE' as 'COPY' });
    expect(await refused(directive)).toMatchObject({ message: 'Unknown metadata directive.' });
    const owner = copy({ Key: 'k', ExpectedSourceBucketOwner: '000000000001' });
    expect(await refused(owner)).toMatchObject({ code: 'AccessDenied' });
  });
});

describe('who may copy', () => {
  it('needs to read the source, its tags too, and to write the target', async () => {
    const statement = (Action: string, bucket: string) => ({
      Effect: 'Allow' as const,
      Action,
      Resource: `arn:aws:s3:::${bucket}/*`,
    });
    const attempt = (user: { s3: typeof s3 }, input: Partial<CopyObjectCommandInput> = {}) =>
      user.s3.send(
        new CopyObjectCommand({ Bucket: target, Key: 'by-user', CopySource: source, ...input }),
      );
    const reader = await addUser(server, 'copy-reader', [statement('s3:GetObject', Bucket)]);
    expect((await refused(attempt(reader))).message).toContain('s3:GetObjectTagging');
    const writer = await addUser(server, 'copy-writer', [statement('s3:PutObject', target)]);
    expect((await refused(attempt(writer))).message).toContain('s3:GetObject on resource');
    const both = await addUser(server, 'copy-both', [
      statement('s3:GetObject', Bucket),
      statement('s3:PutObject', target),
    ]);
    await attempt(both, { TaggingDirective: 'REPLACE' });
    expect((await refused(attempt(both))).message).toContain('s3:GetObjectTagging');
    const all = await addUser(server, 'copy-all', [
      statement('s3:GetObject*', Bucket),
      statement('s3:PutObject*', target),
    ]);
    await attempt(all);
    const missing = attempt(all, { CopySource: `${Bucket}/missing` });
    expect((await refused(missing)).code).toBe('AccessDenied');
  });

  it('crosses accounts where both sides allow it', async () => {
    const other = await addAccount(server);
    const theirs = await addBucket(other.s3);
    const attempt = () =>
      s3.send(new CopyObjectCommand({ Bucket: theirs, Key: 'k', CopySource: source }));
    expect((await refused(attempt())).code).toBe('AccessDenied');
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: server.accountId },
        Action: ['s3:PutObject', 's3:PutObjectTagging'],
        Resource: `arn:aws:s3:::${theirs}/*`,
      },
    });
    await other.s3.send(new PutBucketPolicyCommand({ Bucket: theirs, Policy }));
    await attempt();
    const got = await other.s3.send(new GetObjectCommand({ Bucket: theirs, Key: 'k' }));
    expect(await got.Body?.transformToString()).toBe('body');
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
