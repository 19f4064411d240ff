import { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import type {
  ListObjectVersionsCommandInput,
  ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow } from '../../../../test/identities.ts';
import { addBucket, refused } from '../../../../test/s3.ts';
import { versionCalls } from '../../../../test/versions.ts';

const server = await startTestServer();
const { s3 } = server;
const { put, remove, setVersioning, versionedBucket } = versionCalls(s3);

type Query = Omit<ListObjectVersionsCommandInput, 'Bucket'>;

const list = (Bucket: string, query: Query = {}) =>
  s3.send(new ListObjectVersionsCommand({ Bucket, ...query }));

/** `KEY VERSION`, in the one order that both lists have; prefixes with a `+`. */
function shown(page: ListObjectVersionsCommandOutput): string[] {
  return [
    ...(page.Versions ?? []).map(({ Key, VersionId }) => `${Key} ${VersionId}`),
    ...(page.DeleteMarkers ?? []).map(({ Key, VersionId }) => `${Key} ${VersionId}`),
    ...(page.CommonPrefixes ?? []).map(({ Prefix }) => `+${Prefix}`),
  ];
}

async function allPages(Bucket: string, query: Query = {}): Promise<string[]> {
  const all: string[] = [];
  let markers: Query = {};
  for (;;) {
    const page = await list(Bucket, { ...query, ...markers });
    all.push(...shown(page));
    if (page.IsTruncated !== true) return all;
    expect(shown(page)).toHaveLength(query.MaxKeys ?? 1000);
    markers = {
      ...(page.NextKeyMarker === undefined ? {} : { KeyMarker: page.NextKeyMarker }),
      ...(page.NextVersionIdMarker === undefined
        ? {}
        : { VersionIdMarker: page.NextVersionIdMarker }),
    };
  }
}

let Bucket: string;
/** Newest first. */
const ids: Record<string, string[]> = {};

async function write(Key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const id = await put(Bucket, `${time}`, Key);
    ids[Key] = [id ?? 'null', ...(ids[Key] ?? [])];
  }
}

beforeAll(async () => {
  Bucket = await addBucket(s3);
  await write('b/1', 1);
  await setVersioning(Bucket, 'Enabled');
  await write('a', 3);
  await write('b/1', 2);
  await write('b/2', 1);
  await write('c', 1);
  const { id } = await remove(Bucket, undefined, 'c');
  ids['c'] = [id ?? '', ...(ids['c'] ?? [])];
  await write('c', 1);
  await write('d <&>', 2);
  await write('\u{1f600}', 1);
  const gone = await remove(Bucket, undefined, 'gone');
  ids['gone'] = [gone.id ?? ''];
});

const expected = (...keys: readonly string[]): string[] =>
  keys.flatMap((key) => (ids[key] ?? []).map((id) => `${key} ${id}`));

