/**
 * The real server on a real data folder, killed without warning under load, again and again:
 * nothing acknowledged is lost, nothing half done is seen, nothing refused exists.
 */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GetUserCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import type { AwsClients } from '../../packages/cli/src/aws-clients.ts';
import { awsClients } from '../../packages/cli/src/aws-clients.ts';
import { readProfile } from '../../packages/cli/src/credentials-file.ts';
import { newFolder, serve } from '../../packages/cli/test/hallpass-process.ts';
import type { Content, Slot } from './slot-writer.ts';
import { bytesOf, digest, judge, write } from './slot-writer.ts';
import { isGone, untilGone } from './until-gone.ts';

const rounds = 6;
const writers = 8;
const slotsEach = 4;
const bucket = 'crashing';
/** Inline, just beyond inline, and in a file of its own. */
const sizes = [100, 30_000, 66_000, 700_000];
const partBytes = 5 * 1024 * 1024;

const newSlot = (key: string): Slot => ({ key, acknowledged: undefined });
const objects = Array.from({ length: writers }, (_, writer) =>
  Array.from({ length: slotsEach }, (__, slot) => newSlot(`${writer}/${slot}`)),
);
const large = newSlot('large');
const users = Array.from({ length: 6 }, (_, n) => newSlot(`user-${n}`));
let writes = 0;

function pick<T>(list: readonly T[]): T {
  return list[randomInt(list.length)] as T;
}

/** One random write into one slot. */
async function writeObject({ s3 }: AwsClients, slots: readonly Slot[]): Promise<void> {
  const slot = pick(slots);
  const object = { Bucket: bucket, Key: slot.key };
  const choice = randomInt(10);
  const source = pick(slots);
  if (choice === 0) {
    await write(slot, undefined, () => s3.send(new DeleteObjectCommand(object)));
  } else if (choice < 3 && source !== slot && source.acknowledged !== undefined) {
    const CopySource = `${bucket}/${source.key}`;
    await write(slot, source.acknowledged, () =>
      s3.send(new CopyObjectCommand({ ...object, CopySource })),
    );
  } else {
    const Body = bytesOf(`${slot.key} ${Math.random()}`, pick(sizes));
    await write(slot, digest(Body), () => s3.send(new PutObjectCommand({ ...object, Body })));
  }
  writes += 1;
}

async function writeLarge({ s3 }: AwsClients): Promise<void> {
  const object = { Bucket: bucket, Key: large.key };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
  const bytes = bytesOf(`large ${Math.random()}`, partBytes + 1000);
  const Parts = [];
  for (const [PartNumber, Body] of [
    [1, bytes.subarray(0, partBytes)],
    [2, bytes.subarray(partBytes)],
  ] as const) {
    const { ETag } = await s3.send(
      new UploadPartCommand({ ...object, UploadId, PartNumber, Body }),
    );
    Parts.push({ PartNumber, ETag });
  }
  const complete = { ...object, UploadId, MultipartUpload: { Parts } };
  await write(large, digest(bytes), () => s3.send(new CompleteMultipartUploadCommand(complete)));
}

async function writeUser({ iam }: AwsClients): Promise<void> {
  const slot = pick(users.filter(({ underWay }) => underWay === undefined));
  const UserName = slot.key;
  await (slot.acknowledged === undefined
    ? write(slot, 'there', () => iam.send(new CreateUserCommand({ UserName })))
    : write(slot, undefined, () => iam.send(new DeleteUserCommand({ UserName }))));
}

async function refusedOrGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if ((error as Error).name === 'AccessDenied' || isGone(error)) return;
    throw error;
  }
  throw new Error('what is forbidden was done');
}

/** Must be refused; whatever of it were found later would be a fault. */
async function tryForbidden({ s3, iam }: AwsClients): Promise<void> {
  const put = new PutObjectCommand({ Bucket: bucket, Key: 'forbidden', Body: 'x' });
  await refusedOrGone(s3.send(put));
  await iam.send(new CreateUserCommand({ UserName: 'forbidden' })).catch((error: unknown) => {
    if ((error as Error).name !== 'AccessDenied') throw error;
  });
}

async function load(root: AwsClients, denied: AwsClients): Promise<void> {
  await Promise.all([
    ...objects.map((slots) => untilGone(() => writeObject(root, slots))),
    untilGone(() => writeLarge(root)),
    untilGone(() => writeUser(root)),
    untilGone(() => tryForbidden(denied)),
  ]);
}

async function readObject({ s3 }: AwsClients, Key: string): Promise<Content> {
  try {
    const { Body, ContentLength } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    expect([Key, bytes.length]).toEqual([Key, ContentLength]);
    return digest(bytes);
  } catch (error) {
    if ((error as Error).name === 'NoSuchKey') return undefined;
    throw error;
  }
}

async function userIsThere({ iam }: AwsClients, UserName: string): Promise<Content> {
  try {
    await iam.send(new GetUserCommand({ UserName }));
    return 'there';
  } catch (error) {
    if ((error as Error).name === 'NoSuchEntityException') return undefined;
    throw error;
  }
}

async function judgeAll(root: AwsClients): Promise<void> {
  const faults: (string | undefined)[] = [];
  const held: string[] = [];
  for (const slot of [...objects.flat(), large]) {
    const found = await readObject(root, slot.key);
    if (found !== undefined) held.push(slot.key);
    faults.push(judge(slot, found));
  }
  for (const slot of users) faults.push(judge(slot, await userIsThere(root, slot.key)));
  expect(faults.filter((fault) => fault !== undefined)).toEqual([]);

  const listed: string[] = [];
  for await (const page of paginateListObjectsV2({ client: root.s3 }, { Bucket: bucket })) {
    listed.push(...(page.Contents ?? []).map(({ Key = '' }) => Key));
  }
  expect(listed).toEqual(held.toSorted());
  const { Users = [] } = await root.iam.send(new ListUsersCommand({}));
  const there = users.filter(({ acknowledged }) => acknowledged !== undefined);
  expect(Users.map(({ UserName }) => UserName)).toEqual(['denied', ...there.map(({ key }) => key)]);
}

it('loses nothing that it acknowledged, however often it is killed', async () => {
  const folder = newFolder();
  const start = async () => {
    const server = await serve(['--data', folder]);
    const profile = readProfile(join(folder, 'credentials'), 'root');
    if (profile === undefined) throw new Error('no profile root');
    return { server, root: awsClients(server.url, profile) };
  };
  const first = await start();
  await first.root.s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await first.root.iam.send(new CreateUserCommand({ UserName: 'denied' }));
  const { AccessKey } = await first.root.iam.send(
    new CreateAccessKeyCommand({ UserName: 'denied' }),
  );
  const deniedKeys = {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
  first.server.child.kill('SIGKILL');
  await first.server.ended;

  for (let round = 0; round < rounds; round += 1) {
    const { server, root } = await start();
    await judgeAll(root);
    const loaded = load(root, awsClients(server.url, deniedKeys));
    await sleep(200 + randomInt(1000));
    server.child.kill('SIGKILL');
    await Promise.all([server.ended, loaded]);
    expect(server.stderr()).not.toContain('"level":"error"');
  }
  const { server, root } = await start();
  await judgeAll(root);
  expect(await server.stop()).toMatchObject({ code: 0 });
  // The test has a point only if much was written.
  expect(writes).toBeGreaterThan(rounds * 10);
}, 180_000);
