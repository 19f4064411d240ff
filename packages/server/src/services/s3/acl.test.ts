/**
 * ACLs through the real client: canned and granted, whose an object is, and Block Public Access.
 * Pages: S3 UG "Access control list (ACL) overview", "Controlling ownership of objects and
 * disabling ACLs for your bucket", "How Amazon S3 authorizes a request for an object operation".
 */
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteObjectCommand,
  GetBucketAclCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import type { ObjectOwnership, PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../../test/harness.ts';
import { startTestServer } from '../../../test/harness.ts';
import { addUser, allow } from '../../../test/identities.ts';
import { addAccount, multipartUpload, refused } from '../../../test/s3.ts';

let server: TestServer;
/** The bucket's owner, another account, and both as S3 names them. */
let owner: S3Client;
let other: S3Client;
let ownerId: string;
let otherId: string;
let made = 0;

const canonicalId = async (s3: S3Client): Promise<string> =>
  (await s3.send(new ListBucketsCommand({}))).Owner?.ID ?? '';

beforeAll(async () => {
  server = await startTestServer();
  owner = server.s3;
  ({ s3: other } = await addAccount(server));
  ownerId = await canonicalId(owner);
  otherId = await canonicalId(other);
});

const nothingBlocked = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

const block = (Bucket: string, more: Partial<typeof nothingBlocked> = {}) =>
  owner.send(
    new PutPublicAccessBlockCommand({
      Bucket,
      PublicAccessBlockConfiguration: { ...nothingBlocked, ...more },
    }),
  );

async function newBucket(ownership: ObjectOwnership = 'ObjectWriter'): Promise<string> {
  made += 1;
  const Bucket = `acl-${process.pid}-${made}`;
  await owner.send(new CreateBucketCommand({ Bucket, ObjectOwnership: ownership }));
  await block(Bucket);
  return Bucket;
}

const put = (s3: S3Client, Bucket: string, input: Partial<PutObjectCommandInput> = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'content', ...input }));
const read = (s3: S3Client, Bucket: string, Key = 'a') =>
  s3.send(new GetObjectCommand({ Bucket, Key }));
const codeOf = async (call: Promise<unknown>): Promise<string> => (await refused(call)).code;
const objectAcl = async (s3: S3Client, Bucket: string, Key = 'a') => {
  const { Owner, Grants } = await s3.send(new GetObjectAclCommand({ Bucket, Key }));
  return { owner: Owner?.ID, grants: Grants?.map(grantText) };
};
const grantText = ({
  Grantee,
  Permission,
}: {
  Grantee?: { ID?: string | undefined; URI?: string | undefined } | undefined;
  Permission?: string | undefined;
}): string => `${Grantee?.URI?.split('/').at(-1) ?? Grantee?.ID} ${Permission}`;

const anonymously = (Bucket: string, init: RequestInit = {}, Key = 'a') =>
  fetch(`${server.endpoint}/${Bucket}/${Key}`, init);

/** Lets the other account write by a bucket policy. */
const letWrite = (Bucket: string, ...more: object[]) =>
  owner.send(
    new PutBucketPolicyCommand({
      Bucket,
      Policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { CanonicalUser: otherId },
            Action: ['s3:PutObject', 's3:PutObjectAcl', 's3:GetObject'],
            Resource: `arn:aws:s3:::${Bucket}/*`,
          },
          ...more,
        ],
      }),
    }),
  );

describe('canned ACLs', () => {
  it('public-read opens an object to everyone', async () => {
    const Bucket = await newBucket();
    await put(owner, Bucket);
    expect((await anonymously(Bucket)).status).toBe(403);
    await put(owner, Bucket, { ACL: 'public-read' });
    expect(await (await anonymously(Bucket)).text()).toBe('content');
    expect(await objectAcl(owner, Bucket)).toEqual({
      owner: ownerId,
      grants: [`${ownerId} FULL_CONTROL`, 'AllUsers READ'],
    });
    await expect(read(other, Bucket)).resolves.toBeDefined();
    await put(owner, Bucket);
    expect((await anonymously(Bucket)).status).toBe(403);
  });

  it('authenticated-read opens it to every account', async () => {
    const Bucket = await newBucket();
    await put(owner, Bucket, { ACL: 'authenticated-read' });
    await expect(read(other, Bucket)).resolves.toBeDefined();
    expect((await anonymously(Bucket)).status).toBe(403);
  });

  it('public-read-write of a bucket lets anyone list and write; the writer owns it', async () => {
    const Bucket = await newBucket();
    await owner.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read-write' }));
    const written = await anonymously(Bucket, { method: 'PUT', body: 'by nobody' });
    expect(written.status).toBe(200);
    const { Contents } = await other.send(new ListObjectsV2Command({ Bucket, FetchOwner: true }));
    expect(Contents?.[0]?.Owner?.ID).not.toBe(ownerId);
    expect(await codeOf(read(owner, Bucket))).toBe('AccessDenied');
    await owner.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  });

  it('of a bucket say nothing about its objects', async () => {
    const Bucket = await newBucket();
    await put(owner, Bucket);
    await owner.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
    await expect(other.send(new ListObjectsV2Command({ Bucket }))).resolves.toBeDefined();
    expect(await codeOf(read(other, Bucket))).toBe('AccessDenied');
    expect(await codeOf(put(other, Bucket))).toBe('AccessDenied');
  });
});

