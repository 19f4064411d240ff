import { randomBytes } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { startTestServer } from '../test/harness.ts';
import { startBlobSweep } from './blob-sweep.ts';

const { s3, server } = await startTestServer();
const { blobs } = server.state;

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

async function blobIds(): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { id } of blobs.list()) ids.push(id);
  return ids.toSorted();
}

test('removes what no record names, and only when it is old enough', async () => {
  const Bucket = 'swept';
  await s3.send(new CreateBucketCommand({ Bucket }));
  const Body = randomBytes(1024 * 1024);
  await s3.send(new PutObjectCommand({ Bucket, Key: 'kept', Body }));
  const kept = await blobIds();
  expect(kept).toHaveLength(1);
  await blobs.put(once(Buffer.from('left by an upload that broke off')), { maxBytes: 100 });

  const sweep = startBlobSweep(server.state);
  expect(await sweep.run()).toBe(0);
  expect(await blobIds()).toHaveLength(2);
  expect(await sweep.run(-1)).toBe(1);
  expect(await blobIds()).toEqual(kept);
  await sweep.close();

  const read = await s3.send(new GetObjectCommand({ Bucket, Key: 'kept' }));
  expect(Buffer.from((await read.Body?.transformToByteArray()) ?? []).equals(Body)).toBe(true);
});

test('spares versions that are not current, until they are deleted', async () => {
  const Bucket = 'swept-versions';
  await s3.send(new CreateBucketCommand({ Bucket }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  const before = await blobIds();
  const put = async (): Promise<string | undefined> => {
    const Body = randomBytes(1024 * 1024);
    return (await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body }))).VersionId;
  };
  const VersionId = await put();
  const [first] = (await blobIds()).filter((id) => !before.includes(id));
  await put();
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
  const sweep = startBlobSweep(server.state);
  expect(await sweep.run(-1)).toBe(0);
  expect(await blobIds()).toHaveLength(before.length + 2);
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId }));
  expect(await sweep.run(-1)).toBe(1);
  expect(await blobIds()).not.toContain(first);
  await sweep.close();
});

test('a sweep that is stopped removes nothing more', async () => {
  await blobs.put(once(Buffer.from('garbage')), { maxBytes: 100 });
  const sweep = startBlobSweep(server.state);
  const before = await blobIds();
  await sweep.close();
  await expect(sweep.run(-1)).rejects.toThrow('aborted');
  expect(await blobIds()).toEqual(before);
});
