/** Versions of objects: how they come to be, how they are read, and how they go. */
import {
  DeleteBucketCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { VersioningConfiguration } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow } from '../../../../test/identities.ts';
import { addBucket, multipartUpload, refused } from '../../../../test/s3.ts';
import { refusedHeaders, version, versionCalls } from '../../../../test/versions.ts';

const server = await startTestServer();
const { s3 } = server;
const { setVersioning, versionedBucket, put, textOf, remove, history } = versionCalls(s3);

const configure = (Bucket: string, VersioningConfiguration: VersioningConfiguration) =>
  s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));

describe('PutBucketVersioning', () => {
  it('enables, suspends, and never goes back', async () => {
    const Bucket = await addBucket(s3);
    const get = async () => {
      const { Status, MFADelete } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
      return { Status, MFADelete };
    };
    expect(await get()).toEqual({});
    await configure(Bucket, { Status: 'Enabled', MFADelete: 'Disabled' });
    expect(await get()).toEqual({ Status: 'Enabled' });
    await setVersioning(Bucket, 'Suspended');
    expect(await get()).toEqual({ Status: 'Suspended' });
    expect(await refused(configure(Bucket, {}))).toMatchObject({
      code: 'IllegalVersioningConfigurationException',
      status: 400,
      message: 'The Versioning element must be specified',
    });
    for (const bad of [{ Status: 'Disabled' }, { Status: 'Enabled', MFADelete: 'on' }]) {
      const { code } = await refused(configure(Bucket, bad as VersioningConfiguration));
      expect(code).toBe('MalformedXML');
    }
    expect(await get()).toEqual({ Status: 'Suspended' });
  });

  it('refuses what is not built', async () => {
    const Bucket = await addBucket(s3);
    expect(
      await refused(configure(Bucket, { Status: 'Enabled', MFADelete: 'Enabled' })),
    ).toMatchObject({ code: 'NotImplemented', status: 501 });
    expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).not.toHaveProperty('Status');
  });

  it('asks s3:PutBucketVersioning', async () => {
    const Bucket = await addBucket(s3);
    const user = await addUser(server, 'watcher', [allow('s3:GetBucketVersioning')]);
    await user.s3.send(new GetBucketVersioningCommand({ Bucket }));
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    const set = user.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    expect((await refused(set)).message).toContain('perform: s3:PutBucketVersioning on resource');
  });
});

