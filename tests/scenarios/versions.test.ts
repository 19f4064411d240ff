/**
 * Who may reach older versions: a role that may, one that may not, and one that may only remove
 * what is hidden. Pages: S3 UG "Required permissions for Amazon S3 API operations", "Bucket
 * policy examples using condition keys" (s3:versionid).
 */
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from './world.ts';
import { allow, assume, codeOf, development, makeWorld, policy, refused, trust } from './world.ts';

const Bucket = 'versioned-reports';
const objects = `arn:aws:s3:::${Bucket}/*`;
const bucket = `arn:aws:s3:::${Bucket}`;
const Key = 'report';

let world: World;
let owner: S3Client;
let first: string;
let second: string;

async function write(Body: string, more: object = {}): Promise<string> {
  const put = new PutObjectCommand({ Bucket, Key, Body, ...more });
  return (await owner.send(put)).VersionId ?? '';
}

beforeAll(async () => {
  world = await makeWorld();
  owner = world.productionAdmin.s3;
  await owner.send(new CreateBucketCommand({ Bucket }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await owner.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  first = await write('draft', { Tagging: 'state=draft' });
  second = await write('final', { Tagging: 'state=final' });
});

/** David in a new role of Production with these permissions. */
async function inRole(RoleName: string, ...statements: readonly object[]): Promise<S3Client> {
  const { iam } = world.productionAdmin;
  const AssumeRolePolicyDocument = policy(trust(development));
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = policy(...statements);
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
  return (await assume(world, world.david, { RoleArn: Role?.Arn ?? '' })).s3;
}

async function read(s3: S3Client, VersionId?: string, key = Key): Promise<string | undefined> {
  const named = VersionId === undefined ? {} : { VersionId };
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key, ...named }));
  return Body?.transformToString();
}

describe('a role that may read versions', () => {
  it('reads and lists all of them, and changes none', async () => {
    const s3 = await inRole(
      'version-reader',
      allow(['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectVersionTagging'], objects),
      allow(['s3:ListBucket', 's3:ListBucketVersions'], bucket),
    );
    expect(await read(s3)).toBe('final');
    expect(await read(s3, first)).toBe('draft');
    const tags = new GetObjectTaggingCommand({ Bucket, Key, VersionId: first });
    expect((await s3.send(tags)).TagSet).toEqual([{ Key: 'state', Value: 'draft' }]);
    const listed = await s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key }));
    expect(listed.Versions?.map(({ VersionId }) => VersionId)).toEqual([second, first]);
    const removal = s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: first }));
    expect((await refused(removal)).message).toContain(
      'is not authorized to perform: s3:DeleteObjectVersion on resource',
    );
    const Tagging = { TagSet: [] };
    const tag = new PutObjectTaggingCommand({ Bucket, Key, VersionId: first, Tagging });
    expect((await refused(s3.send(tag))).message).toContain('s3:PutObjectVersionTagging');
    const current = new GetObjectTaggingCommand({ Bucket, Key });
    expect((await refused(s3.send(current))).message).toContain('s3:GetObjectTagging on');
  });
});

describe('a role that may read objects', () => {
  it('reads what is current and nothing older, not even by copying', async () => {
    const s3 = await inRole(
      'reader',
      allow(['s3:GetObject', 's3:PutObject', 's3:GetObjectTagging'], objects),
      allow('s3:ListBucket', bucket),
    );
    expect(await read(s3)).toBe('final');
    for (const VersionId of [first, second, 'null', 'a'.repeat(32), 'no id']) {
      expect((await refused(read(s3, VersionId))).message).toContain(
        'is not authorized to perform: s3:GetObjectVersion on resource',
      );
    }
    const head = new HeadObjectCommand({ Bucket, Key, VersionId: first });
    expect((await refused(s3.send(head))).status).toBe(403);
    const CopySource = `${Bucket}/${Key}?versionId=${first}`;
    const copy = new CopyObjectCommand({ Bucket, Key: 'copy', CopySource });
    expect((await refused(s3.send(copy))).message).toContain('s3:GetObjectVersion on resource');
    const list = s3.send(new ListObjectVersionsCommand({ Bucket }));
    expect((await refused(list)).message).toContain('s3:ListBucketVersions on resource');
  });
});