describe('grants', () => {
  it('by canonical id, in headers and documents, to an account whose own policies allow it', async () => {
    const Bucket = await newBucket();
    await put(owner, Bucket, { GrantRead: `id="${otherId}"` });
    expect((await objectAcl(owner, Bucket)).grants).toEqual([`${otherId} READ`]);
    await expect(read(other, Bucket)).resolves.toBeDefined();
    expect(await codeOf(objectAcl(other, Bucket))).toBe('AccessDenied');
    const document = (ID: string, Permission: 'READ_ACP' | 'FULL_CONTROL') =>
      owner.send(
        new PutObjectAclCommand({
          Bucket,
          Key: 'a',
          AccessControlPolicy: {
            Owner: { ID: ownerId },
            Grants: [{ Grantee: { ID, Type: 'CanonicalUser' }, Permission }],
          },
        }),
      );
    await document(otherId, 'READ_ACP');
    expect((await objectAcl(other, Bucket)).grants).toEqual([`${otherId} READ_ACP`]);
    expect(await codeOf(read(other, Bucket))).toBe('AccessDenied');
    await document(otherId, 'FULL_CONTROL');
    await expect(read(other, Bucket)).resolves.toBeDefined();
    await other.send(new PutObjectAclCommand({ Bucket, Key: 'a', ACL: 'private' }));
    expect(await codeOf(read(other, Bucket))).toBe('AccessDenied');
  });

  it('to an account delegate only: a user without policies gets nothing from them', async () => {
    const Bucket = await newBucket();
    const user = await addUser(server, `Acl${made}`);
    await put(owner, Bucket, { GrantRead: `id="${ownerId}"` });
    expect(await codeOf(read(user.s3, Bucket))).toBe('AccessDenied');
    const reader = await addUser(server, `AclReader${made}`, [allow('s3:GetObject')]);
    await expect(read(reader.s3, Bucket)).resolves.toBeDefined();
  });

  it('must name grantees that there are', async () => {
    const Bucket = await newBucket();
    const granted = (GrantRead: string) => put(owner, Bucket, { GrantRead });
    expect(await refused(granted(`id="${'0'.repeat(64)}"`))).toMatchObject({
      code: 'InvalidArgument',
      message: 'Invalid id',
      ArgumentName: 'CanonicalUser/ID',
    });
    expect(await refused(granted('uri="http://example.com/group"'))).toMatchObject({
      code: 'InvalidArgument',
      message: 'Invalid group uri',
      ArgumentName: 'Group/URI',
    });
    expect(await refused(granted('emailAddress="a@example.com"'))).toMatchObject({
      code: 'MethodNotAllowed',
      status: 405,
    });
    expect(await codeOf(granted('nonsense'))).toBe('InvalidArgument');
    const foreign = owner.send(
      new PutBucketAclCommand({
        Bucket,
        AccessControlPolicy: { Owner: { ID: otherId }, Grants: [] },
      }),
    );
    expect(await codeOf(foreign)).toBe('AccessDenied');
  });
});