describe('a bucket with versioning', () => {
  it('keeps every version under an id of its own', async () => {
    const Bucket = await versionedBucket();
    const large = 'x'.repeat(200_000);
    const first = await put(Bucket, 'one');
    const second = await put(Bucket, large);
    const third = await put(Bucket, 'three');
    expect(new Set([first, second, third]).size).toBe(3);
    for (const id of [first, second, third]) expect(id).toMatch(/^[\w.]{32}$/);
    expect(await textOf(Bucket)).toBe('three');
    expect(await textOf(Bucket, first)).toBe('one');
    expect(await textOf(Bucket, second)).toBe(large);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(got.VersionId).toBe(third);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'k', ...version(second) }));
    expect(head).toMatchObject({ VersionId: second, ContentLength: 200_000 });
    expect(await history(Bucket)).toEqual([`${third}!`, second, first]);
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Size }) => Size)).toEqual([5]);
  });

  it('keeps what was there before as the null version', async () => {
    const Bucket = await addBucket(s3);
    expect(await put(Bucket, 'old')).toBeUndefined();
    const plain = await s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    expect(plain.VersionId).toBeUndefined();
    await setVersioning(Bucket, 'Enabled');
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'k' }))).VersionId).toBe('null');
    const id = await put(Bucket, 'new');
    expect(await textOf(Bucket, 'null')).toBe('old');
    expect(await history(Bucket)).toEqual([`${id}!`, 'null']);
    expect(await remove(Bucket, id)).toEqual({ id });
    expect(await textOf(Bucket)).toBe('old');
    expect(await history(Bucket)).toEqual(['null!']);
  });

  it('deletes by a marker, and the marker by its id', async () => {
    const Bucket = await versionedBucket();
    const id = await put(Bucket, 'kept');
    const { id: marker, DeleteMarker } = await remove(Bucket);
    expect(DeleteMarker).toBe(true);
    expect(await history(Bucket)).toEqual([id, `x${marker}!`]);
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents).toBeUndefined();
    expect(await textOf(Bucket, id)).toBe('kept');
    expect(await remove(Bucket, marker)).toEqual({ id: marker, DeleteMarker: true });
    expect(await textOf(Bucket)).toBe('kept');
    // Also what is not there is hidden.
    expect(await remove(Bucket, undefined, 'never')).toMatchObject({ DeleteMarker: true });
  });

  it('says of a marker that it is one', async () => {
    const Bucket = await versionedBucket();
    await put(Bucket, 'kept');
    const { id: marker = '' } = await remove(Bucket);
    const latest = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker };
    const get = new GetObjectCommand({ Bucket, Key: 'k' });
    expect(await refused(s3.send(get))).toMatchObject({ code: 'NoSuchKey', status: 404, Key: 'k' });
    expect(await refusedHeaders(s3.send(get))).toMatchObject(latest);
    const head = new HeadObjectCommand({ Bucket, Key: 'k' });
    expect((await refused(s3.send(head))).status).toBe(404);
    expect(await refusedHeaders(s3.send(head))).toMatchObject(latest);
    const byId = new GetObjectCommand({ Bucket, Key: 'k', VersionId: marker });
    expect(await refused(s3.send(byId))).toMatchObject({
      code: 'MethodNotAllowed',
      status: 405,
      message: 'The specified method is not allowed against this resource.',
      Method: 'GET',
      ResourceType: 'DeleteMarker',
    });
    const headers = await refusedHeaders(s3.send(byId));
    expect(headers).toMatchObject({ ...latest, allow: 'DELETE' });
    expect(headers['last-modified']).toMatch(/GMT$/);
    const headById = new HeadObjectCommand({ Bucket, Key: 'k', VersionId: marker });
    expect((await refused(s3.send(headById))).status).toBe(405);
  });

  it('brings the next version forward, whatever that is', async () => {
    const Bucket = await versionedBucket();
    const [a, b] = [await put(Bucket, 'a'), await put(Bucket, 'b')];
    const { id: marker } = await remove(Bucket);
    const c = await put(Bucket, 'c');
    await remove(Bucket, c);
    expect((await refused(textOf(Bucket))).code).toBe('NoSuchKey');
    await remove(Bucket, a);
    await remove(Bucket, marker);
    expect(await textOf(Bucket)).toBe('b');
    await remove(Bucket, b);
    expect(await history(Bucket)).toEqual([]);
    await s3.send(new DeleteBucketCommand({ Bucket }));
  });

  it('is deleted only without any version', async () => {
    const Bucket = await versionedBucket();
    const id = await put(Bucket, 'v');
    const { id: marker } = await remove(Bucket);
    const deletion = () => s3.send(new DeleteBucketCommand({ Bucket }));
    const notEmpty = {
      code: 'BucketNotEmpty',
      status: 409,
      message:
        'The bucket you tried to delete is not empty. You must delete all versions in the bucket.',
    };
    expect(await refused(deletion())).toMatchObject(notEmpty);
    await remove(Bucket, id);
    expect(await refused(deletion())).toMatchObject(notEmpty);
    await remove(Bucket, marker);
    await deletion();
  });

  it('holds conditions on what is current', async () => {
    const Bucket = await versionedBucket();
    const putIf = (more: object) =>
      s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'b', ...more }));
    const { ETag } = await putIf({ IfNoneMatch: '*' });
    expect((await refused(putIf({ IfNoneMatch: '*' }))).code).toBe('PreconditionFailed');
    await remove(Bucket);
    expect((await refused(putIf({ IfMatch: ETag }))).code).toBe('NoSuchKey');
    await putIf({ IfNoneMatch: '*' });
    await putIf({ IfMatch: ETag });
  });

  it('takes and gives versions of uploads in parts', async () => {
    const Bucket = await versionedBucket();
    const first = await put(Bucket, 'small');
    const upload = await multipartUpload(s3, { Bucket, Key: 'k' });
    const { ETag } = await upload.part(1, 'the part');
    const { VersionId } = await upload.complete([{ PartNumber: 1, ETag }]);
    expect(VersionId).toMatch(/^[\w.]{32}$/);
    const last = await put(Bucket, 'last');
    expect(await textOf(Bucket, VersionId)).toBe('the part');
    expect(await history(Bucket)).toEqual([`${last}!`, VersionId, first]);
    await remove(Bucket, VersionId);
    expect((await refused(textOf(Bucket, VersionId))).code).toBe('NoSuchVersion');
  });
});

describe('a bucket whose versioning is suspended', () => {
  it('writes the null version in the place of the null version', async () => {
    const Bucket = await versionedBucket();
    const id = await put(Bucket, 'one');
    await setVersioning(Bucket, 'Suspended');
    expect(await put(Bucket, 'two')).toBeUndefined();
    expect(await put(Bucket, 'three')).toBeUndefined();
    expect(await history(Bucket)).toEqual(['null!', id]);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
    expect(got.VersionId).toBe('null');
    expect(await got.Body?.transformToString()).toBe('three');
    await setVersioning(Bucket, 'Enabled');
    const next = await put(Bucket, 'four');
    expect(await history(Bucket)).toEqual([`${next}!`, 'null', id]);
    await setVersioning(Bucket, 'Suspended');
    await put(Bucket, 'five');
    expect(await history(Bucket)).toEqual(['null!', next, id]);
    expect(await textOf(Bucket, next)).toBe('four');
  });

  it('deletes by a null marker', async () => {
    const Bucket = await versionedBucket();
    const id = await put(Bucket, 'one');
    await setVersioning(Bucket, 'Suspended');
    await put(Bucket, 'two');
    expect(await remove(Bucket)).toEqual({ id: 'null', DeleteMarker: true });
    expect(await remove(Bucket)).toEqual({ id: 'null', DeleteMarker: true });
    expect(await history(Bucket)).toEqual([id, 'xnull!']);
    expect(await remove(Bucket, 'null')).toEqual({ id: 'null', DeleteMarker: true });
    expect(await textOf(Bucket)).toBe('one');
    await put(Bucket, 'three');
    expect(await remove(Bucket, 'null')).toEqual({ id: 'null' });
    expect(await history(Bucket)).toEqual([`${id}!`]);
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
