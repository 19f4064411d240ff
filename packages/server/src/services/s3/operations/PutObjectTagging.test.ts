import {
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectTaggingCommand,
  GetBucketAclCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketTaggingCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  PutBucketAclCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketTaggingCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import type { Tag } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow } from '../../../../test/identities.ts';
import { addBucket, refused } from '../../../../test/s3.ts';

const server = await startTestServer();
const { s3 } = server;
const Bucket = await addBucket(s3);
const Key = 'k';
await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'body' }));

const putTags = (TagSet: Tag[], client = s3) =>
  client.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet } }));
const putBucketTags = (TagSet: Tag[]) =>
  s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
const tag = (Key: string, Value = 'v'): Tag => ({ Key, Value });

const invalid: [string, Tag[], object][] = [
  [
    'one key twice',
    [tag('a'), tag('a')],
    { message: 'Cannot provide multiple Tags with the same key', TagKey: 'a' },
  ],
  ['a comma in the key', [tag('a,b')], { message: 'The TagKey you have provided is invalid' }],
  ['a long key', [tag('k'.repeat(129))], { message: 'The TagKey you have provided is invalid' }],
  [
    'a comma in the value',
    [tag('a', 'x,y')],
    { message: 'The TagValue you have provided is invalid', TagKey: 'a', TagValue: 'x,y' },
  ],
];