describe('ownership', () => {
  it('ObjectWriter: what another account writes is its own', async () => {
    const Bucket = await newBucket('ObjectWriter');
    await letWrite(Bucket);
    await put(other, Bucket);
    expect((await objectAcl(other, Bucket)).owner).toBe(otherId);
    // The bucket's policy cannot grant what is not its owner's.
    expect(await codeOf(read(owner, Bucket))).toBe('AccessDenied');
    await expect(read(other, Bucket)).resolves.toBeDefined();
    const { Contents } = await owner.send(new ListObjectsV2Command({ Bucket, FetchOwner: true }));
    expect(Contents?.[0]?.Owner?.ID).toBe(otherId);
    await other.send(
      new PutObjectAclCommand({ Bucket, Key: 'a', ACL: 'bucket-owner-full-control' }),
    );
    await expect(read(owner, Bucket)).resolves.toBeDefined();
    expect((await objectAcl(owner, Bucket)).owner).toBe(otherId);
  });

  it("… but the bucket's owner may deny it, and delete it", async () => {
    const Bucket = await newBucket('ObjectWriter');
    await letWrite(Bucket, {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    });
    await put(other, Bucket);
    expect(await codeOf(read(other, Bucket))).toBe('AccessDenied');
    expect(await codeOf(other.send(new DeleteObjectCommand({ Bucket, Key: 'a' })))).toBe(
      'AccessDenied',
    );
    await owner.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
  });

  it('BucketOwnerPreferred: what is handed over is the owner’s, also when copied or uploaded in parts', async () => {
    const Bucket = await newBucket('BucketOwnerPreferred');
    await letWrite(Bucket);
    await put(other, Bucket);
    expect((await objectAcl(other, Bucket)).owner).toBe(otherId);
    const ACL = 'bucket-owner-full-control';
    await put(other, Bucket, { ACL });
    expect(await objectAcl(owner, Bucket)).toEqual({
      owner: ownerId,
      grants: [`${ownerId} FULL_CONTROL`],
    });
    const CopySource = `${Bucket}/a`;
    await other.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    expect((await objectAcl(other, Bucket, 'copy')).owner).toBe(otherId);
    await other.send(new CopyObjectCommand({ Bucket, Key: 'handed', CopySource, ACL }));
    expect((await objectAcl(owner, Bucket, 'handed')).owner).toBe(ownerId);
    const upload = await multipartUpload(other, { Bucket, Key: 'parts' });
    const { ETag } = await upload.part(1, 'part');
    await other.send(
      new CompleteMultipartUploadCommand({
        Bucket,
        Key: 'parts',
        UploadId: upload.UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
      }),
    );
    expect((await objectAcl(other, Bucket, 'parts')).owner).toBe(otherId);
  });

  it('BucketOwnerEnforced switches all lists off, and back on they are as they were', async () => {
    const Bucket = await newBucket('ObjectWriter');
    await letWrite(Bucket);
    await put(other, Bucket, { ACL: 'public-read' });
    const set = (setting: ObjectOwnership) =>
      owner.send(
        new PutBucketOwnershipControlsCommand({
          Bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership: setting }] },
        }),
      );
    await owner.send(new PutBucketAclCommand({ Bucket, GrantRead: `id="${otherId}"` }));
    expect(await refused(set('BucketOwnerEnforced'))).toMatchObject({
      code: 'InvalidBucketAclWithObjectOwnership',
      status: 400,
    });
    await owner.send(new PutBucketAclCommand({ Bucket, ACL: 'private' }));
    await set('BucketOwnerEnforced');
    expect((await anonymously(Bucket)).status).toBe(403);
    await expect(read(owner, Bucket)).resolves.toBeDefined();
    expect((await objectAcl(owner, Bucket)).owner).toBe(ownerId);
    expect(await codeOf(put(other, Bucket, { ACL: 'public-read' }))).toBe(
      'AccessControlListNotSupported',
    );
    await owner.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
    expect((await anonymously(Bucket)).status).toBe(200);
    expect((await objectAcl(other, Bucket)).owner).toBe(otherId);
  });
});

describe('new buckets', () => {
  const create = (name: string, more: object) =>
    owner.send(new CreateBucketCommand({ Bucket: `acl-new-${process.pid}-${name}`, ...more }));

  it('take lists with an ownership that has them, as long as they are not public', async () => {
    await create('a', { ObjectOwnership: 'ObjectWriter', GrantRead: `id="${otherId}"` });
    const { Grants } = await owner.send(
      new GetBucketAclCommand({ Bucket: `acl-new-${process.pid}-a` }),
    );
    expect(Grants?.map(grantText)).toEqual([`${otherId} READ`]);
    expect(await refused(create('b', { ACL: 'public-read' }))).toMatchObject({
      code: 'InvalidBucketAclWithObjectOwnership',
      status: 400,
    });
    const open = create('c', { ObjectOwnership: 'ObjectWriter', ACL: 'public-read' });
    expect(await refused(open)).toMatchObject({
      code: 'InvalidBucketAclWithBlockPublicAccessError',
      status: 400,
    });
    expect(await codeOf(create('d', { ObjectOwnership: 'Nobody' }))).toBe('InvalidArgument');
  });
});

describe('Block Public Access', () => {
  it('BlockPublicAcls refuses public lists, and says so to the own account', async () => {
    const Bucket = await newBucket();
    await letWrite(Bucket);
    await block(Bucket, { BlockPublicAcls: true });
    expect(await refused(put(owner, Bucket, { ACL: 'public-read' }))).toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: expect.stringContaining(
        `s3:PutObject on resource: "arn:aws:s3:::${Bucket}/a" because public access control lists (ACLs) are blocked by the BlockPublicAcls block public access setting.`,
      ),
    });
    const byOther = await refused(put(other, Bucket, { ACL: 'authenticated-read' }));
    expect(byOther.message).toBe('Access Denied');
    const ofBucket = owner.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' }));
    expect(await codeOf(ofBucket)).toBe('AccessDenied');
    await put(owner, Bucket, { GrantRead: `id="${otherId}"` });
  });

  it('IgnorePublicAcls takes what they grant away, and hides it', async () => {
    const Bucket = await newBucket();
    await put(owner, Bucket, { ACL: 'public-read' });
    await block(Bucket, { IgnorePublicAcls: true });
    expect((await anonymously(Bucket)).status).toBe(403);
    expect((await objectAcl(owner, Bucket)).grants).toEqual([`${ownerId} FULL_CONTROL`]);
    await block(Bucket);
    expect((await anonymously(Bucket)).status).toBe(200);
    expect(server.loggedErrors).toEqual([]);
  });
});
