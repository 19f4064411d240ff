import {
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { GetObjectCommandInput } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser } from '../../../../test/identities.ts';
import { addBucket, refused } from '../../../../test/s3.ts';

const server = await startTestServer();
const { s3 } = server;
const Bucket = await addBucket(s3);
await s3.send(
  new PutObjectCommand({ Bucket, Key: 'ten', Body: '0123456789', Tagging: 'level=public' }),
);
const large = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
await s3.send(new PutObjectCommand({ Bucket, Key: 'large', Body: large }));

const get = (input: Partial<GetObjectCommandInput> = {}) =>
  s3.send(new GetObjectCommand({ Bucket, Key: 'ten', ...input }));

async function body(input: Partial<GetObjectCommandInput>): Promise<string> {
  return (await get(input)).Body?.transformToString() ?? '';
}

describe('ranges', () => {
  it.each([
    ['bytes=0-8', '012345678', 'bytes 0-8/10'],
    ['bytes=1-1', '1', 'bytes 1-1/10'],
    ['bytes=1-', '123456789', 'bytes 1-9/10'],
    ['bytes=-2', '89', 'bytes 8-9/10'],
    ['bytes=-15', '0123456789', 'bytes 0-9/10'],
    ['bytes=0-100', '0123456789', 'bytes 0-9/10'],
  ])('serves %s', async (Range, expected, contentRange) => {
    const got = await get({ Range });
    expect(got.$metadata.httpStatusCode).toBe(206);
    expect(got).toMatchObject({ ContentRange: contentRange, ContentLength: expected.length });
    expect(await got.Body?.transformToString()).toBe(expected);
  });

  it.each([
    'bytes=1-0',
    'bytes=-1-',
    'bytes=0--1',
    'bytes=0-1,3-4',
    'bytes=x',
    'bytes=-',
    'rows=1-2',
  ])('takes no notice of %s', async (Range) => {
    const got = await get({ Range });
    expect(got.$metadata.httpStatusCode).toBe(200);
    expect(await got.Body?.transformToString()).toBe('0123456789');
  });

  it.each(['bytes=10-', 'bytes=100-200', 'bytes=-0'])('cannot satisfy %s', async (Range) => {
    expect(await refused(get({ Range }))).toMatchObject({
      code: 'InvalidRange',
      status: 416,
      message: 'The requested range is not satisfiable',
      RangeRequested: Range,
      ActualObjectSize: '10',
    });
  });

  it('serves ranges of blobs', async () => {
    const got = await get({ Key: 'large', Range: 'bytes=250000-250999' });
    const bytes = (await got.Body?.transformToByteArray()) ?? new Uint8Array();
    expect(Buffer.compare(bytes, large.subarray(250_000, 251_000))).toBe(0);
  });

  it('shows the checksum only with all of the bytes', async () => {
    const all = await get({ ChecksumMode: 'ENABLED', Range: 'bytes=0-9' });
    expect(all.ChecksumCRC32).toBeDefined();
    const some = await get({ ChecksumMode: 'ENABLED', Range: 'bytes=0-8' });
    expect(some.ChecksumCRC32).toBeUndefined();
  });

  it('knows part 1 of an object that was put whole', async () => {
    const got = await get({ PartNumber: 1 });
    expect(got.$metadata.httpStatusCode).toBe(206);
    expect(got).toMatchObject({ ContentRange: 'bytes 0-9/10' });
    expect(got.PartsCount).toBeUndefined();
    expect(await refused(get({ PartNumber: 2 }))).toMatchObject({
      code: 'InvalidPartNumber',
      status: 416,
      message: 'The requested partnumber is not satisfiable',
      PartNumberRequested: '2',
      ActualPartCount: '1',
    });
    expect(await refused(get({ PartNumber: 1, Range: 'bytes=0-1' }))).toMatchObject({
      code: 'InvalidRequest',
      message: 'Cannot specify both Range header and partNumber query parameter',
    });
    expect(await refused(get({ PartNumber: 0 }))).toMatchObject({
      code: 'InvalidArgument',
      message: 'Part number must be an integer between 1 and 10000, inclusive',
    });
  });
});

describe('conditions', () => {
  const past = new Date(Date.now() - 3600_000);

  it('answers 412 where the object is not as wished', async () => {
    expect(await refused(get({ IfMatch: '"other"' }))).toMatchObject({
      code: 'PreconditionFailed',
      status: 412,
      Condition: 'If-Match',
    });
    expect(await refused(get({ IfUnmodifiedSince: past }))).toMatchObject({
      Condition: 'If-Unmodified-Since',
    });
  });

  it('answers 304 where the client has it already', async () => {
    const { ETag, LastModified } = await get();
    for (const condition of [
      { IfNoneMatch: ETag },
      { IfNoneMatch: ETag?.replaceAll('"', '') },
      { IfNoneMatch: `"x", ${ETag}` },
      { IfNoneMatch: '*' },
      { IfModifiedSince: LastModified },
    ]) {
      expect((await refused(get(condition))).status).toBe(304);
    }
    const raw = s3.send(new HeadObjectCommand({ Bucket, Key: 'ten', IfNoneMatch: ETag }));
    expect((await refused(raw)).status).toBe(304);
  });

  it('serves where the conditions hold, If-Match before If-Unmodified-Since', async () => {
    const { ETag, LastModified } = await get();
    for (const condition of [
      { IfMatch: ETag },
      { IfMatch: ETag, IfUnmodifiedSince: past },
      { IfNoneMatch: '"other"', IfModifiedSince: LastModified },
      { IfModifiedSince: past },
      { IfModifiedSince: new Date(Date.now() + 3600_000) },
      { IfUnmodifiedSince: LastModified },
    ]) {
      expect(await body(condition)).toBe('0123456789');
    }
  });
});

