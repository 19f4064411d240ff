/** Version ids, what is said of single versions, copies of them, and many of them at once. */
import {
  CopyObjectCommand,
  DeleteObjectTaggingCommand,
  DeleteObjectsCommand,
  GetObjectAclCommand,
  GetObjectAttributesCommand,
  GetObjectTaggingCommand,
  ListObjectVersionsCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../test/harness.ts';
import { addBucket, multipartUpload, refused } from '../../../test/s3.ts';
import { refusedHeaders, version, versionCalls } from '../../../test/versions.ts';

const server = await startTestServer();
const { s3 } = server;
const { setVersioning, versionedBucket, put, textOf, remove, history } = versionCalls(s3);

describe('version ids', () => {
  const anId = 'a'.repeat(32);

  it('that are none are refused', async () => {
    const Bucket = await versionedBucket();
    await put(Bucket, 'v');
    const invalid = { code: 'InvalidArgument', message: 'Invalid version id specified' };
    expect(await refused(textOf(Bucket, 'no-version'))).toMatchObject(invalid);
    expect(await refused(remove(Bucket, 'no-version'))).toMatchObject(invalid);
    const plain = await addBucket(s3);
    await put(plain, 'v');
    expect(await refused(textOf(plain, anId))).toMatchObject(invalid);
    expect(await textOf(plain, 'null')).toBe('v');
    expect(await remove(plain, 'null')).toEqual({});
  });

  it('of no version are not found, and deleted with success', async () => {
    const Bucket = await versionedBucket();
    await put(Bucket, 'v');
    const other = (await put(Bucket, 'v', 'other')) ?? '';
    for (const VersionId of [anId, other, 'null']) {
      expect(await refused(textOf(Bucket, VersionId))).toMatchObject({
        code: 'NoSuchVersion',
        status: 404,
        message: 'The specified version does not exist.',
        Key: 'k',
        VersionId,
      });
      expect(await remove(Bucket, VersionId)).toEqual({ id: VersionId });
    }
    expect(await textOf(Bucket)).toBe('v');
    expect(await textOf(Bucket, other, 'other')).toBe('v');
  });
});

describe('operations that make versions', () => {
  it('take no version id', async () => {
    const Bucket = await versionedBucket();
    const command = new PutObjectCommand({ Bucket, Key: 'k', Body: 'v' });
    command.middlewareStack.add(
      (next) => (args) => {
        (args.request as { query: Record<string, string> }).query['versionId'] = 'null';
        return next(args);
      },
      { step: 'build' },
    );
    expect(await refused(s3.send(command))).toMatchObject({
      code: 'InvalidArgument',
      message: 'This operation does not accept a version-id.',
    });
  });
});

describe('what is said of a version', () => {
  it('are tags of its own', async () => {
    const Bucket = await versionedBucket();
    const [old, now] = [await put(Bucket, 'old'), await put(Bucket, 'now')];
    const tag = (Value: string, VersionId?: string) => {
      const Tagging = { TagSet: [{ Key: 'a', Value }] };
      const names = { Bucket, Key: 'k', ...version(VersionId) };
      return s3.send(new PutObjectTaggingCommand({ ...names, Tagging }));
    };
    const tagsOf = async (VersionId?: string) => {
      const names = { Bucket, Key: 'k', ...version(VersionId) };
      const { TagSet, VersionId: id } = await s3.send(new GetObjectTaggingCommand(names));
      return [TagSet?.[0]?.Value, id];
    };
    expect((await tag('old', old)).VersionId).toBe(old);
    expect((await tag('now')).VersionId).toBe(now);
    expect(await tagsOf(old)).toEqual(['old', old]);
    expect(await tagsOf()).toEqual(['now', now]);
    const removal = new DeleteObjectTaggingCommand({ Bucket, Key: 'k', ...version(old) });
    expect((await s3.send(removal)).VersionId).toBe(old);
    expect(await tagsOf(old)).toEqual([undefined, old]);
    expect(await tagsOf()).toEqual(['now', now]);
    expect(await textOf(Bucket, old)).toBe('old');
    const { id: marker } = await remove(Bucket);
    for (const id of [undefined, marker]) {
      expect(await refused(tagsOf(id))).toMatchObject({ code: 'MethodNotAllowed', Method: 'GET' });
      expect(await refused(tag('x', id))).toMatchObject({
        code: 'MethodNotAllowed',
        Method: 'PUT',
      });
    }
  });

  it('are attributes and lists of its own', async () => {
    const Bucket = await versionedBucket();
    const old = await put(Bucket, 'four');
    await put(Bucket, 'fifth');
    const names = { Bucket, Key: 'k' };
    const ObjectAttributes = ['ObjectSize' as const];
    const attributes = new GetObjectAttributesCommand({
      ...names,
      ...version(old),
      ObjectAttributes,
    });
    expect(await s3.send(attributes)).toMatchObject({ VersionId: old, ObjectSize: 4 });
    await s3.send(new GetObjectAclCommand({ ...names, ...version(old) }));
    await s3.send(
      new PutObjectAclCommand({ ...names, ...version(old), ACL: 'bucket-owner-full-control' }),
    );
    const { id: marker } = await remove(Bucket);
    expect(await refused(s3.send(new GetObjectAclCommand(names)))).toMatchObject({ status: 404 });
    const acl = { ...names, ...version(marker) };
    expect((await refused(s3.send(new GetObjectAclCommand(acl)))).code).toBe('MethodNotAllowed');
    const putAcl = new PutObjectAclCommand({ ...names, ACL: 'private' });
    expect((await refused(s3.send(putAcl))).code).toBe('MethodNotAllowed');
    const onMarker = new GetObjectAttributesCommand({ ...acl, ObjectAttributes });
    expect((await refused(s3.send(onMarker))).code).toBe('MethodNotAllowed');
  });
});

describe('CopyObject and UploadPartCopy', () => {
  it('copy a version that is named, and tell which', async () => {
    const [Bucket, plain] = [await versionedBucket(), await addBucket(s3)];
    const [old, now] = [await put(Bucket, 'old'), await put(Bucket, 'now')];
    const copy = (CopySource: string, to = Bucket, Key = 'copy') =>
      s3.send(new CopyObjectCommand({ Bucket: to, Key, CopySource }));
    const current = await copy(`${Bucket}/k`);
    expect(current.CopySourceVersionId).toBe(now);
    expect(await textOf(Bucket, current.VersionId, 'copy')).toBe('now');
    const older = await copy(`${Bucket}/k?versionId=${old}`, plain);
    expect(older).toMatchObject({ CopySourceVersionId: old });
    expect(older.VersionId).toBeUndefined();
    expect(await textOf(plain, undefined, 'copy')).toBe('old');
    const unversioned = await copy(`${plain}/copy`);
    expect(unversioned.CopySourceVersionId).toBeUndefined();
    expect(unversioned.VersionId).toBeDefined();
    const upload = await multipartUpload(s3, { Bucket: plain, Key: 'parts' });
    const part = new UploadPartCopyCommand({
      Bucket: plain,
      Key: 'parts',
      UploadId: upload.UploadId,
      PartNumber: 1,
      CopySource: `${Bucket}/k?versionId=${old}`,
    });
    const { CopySourceVersionId, CopyPartResult } = await s3.send(part);
    expect(CopySourceVersionId).toBe(old);
    await upload.complete([{ PartNumber: 1, ETag: CopyPartResult?.ETag }]);
    expect(await textOf(plain, undefined, 'parts')).toBe('old');
  });

  it('restore a version onto its own key', async () => {
    const Bucket = await versionedBucket();
    const big = 'o'.repeat(200_000);
    const [old, now] = [await put(Bucket, big), await put(Bucket, 'now')];
    const copy = (CopySource: string) =>
      s3.send(new CopyObjectCommand({ Bucket, Key: 'k', CopySource }));
    expect((await refused(copy(`${Bucket}/k`))).code).toBe('InvalidRequest');
    const { VersionId } = await copy(`${Bucket}/k?versionId=${old}`);
    expect(await textOf(Bucket)).toBe(big);
    // The copy shares its bytes with what it was made of.
    await remove(Bucket, old);
    expect(await textOf(Bucket)).toBe(big);
    expect(await history(Bucket)).toEqual([`${VersionId}!`, now]);
  });

  it('refuse markers and what is not there', async () => {
    const Bucket = await versionedBucket();
    await put(Bucket, 'v');
    const { id: marker } = await remove(Bucket);
    const copy = (CopySource: string) =>
      s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    expect(await refused(copy(`${Bucket}/k?versionId=${marker}`))).toMatchObject({
      code: 'InvalidRequest',
      message:
        'The source of a copy request may not specifically refer to a delete marker by version id.',
    });
    expect((await refused(copy(`${Bucket}/k`))).code).toBe('NoSuchKey');
    expect(await refusedHeaders(copy(`${Bucket}/k`))).toMatchObject({
      'x-amz-delete-marker': 'true',
    });
    const gone = `${Bucket}/k?versionId=${'a'.repeat(32)}`;
    expect((await refused(copy(gone))).code).toBe('NoSuchVersion');
    expect((await refused(copy(`${Bucket}/k?versionId=abc`))).code).toBe('InvalidArgument');
  });
});

describe('DeleteObjects', () => {
  it('makes markers, deletes versions, and tells which', async () => {
    const Bucket = await versionedBucket();
    const a = await put(Bucket, 'a', 'a');
    await put(Bucket, 'b', 'b');
    const { id: marker } = await remove(Bucket, undefined, 'c');
    const Objects = [
      { Key: 'a', ...version(a) },
      { Key: 'b' },
      { Key: 'b' },
      { Key: 'c', ...version(marker) },
      { Key: 'd', VersionId: 'a'.repeat(32) },
      { Key: 'e', VersionId: 'bad' },
    ];
    const { Deleted, Errors } = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects } }),
    );
    expect(Deleted).toEqual([
      { Key: 'a', VersionId: a },
      { Key: 'b', DeleteMarker: true, DeleteMarkerVersionId: expect.stringMatching(/^[\w.]{32}$/) },
      { Key: 'c', VersionId: marker, DeleteMarker: true, DeleteMarkerVersionId: marker },
      { Key: 'd', VersionId: 'a'.repeat(32) },
    ]);
    expect(Errors).toMatchObject([{ Key: 'e', VersionId: 'bad', Code: 'NoSuchVersion' }]);
    const { DeleteMarkers } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect(DeleteMarkers?.map(({ Key }) => Key)).toEqual(['b']);
    await setVersioning(Bucket, 'Suspended');
    const { Deleted: suspended } = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'b' }] } }),
    );
    expect(suspended).toEqual([{ Key: 'b', DeleteMarker: true, DeleteMarkerVersionId: 'null' }]);
  });
});

describe('many at once', () => {
  it('lose nothing', async () => {
    const Bucket = await versionedBucket();
    const bodies = Array.from({ length: 20 }, (_, index) => `body ${index}`);
    const ids = await Promise.all(bodies.map((body) => put(Bucket, body)));
    await Promise.all([remove(Bucket), put(Bucket, 'last'), remove(Bucket)]);
    const read = await Promise.all(ids.map((id) => textOf(Bucket, id)));
    expect(read).toEqual(bodies);
    expect((await history(Bucket)).filter((one) => one.endsWith('!'))).toHaveLength(1);
    expect(await history(Bucket)).toHaveLength(23);
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