describe('tags of objects', () => {
  it('are replaced as a whole', async () => {
    const get = async () => (await s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet;
    expect(await get()).toEqual([]);
    await putTags([tag('a', '1'), tag('B', '')]);
    expect(await get()).toEqual([tag('a', '1'), tag('B', '')]);
    await putTags([tag('c'), tag('C')]);
    expect(await get()).toEqual([tag('c'), tag('C')]);
    expect((await s3.send(new GetObjectCommand({ Bucket, Key }))).TagCount).toBe(2);
    await s3.send(new DeleteObjectTaggingCommand({ Bucket, Key }));
    expect(await get()).toEqual([]);
  });

  it.each([
    ...invalid,
    ['AWS’s own', [tag('aws:x')], { message: 'Your TagKey cannot be prefixed with aws:' }] as const,
  ])('are refused with %s', async (_name, tags, expected) => {
    const answer = await refused(putTags([...tags]));
    expect(answer).toMatchObject({ code: 'InvalidTag', status: 400, ...expected });
  });

  it('are ten at most', async () => {
    const many = Array.from({ length: 11 }, (_, index) => tag(`k${index}`));
    expect(await refused(putTags(many))).toMatchObject({
      code: 'BadRequest',
      message: 'Object tags cannot be greater than 10',
    });
  });

  it('are of objects that are there', async () => {
    for (const command of [
      new GetObjectTaggingCommand({ Bucket, Key: 'missing' }),
      new DeleteObjectTaggingCommand({ Bucket, Key: 'missing' }),
    ]) {
      expect(await refused(s3.send(command as GetObjectTaggingCommand))).toMatchObject({
        code: 'NoSuchKey',
        status: 404,
        Key: 'missing',
      });
    }
  });

  it('are for those who may, also by the tags that come and those that are there', async () => {
    await putTags([tag('team', 'blue')]);
    const user = await addUser(server, 'tagger', [
      {
        Effect: 'Allow',
        Action: 's3:PutObjectTagging',
        Resource: '*',
        Condition: {
          StringEquals: { 's3:ExistingObjectTag/team': 'blue', 's3:RequestObjectTag/team': 'blue' },
        },
      },
    ]);
    await putTags([tag('team', 'blue'), tag('x')], user.s3);
    expect((await refused(putTags([tag('team', 'red')], user.s3))).message).toContain(
      's3:PutObjectTagging',
    );
    const get = user.s3.send(new GetObjectTaggingCommand({ Bucket, Key }));
    expect((await refused(get)).message).toContain('s3:GetObjectTagging');
  });
});

describe('tags of buckets', () => {
  it('are replaced as a whole', async () => {
    const get = () => s3.send(new GetBucketTaggingCommand({ Bucket }));
    expect(await refused(get())).toMatchObject({
      code: 'NoSuchTagSet',
      status: 404,
      message: 'The TagSet does not exist',
    });
    const put = await putBucketTags([tag('a')]);
    expect(put.$metadata.httpStatusCode).toBe(204);
    expect((await get()).TagSet).toEqual([tag('a')]);
    await s3.send(new DeleteBucketTaggingCommand({ Bucket }));
    expect((await refused(get())).code).toBe('NoSuchTagSet');
  });

  it.each([
    ...invalid,
    [
      'AWS’s own',
      [tag('aws:x')],
      { message: 'System tags cannot be added/updated by requester' },
    ] as const,
  ])('are refused with %s', async (_name, tags, expected) => {
    expect(await refused(putBucketTags([...tags]))).toMatchObject({
      code: 'InvalidTag',
      ...expected,
    });
  });
});

describe('ownership and ACLs', () => {
  const bucketAcl = () => s3.send(new GetBucketAclCommand({ Bucket }));

  it('shows the owner’s full control', async () => {
    const { Owner, Grants } = await bucketAcl();
    const ID = Owner?.ID;
    expect(ID).toMatch(/^[0-9a-f]{64}$/);
    expect(Grants).toEqual([
      { Grantee: { ID, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' },
    ]);
    expect(await s3.send(new GetObjectAclCommand({ Bucket, Key }))).toMatchObject({
      Owner,
      Grants,
    });
    const missing = s3.send(new GetObjectAclCommand({ Bucket, Key: 'missing' }));
    expect((await refused(missing)).code).toBe('NoSuchKey');
  });

  it('takes no other ACL', async () => {
    const { Owner, Grants } = await bucketAcl();
    const off = {
      code: 'AccessControlListNotSupported',
      status: 400,
      message: 'The bucket does not allow ACLs',
    };
    const put = (input: Partial<ConstructorParameters<typeof PutBucketAclCommand>[0]>) =>
      s3.send(new PutBucketAclCommand({ Bucket, ...input }));
    await put({ ACL: 'private' });
    await put({ AccessControlPolicy: { Owner, Grants } });
    expect(await refused(put({ ACL: 'public-read' }))).toMatchObject(off);
    expect(await refused(put({ GrantRead: 'id="abc"' }))).toMatchObject(off);
    const foreign = { Owner, Grants: [{ ...Grants?.[0], Permission: 'READ' as const }] };
    expect(await refused(put({ AccessControlPolicy: foreign }))).toMatchObject(off);
    const both = put({ ACL: 'private', GrantRead: 'id="abc"' });
    expect(await refused(both)).toMatchObject({
      code: 'InvalidRequest',
      message: 'Specifying both Canned ACLs and Header Grants is not allowed',
    });
    expect(await refused(put({}))).toMatchObject({
      code: 'MissingSecurityHeader',
      MissingHeaderName: 'x-amz-acl',
    });
    expect(await refused(put({ ACL: 'fake' as 'private' }))).toMatchObject({
      code: 'InvalidArgument',
      ArgumentName: 'x-amz-acl',
    });
    const object = new PutObjectAclCommand({ Bucket, Key, ACL: 'public-read' });
    expect(await refused(s3.send(object))).toMatchObject(off);
    await s3.send(new PutObjectAclCommand({ Bucket, Key, ACL: 'bucket-owner-full-control' }));
  });

  it('is BucketOwnerEnforced', async () => {
    const get = () => s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    const put = (...settings: string[]) =>
      s3.send(
        new PutBucketOwnershipControlsCommand({
          Bucket,
          OwnershipControls: {
            Rules: settings.map((ObjectOwnership) => ({
              ObjectOwnership: ObjectOwnership as 'ObjectWriter',
            })),
          },
        }),
      );
    const enforced = { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] };
    expect((await get()).OwnershipControls).toEqual(enforced);
    await put('BucketOwnerEnforced');
    for (const settings of [[], ['BucketOwnerEnforced', 'BucketOwnerEnforced'], ['Nobody']]) {
      expect((await refused(put(...settings))).code).toBe('MalformedXML');
    }
    await put('ObjectWriter');
    expect((await get()).OwnershipControls?.Rules?.[0]?.ObjectOwnership).toBe('ObjectWriter');
    await s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
    expect(await refused(get())).toMatchObject({
      code: 'OwnershipControlsNotFoundError',
      status: 404,
      message: 'The bucket ownership controls were not found',
    });
  });

  it('asks its own permissions', async () => {
    const user = await addUser(server, 'no-acl', [allow('s3:PutObject')]);
    for (const [call, action] of [
      [() => user.s3.send(new GetBucketAclCommand({ Bucket })), 's3:GetBucketAcl'],
      [() => user.s3.send(new PutBucketAclCommand({ Bucket, ACL: 'private' })), 's3:PutBucketAcl'],
      [() => user.s3.send(new GetObjectAclCommand({ Bucket, Key })), 's3:GetObjectAcl'],
      [
        () => user.s3.send(new PutObjectAclCommand({ Bucket, Key, ACL: 'private' })),
        's3:PutObjectAcl',
      ],
      [
        () => user.s3.send(new GetBucketOwnershipControlsCommand({ Bucket })),
        's3:GetBucketOwnershipControls',
      ],
      [
        () => user.s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket })),
        's3:PutBucketOwnershipControls',
      ],
    ] as const) {
      expect((await refused(call())).message).toContain(`perform: ${action} on`);
    }
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