describe('what else is asked', () => {
  it('overrides headers of the answer', async () => {
    const got = await get({
      ResponseContentType: 'text/csv',
      ResponseContentDisposition: 'inline',
      ResponseCacheControl: 'max-age=1',
      ResponseContentLanguage: 'en',
      ResponseContentEncoding: 'identity',
    });
    expect(got).toMatchObject({
      ContentType: 'text/csv',
      ContentDisposition: 'inline',
      CacheControl: 'max-age=1',
      ContentLanguage: 'en',
    });
    expect(await refused(get({ ResponseCacheControl: 'ü—' }))).toMatchObject({
      code: 'InvalidArgument',
      message: 'Header value cannot be represented using ISO-8859-1.',
    });
  });

  it('knows the null version and no other', async () => {
    expect(await body({ VersionId: 'null' })).toBe('0123456789');
    expect(await refused(get({ VersionId: 'HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD' }))).toMatchObject({
      code: 'InvalidArgument',
      message: 'Invalid version id specified',
      ArgumentName: 'versionId',
    });
  });

  it('tells attributes', async () => {
    const attributes = await s3.send(
      new GetObjectAttributesCommand({
        Bucket,
        Key: 'ten',
        ObjectAttributes: ['ETag', 'Checksum', 'ObjectSize', 'StorageClass', 'ObjectParts'],
      }),
    );
    expect(attributes).toMatchObject({
      ETag: '781e5e245d69b566979b86e28d23f2c7',
      ObjectSize: 10,
      StorageClass: 'STANDARD',
      Checksum: { ChecksumCRC32: 'poTHxg==', ChecksumType: 'FULL_OBJECT' },
    });
    expect(attributes.ObjectParts).toBeUndefined();
    const wrong = s3.send(
      new GetObjectAttributesCommand({ Bucket, Key: 'ten', ObjectAttributes: ['Nope' as 'ETag'] }),
    );
    expect(await refused(wrong)).toMatchObject({ code: 'InvalidArgument' });
  });
});

describe('who may read', () => {
  it('tells NoSuchKey only to those who may list', async () => {
    expect(await refused(get({ Key: 'missing' }))).toMatchObject({
      code: 'NoSuchKey',
      status: 404,
      message: 'The specified key does not exist.',
      Key: 'missing',
    });
    const head = s3.send(new HeadObjectCommand({ Bucket, Key: 'missing' }));
    expect(await refused(head)).toMatchObject({ code: 'NotFound', status: 404 });
    const user = await addUser(server, 'blind', [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` },
    ]);
    const blind = user.s3.send(new GetObjectCommand({ Bucket, Key: 'missing' }));
    expect(await refused(blind)).toMatchObject({ code: 'AccessDenied', status: 403 });
    const seen = await user.s3.send(new GetObjectCommand({ Bucket, Key: 'ten' }));
    expect(seen.ContentLength).toBe(10);
    const version = user.s3.send(new GetObjectCommand({ Bucket, Key: 'ten', VersionId: 'null' }));
    expect((await refused(version)).message).toContain('s3:GetObjectVersion');
    const attributes = user.s3.send(
      new GetObjectAttributesCommand({ Bucket, Key: 'ten', ObjectAttributes: ['ETag'] }),
    );
    expect((await refused(attributes)).message).toContain('s3:GetObjectAttributes');
  });

  it('decides on the tags of the object', async () => {
    await s3.send(
      new PutObjectCommand({ Bucket, Key: 'secret', Body: 'x', Tagging: 'level=secret' }),
    );
    const user = await addUser(server, 'by-tag', [
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: '*',
        Condition: { StringEquals: { 's3:ExistingObjectTag/level': 'public' } },
      },
    ]);
    await user.s3.send(new GetObjectCommand({ Bucket, Key: 'ten' }));
    for (const Key of ['secret', 'large']) {
      const call = user.s3.send(new GetObjectCommand({ Bucket, Key }));
      expect((await refused(call)).code).toBe('AccessDenied');
    }
  });

  it('decides on how the request is signed', async () => {
    const user = await addUser(server, 'header-only', [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
      {
        Effect: 'Deny',
        Action: 's3:*',
        Resource: '*',
        Condition: { StringNotEquals: { 's3:authType': 'REST-HEADER' } },
      },
    ]);
    await user.s3.send(new GetObjectCommand({ Bucket, Key: 'ten' }));
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
