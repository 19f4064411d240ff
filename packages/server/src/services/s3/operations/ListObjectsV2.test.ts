import { hash } from 'node:crypto';
import {
  ListObjectVersionsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser } from '../../../../test/identities.ts';
import { addBucket, putKeys, refused } from '../../../../test/s3.ts';

const server = await startTestServer();
const { s3 } = server;
const Bucket = await addBucket(s3);
const keys = ['a.txt', 'b/1', 'b/2', 'b/c/3', 'd e+f&<>', 'ü/1', '😀'];
await putKeys(s3, Bucket, keys);

const keysOf = (page: { Contents?: { Key?: string | undefined }[] | undefined }) =>
  (page.Contents ?? []).map(({ Key }) => Key);
const prefixesOf = (page: { CommonPrefixes?: { Prefix?: string | undefined }[] | undefined }) =>
  (page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix);

describe('ListObjectsV2', () => {
  it('lists keys in the order of their bytes, with what listings tell', async () => {
    const page = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(keysOf(page)).toEqual(keys);
    expect(page).toMatchObject({ Name: Bucket, KeyCount: 7, MaxKeys: 1000, IsTruncated: false });
    expect(page.Contents?.[0]).toMatchObject({
      ETag: `"${hash('md5', 'a.txt')}"`,
      Size: 5,
      StorageClass: 'STANDARD',
      ChecksumAlgorithm: ['CRC32'],
      ChecksumType: 'FULL_OBJECT',
    });
    expect(page.Contents?.[0]?.Owner).toBeUndefined();
    const owned = await s3.send(new ListObjectsV2Command({ Bucket, FetchOwner: true }));
    expect(owned.Contents?.[0]?.Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
  });

  it('groups by delimiter and pages through groups and keys alike', async () => {
    const shown: unknown[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket, Delimiter: '/', MaxKeys: 2, ContinuationToken }),
      );
      shown.push(...keysOf(page), ...prefixesOf(page));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(new Set(shown)).toEqual(new Set(['a.txt', 'b/', 'd e+f&<>', 'ü/', '😀']));
    expect(shown).toHaveLength(5);
  });

  it('begins after a key, and within a prefix', async () => {
    const after = await s3.send(new ListObjectsV2Command({ Bucket, StartAfter: 'b/2' }));
    expect(keysOf(after)).toEqual(['b/c/3', 'd e+f&<>', 'ü/1', '😀']);
    expect(after.StartAfter).toBe('b/2');
    const within = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: 'b/', Delimiter: '/' }),
    );
    expect(keysOf(within)).toEqual(['b/1', 'b/2']);
    expect(prefixesOf(within)).toEqual(['b/c/']);
  });

  it('encodes keys on request', async () => {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket, EncodingType: 'url', Prefix: 'd e' }),
    );
    expect(keysOf(page)).toEqual(['d+e%2Bf%26%3C%3E']);
    expect(page).toMatchObject({ Prefix: 'd+e', EncodingType: 'url' });
  });

  it('shows nothing for no keys asked', async () => {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 0 }));
    expect(page).toMatchObject({ KeyCount: 0, MaxKeys: 0, IsTruncated: false });
    expect(page.Contents).toBeUndefined();
  });

  it.each([
    [
      { EncodingType: 'no' as 'url' },
      'encoding-type',
      'Invalid Encoding Method specified in Request',
    ],
    [{ MaxKeys: -1 }, 'maxKeys', 'Argument maxKeys must be an integer between 0 and 2147483647'],
    [
      { ContinuationToken: 'x' },
      'continuation-token',
      'The continuation token provided is incorrect',
    ],
  ])('refuses %o', async (input, ArgumentName, message) => {
    const call = s3.send(new ListObjectsV2Command({ Bucket, ...input }));
    expect(await refused(call)).toMatchObject({
      code: 'InvalidArgument',
      status: 400,
      message,
      ArgumentName,
    });
  });

  it('decides on the prefix asked for', async () => {
    const user = await addUser(server, 'prefix-reader', [
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: `arn:aws:s3:::${Bucket}`,
        Condition: {
          StringLike: { 's3:prefix': 'b/*' },
          NumericLessThanEquals: { 's3:max-keys': '5' },
        },
      },
    ]);
    const list = (Prefix: string | undefined, MaxKeys: number) =>
      user.s3.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys }));
    expect(keysOf(await list('b/', 5))).toHaveLength(3);
    expect((await refused(list('b/', 6))).code).toBe('AccessDenied');
    expect((await refused(list('a', 5))).code).toBe('AccessDenied');
    expect((await refused(list(undefined, 5))).code).toBe('AccessDenied');
  });
});

describe('ListObjects', () => {
  it('goes on from the marker; NextMarker comes with a delimiter only', async () => {
    const first = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 2, Delimiter: '/' }));
    expect(first).toMatchObject({ Marker: '', NextMarker: 'b/', IsTruncated: true });
    expect(first.Contents?.[0]?.Owner?.ID).toMatch(/^[0-9a-f]{64}$/);
    const second = await s3.send(
      new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: first.NextMarker }),
    );
    expect(keysOf(second)).toEqual(['d e+f&<>', '😀']);
    expect(prefixesOf(second)).toEqual(['ü/']);
    const plain = await s3.send(new ListObjectsCommand({ Bucket, MaxKeys: 1 }));
    expect(plain.NextMarker).toBeUndefined();
  });

  it('has seen the group of a marker that lies in it', async () => {
    const page = await s3.send(new ListObjectsCommand({ Bucket, Delimiter: '/', Marker: 'b/1' }));
    expect(prefixesOf(page)).toEqual(['ü/']);
  });
});

describe('ListObjectVersions', () => {
  it('shows each object as its null version', async () => {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'b/', MaxKeys: 2 }));
    expect(
      page.Versions?.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest]),
    ).toEqual([
      ['b/1', 'null', true],
      ['b/2', 'null', true],
    ]);
    expect(page).toMatchObject({ NextKeyMarker: 'b/2', NextVersionIdMarker: 'null' });
    const rest = await s3.send(
      new ListObjectVersionsCommand({
        Bucket,
        Prefix: 'b/',
        KeyMarker: page.NextKeyMarker,
        VersionIdMarker: page.NextVersionIdMarker,
      }),
    );
    expect(rest.Versions?.map(({ Key }) => Key)).toEqual(['b/c/3']);
    const alone = s3.send(new ListObjectVersionsCommand({ Bucket, VersionIdMarker: 'null' }));
    expect((await refused(alone)).message).toBe(
      'A version-id marker cannot be specified without a key marker.',
    );
  });
});

it('survives keys that XML cannot carry', async () => {
  const other = await addBucket(s3);
  await s3.send(new PutObjectCommand({ Bucket: other, Key: 'a\u0001b', Body: '' }));
  const page = await s3.send(new ListObjectsV2Command({ Bucket: other, EncodingType: 'url' }));
  expect(keysOf(page)).toEqual(['a%01b']);
  expect(server.loggedErrors).toEqual([]);
});