describe('ListObjectVersions', () => {
  it('lists versions and markers by key, the newest first', async () => {
    const page = await list(Bucket);
    const versions = page.Versions?.map(({ Key, VersionId }) => `${Key} ${VersionId}`);
    const marker = `c ${ids['c']?.[1]}`;
    const all = expected('a', 'b/1', 'b/2', 'c', 'd <&>', '\u{1f600}');
    expect(versions).toEqual(all.filter((one) => one !== marker));
    const markers = page.DeleteMarkers?.map((one) => [one.Key, one.VersionId, one.IsLatest]);
    expect(markers).toEqual([
      ['c', ids['c']?.[1], false],
      ['gone', ids['gone']?.[0], true],
    ]);
    const latest = page.Versions?.filter(({ IsLatest }) => IsLatest === true);
    expect(latest?.map(({ Key }) => Key)).toEqual(['a', 'b/1', 'b/2', 'c', 'd <&>', '\u{1f600}']);
    expect(page).toMatchObject({ Name: Bucket, MaxKeys: 1000, IsTruncated: false });
    expect(page.Versions?.[0]).toMatchObject({ Size: 1, StorageClass: 'STANDARD' });
    expect(page.Versions?.[0]?.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    const owners = [page.Versions?.[0]?.Owner?.ID, page.DeleteMarkers?.[0]?.Owner?.ID];
    expect(new Set(owners).size).toBe(1);
    expect(owners[0]).toMatch(/^[0-9a-f]{64}$/);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(latest?.map(({ Key }) => Key));
  });

  it('writes both in one order', async () => {
    let text = '';
    const command = new ListObjectVersionsCommand({ Bucket, Prefix: 'c' });
    command.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        const { body } = result.response as { body: AsyncIterable<Uint8Array> };
        for await (const chunk of body) text += Buffer.from(chunk).toString();
        Object.assign(result.response as object, { body: Readable.from([Buffer.from(text)]) });
        return result;
      },
      { step: 'deserialize', priority: 'low' },
    );
    await s3.send(command);
    const order = [...text.matchAll(/<(Version|DeleteMarker)>/g)].map(([, name]) => name);
    expect(order).toEqual(['Version', 'DeleteMarker', 'Version']);
  });

  it.each([1, 2, 3, 5, 100])('is the same in pages of %i', async (MaxKeys) => {
    const sorted = async (query: Query) => (await allPages(Bucket, query)).toSorted();
    for (const query of [{}, { Prefix: 'b/' }, { Delimiter: '/' }, { Prefix: 'c' }]) {
      expect(await sorted({ ...query, MaxKeys })).toEqual(await sorted(query));
    }
    const inOrder = await allPages(Bucket, { MaxKeys: 1, Prefix: 'c' });
    expect(inOrder).toEqual(expected('c'));
  });

  it('groups below a delimiter', async () => {
    const page = await list(Bucket, { Delimiter: '/' });
    expect(page.CommonPrefixes).toEqual([{ Prefix: 'b/' }]);
    expect(page.Versions?.some(({ Key }) => Key?.startsWith('b/'))).toBe(false);
    const inside = await list(Bucket, { Delimiter: '/', Prefix: 'b/' });
    expect(shown(inside)).toEqual(expected('b/1', 'b/2'));
    const first = await list(Bucket, { Delimiter: '/', KeyMarker: 'a', MaxKeys: 1 });
    expect(first).toMatchObject({ IsTruncated: true, NextKeyMarker: 'b/' });
    expect(first.NextVersionIdMarker).toBeUndefined();
  });

  it('goes on after markers', async () => {
    const [newest = '', middle = '', oldest = ''] = ids['b/1'] ?? [];
    expect(oldest).toBe('null');
    const after = async (KeyMarker: string, VersionIdMarker?: string) => {
      const marker = VersionIdMarker === undefined ? {} : { VersionIdMarker };
      return (await list(Bucket, { KeyMarker, ...marker, MaxKeys: 1 })).Versions?.[0];
    };
    expect((await after('b/1'))?.Key).toBe('b/2');
    expect(await after('b/1', newest)).toMatchObject({ VersionId: middle, IsLatest: false });
    expect(await after('b/1', middle)).toMatchObject({ VersionId: 'null', IsLatest: false });
    expect((await after('b/1', 'null'))?.Key).toBe('b/2');
    expect(await after('a1')).toMatchObject({ Key: 'b/1', VersionId: newest, IsLatest: true });
  });

  it('encodes keys on request', async () => {
    const page = await list(Bucket, { EncodingType: 'url', Prefix: 'd <', KeyMarker: 'b <' });
    expect(page).toMatchObject({ EncodingType: 'url', Prefix: 'd+%3C', KeyMarker: 'b+%3C' });
    expect(page.Versions?.map(({ Key }) => Key)).toEqual(['d+%3C%26%3E', 'd+%3C%26%3E']);
    const [marker] =
      (await list(Bucket, { EncodingType: 'url', Prefix: 'gone' })).DeleteMarkers ?? [];
    expect(marker?.Key).toBe('gone');
  });

  it.each<[Query, string]>([
    [{ VersionIdMarker: 'null' }, 'A version-id marker cannot be specified without a key marker.'],
    [{ KeyMarker: 'a', VersionIdMarker: '' }, 'A version-id marker cannot be empty.'],
    [{ KeyMarker: 'a', VersionIdMarker: 'x' }, 'Invalid version id specified'],
    [{ EncodingType: 'base64' as never }, 'Invalid Encoding Method specified in Request'],
    [{ MaxKeys: -1 }, 'Argument maxKeys must be an integer between 0 and 2147483647'],
  ])('refuses %j', async (query, message) => {
    expect(await refused(list(Bucket, query))).toMatchObject({ code: 'InvalidArgument', message });
  });

  it('shows a page of nothing', async () => {
    const page = await list(Bucket, { MaxKeys: 0 });
    expect(page).toMatchObject({ IsTruncated: false, MaxKeys: 0 });
    expect(shown(page)).toEqual([]);
  });

  it('asks s3:ListBucketVersions', async () => {
    const user = await addUser(server, 'lister', [allow('s3:ListBucket')]);
    const call = user.s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect((await refused(call)).message).toContain('perform: s3:ListBucketVersions on resource');
  });
});

/** As clients empty a bucket: page by page, each deleted before the next is asked for. */
it('passes by nothing while its pages are deleted', async () => {
  const Bucket = await versionedBucket();
  await setVersioning(Bucket, 'Suspended');
  for (const key of ['a', 'b', 'c']) await put(Bucket, 'v', key);
  await setVersioning(Bucket, 'Enabled');
  for (const key of ['a', 'b', 'b', 'c']) await put(Bucket, 'v', key);
  await remove(Bucket, undefined, 'b');
  let markers: Query = {};
  for (;;) {
    const page = await list(Bucket, { MaxKeys: 1, ...markers });
    const [one] = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    const Objects = [{ Key: one?.Key ?? '', VersionId: one?.VersionId }];
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    if (page.IsTruncated !== true) break;
    markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
  expect(shown(await list(Bucket))).toEqual([]);
  expect(server.loggedErrors).toEqual([]);
});
