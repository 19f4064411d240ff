/**
 * Versions on a real data folder, killed without warning under load: each version that was
 * acknowledged can be read, those that were deleted for good are gone, every version that is listed
 * has its bytes, and one of each key is the latest.
 */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { ListObjectVersionsOutput, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { awsClients } from '../../packages/cli/src/aws-clients.ts';
import { readProfile } from '../../packages/cli/src/credentials-file.ts';
import { newFolder, serve } from '../../packages/cli/test/hallpass-process.ts';
import { bytesOf, digest } from './slot-writer.ts';
import { untilGone } from './until-gone.ts';

const Bucket = 'crashing-versions';
const rounds = 3;
const writers = 6;
const keys = ['a', 'b', 'c'];
/** Inline, and in a file of its own. */
const sizes = [100, 70_000];

/** By key and version id: the digest of what was acknowledged. */
const kept = new Map<string, string>();
const deleted = new Set<string>();
let writes = 0;

async function writeOne(s3: S3Client): Promise<void> {
  const Key = keys[randomInt(keys.length)] ?? '';
  const choice = randomInt(10);
  if (choice < 2) {
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  } else if (choice < 4 && kept.size > 10) {
    // From now on it is in doubt, until the deletion is acknowledged.
    const name = [...kept.keys()][randomInt(kept.size)] ?? '';
    kept.delete(name);
    const [key, VersionId] = name.split(' ');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: key, VersionId }));
    deleted.add(name);
  } else {
    const Body = bytesOf(`${Math.random()}`, sizes[randomInt(sizes.length)] ?? 0);
    const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
    kept.set(`${Key} ${VersionId}`, digest(Body));
  }
  writes += 1;
}

async function readVersion(s3: S3Client, name: string): Promise<string> {
  const [Key, VersionId] = name.split(' ');
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return digest(Buffer.from((await Body?.transformToByteArray()) ?? []));
}

async function listAll(s3: S3Client): Promise<readonly ListObjectVersionsOutput[]> {
  const pages: ListObjectVersionsOutput[] = [];
  let markers = {};
  for (;;) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket, ...markers }));
    pages.push(page);
    if (page.IsTruncated !== true) return pages;
    markers = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
}

async function judge(s3: S3Client): Promise<void> {
  const pages = await listAll(s3);
  const Versions = pages.flatMap((page) => page.Versions ?? []);
  const DeleteMarkers = pages.flatMap((page) => page.DeleteMarkers ?? []);
  const listed = new Set(Versions.map(({ Key, VersionId }) => `${Key} ${VersionId}`));
  const read = [...listed].map(async (name) => {
    const found = await readVersion(s3, name);
    expect(found).toBe(kept.get(name) ?? found);
  });
  await Promise.all(read);
  expect([...kept.keys()].filter((name) => !listed.has(name))).toEqual([]);
  expect([...deleted].filter((name) => listed.has(name))).toEqual([]);
  const latest = [...Versions, ...DeleteMarkers].filter(({ IsLatest }) => IsLatest === true);
  const all = new Set([...Versions, ...DeleteMarkers].map(({ Key }) => Key));
  expect(latest.map(({ Key }) => Key).toSorted()).toEqual([...all].toSorted());
}

it('loses no version that it acknowledged', async () => {
  const folder = newFolder();
  for (let round = 0; round <= rounds; round += 1) {
    const server = await serve(['--data', folder]);
    const profile = readProfile(join(folder, 'credentials'), 'root');
    if (profile === undefined) throw new Error('no profile root');
    const { s3 } = awsClients(server.url, profile);
    if (round === 0) {
      await s3.send(new CreateBucketCommand({ Bucket }));
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    } else await judge(s3);
    if (round === rounds) {
      expect(await server.stop()).toMatchObject({ code: 0 });
      break;
    }
    const load = Array.from({ length: writers }, () => untilGone(() => writeOne(s3)));
    await sleep(150 + randomInt(300));
    server.child.kill('SIGKILL');
    await Promise.all([server.ended, ...load]);
    expect(server.stderr()).not.toContain('"level":"error"');
  }
  expect(writes).toBeGreaterThan(rounds * 10);
}, 60_000);