describe('conditions', () => {
  it('on the version id single out one version', async () => {
    const s3 = await inRole('one-version', {
      Effect: 'Allow',
      Action: 's3:GetObjectVersion',
      Resource: objects,
      Condition: { StringEquals: { 's3:VersionId': first } },
    });
    expect(await read(s3, first)).toBe('draft');
    expect(await codeOf(read(s3, second))).toBe('AccessDenied');
    expect(await codeOf(read(s3))).toBe('AccessDenied');
  });

  it('on tags ask those of the version', async () => {
    const s3 = await inRole('finals-only', {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:GetObjectVersion'],
      Resource: objects,
      Condition: { StringEquals: { 's3:ExistingObjectTag/state': 'final' } },
    });
    expect(await read(s3)).toBe('final');
    expect(await read(s3, second)).toBe('final');
    expect(await codeOf(read(s3, first))).toBe('AccessDenied');
  });

  it('of the bucket keep versions from everyone but whom it names', async () => {
    const s3 = await inRole('keeper', allow('s3:*'));
    const deny = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:DeleteObjectVersion',
      Resource: objects,
    };
    await owner.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(deny) }));
    const removal = () => s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: first }));
    expect((await refused(removal())).message).toContain(
      'with an explicit deny in a resource-based policy',
    );
    const { Deleted, Errors } = await s3.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'other' }, { Key, VersionId: first }] },
      }),
    );
    expect(Deleted).toMatchObject([{ Key: 'other', DeleteMarker: true }]);
    expect(Errors).toMatchObject([{ Key, VersionId: first, Code: 'AccessDenied' }]);
    expect(await read(owner, first)).toBe('draft');
  });
});

describe('what is hidden', () => {
  it('is not told to who may not list', async () => {
    const hidden = 'hidden';
    await owner.send(new PutObjectCommand({ Bucket, Key: hidden, Body: 'v' }));
    await owner.send(new DeleteObjectCommand({ Bucket, Key: hidden }));
    const blind = await inRole('blind', allow(['s3:GetObject', 's3:GetObjectVersion'], objects));
    for (const key of [hidden, 'never']) {
      expect(await codeOf(read(blind, undefined, key))).toBe('AccessDenied');
      expect(await codeOf(read(blind, 'a'.repeat(32), key))).toBe('AccessDenied');
    }
    const seeing = await inRole(
      'seeing',
      allow(['s3:GetObject', 's3:GetObjectVersion'], objects),
      allow('s3:ListBucket', bucket),
    );
    expect(await codeOf(read(seeing, undefined, hidden))).toBe('NoSuchKey');
    expect(await codeOf(read(seeing, 'a'.repeat(32), hidden))).toBe('NoSuchVersion');
  });
});

describe('where ACLs are on', () => {
  it('each version has its own', async () => {
    await owner.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const OwnershipControls = { Rules: [{ ObjectOwnership: 'ObjectWriter' as const }] };
    await owner.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
    const open = { Bucket, Key, VersionId: first, ACL: 'public-read' as const };
    await owner.send(new PutObjectAclCommand(open));
    const anonymous = async (query: string): Promise<number> =>
      (await fetch(new URL(`/${Bucket}/${Key}${query}`, world.endpoint))).status;
    expect(await anonymous(`?versionId=${first}`)).toBe(200);
    expect(await anonymous(`?versionId=${second}`)).toBe(403);
    expect(await anonymous('')).toBe(403);
  });
});

it('logs no error', () => {
  expect(world.loggedErrors).toEqual([]);
});
