import {
  CreateUserCommand,
  ListUserTagsCommand,
  TagUserCommand,
  UntagUserCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, noSuchEntity, refusal } from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam } = server;
const UserName = 'tagged';
await iam.send(new CreateUserCommand({ UserName }));

const tags = async (): Promise<Record<string, string>> => {
  const { Tags = [] } = await iam.send(new ListUserTagsCommand({ UserName }));
  return Object.fromEntries(Tags.map((tag) => [tag.Key, tag.Value])) as Record<string, string>;
};

test('adds, replaces and removes; keys are one ignoring case', async () => {
  const Tags = [
    { Key: 'b', Value: '1' },
    { Key: 'a', Value: '2' },
  ];
  await iam.send(new TagUserCommand({ UserName, Tags }));
  await iam.send(new TagUserCommand({ UserName, Tags: [{ Key: 'B', Value: '3' }] }));
  expect(await tags()).toEqual({ B: '3', a: '2' });
  await iam.send(new UntagUserCommand({ UserName, TagKeys: ['A', 'never-there'] }));
  expect(await tags()).toEqual({ B: '3' });
});

test('lists sorted by key, page by page', async () => {
  const Tags = ['z', 'y', 'x'].map((Key) => ({ Key, Value: '' }));
  await iam.send(new TagUserCommand({ UserName, Tags }));
  const first = await iam.send(new ListUserTagsCommand({ UserName, MaxItems: 3 }));
  expect(first.Tags?.map((tag) => tag.Key)).toEqual(['B', 'x', 'y']);
  expect(first.IsTruncated).toBe(true);
  const rest = await iam.send(new ListUserTagsCommand({ UserName, Marker: first.Marker }));
  expect(rest).toMatchObject({ Tags: [{ Key: 'z', Value: '' }], IsTruncated: false });
});

test.each([
  [
    [
      { Key: 'k', Value: '1' },
      { Key: 'K', Value: '2' },
    ],
    'InvalidInput',
    'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  ],
  [
    [{ Key: 'aws:own', Value: '1' }],
    'InvalidInput',
    'aws: prefixed tag key names are not allowed for external use.',
  ],
])('refuses %j', async (Tags, code, message) => {
  await expect(iam.send(new TagUserCommand({ UserName, Tags }))).rejects.toMatchObject(
    refusal(code, 400, message),
  );
});

test.each([
  [{ Key: 'x'.repeat(129), Value: '' }, 'tags.1.member.key', 'less than or equal to 128'],
  [{ Key: 'k', Value: 'x'.repeat(257) }, 'tags.1.member.value', 'less than or equal to 256'],
  [{ Key: 'no#hash', Value: '' }, 'tags.1.member.key', 'regular expression pattern'],
])('refuses a tag out of bounds', async (tag, place, rule) => {
  const call = iam.send(new TagUserCommand({ UserName, Tags: [tag] }));
  await expect(call).rejects.toMatchObject({
    Code: 'ValidationError',
    message: expect.stringMatching(
      new RegExp(`^1 validation error detected: .*'${place}' .*${rule}`),
    ),
  });
});

test('fifty tags at most', async () => {
  const Tags = Array.from({ length: 50 }, (_, index) => ({ Key: `n${index}`, Value: '' }));
  await expect(iam.send(new TagUserCommand({ UserName, Tags }))).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'The number of tags has reached the maximum limit.'),
  );
});

test('an unknown user has none', async () => {
  const missing = noSuchEntity('The user with name nobody cannot be found.');
  await expect(iam.send(new ListUserTagsCommand({ UserName: 'nobody' }))).rejects.toMatchObject(
    missing,
  );
  await expect(
    iam.send(new UntagUserCommand({ UserName: 'nobody', TagKeys: ['a'] })),
  ).rejects.toMatchObject(missing);
});

test('policies see the tags of request and resource', async () => {
  const tagger = await addUser(server, 'tagger', [
    {
      Effect: 'Allow',
      Action: ['iam:TagUser', 'iam:UntagUser'],
      Resource: '*',
      Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['mine'] } },
    },
    {
      Effect: 'Deny',
      Action: 'iam:TagUser',
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceTag/locked': 'yes' } },
    },
  ]);
  const mine = (name: string) =>
    tagger.iam.send(new TagUserCommand({ UserName: name, Tags: [{ Key: 'mine', Value: 'x' }] }));
  await mine(UserName);
  await tagger.iam.send(new UntagUserCommand({ UserName, TagKeys: ['mine'] }));
  const other = new UntagUserCommand({ UserName, TagKeys: ['other'] });
  await expect(tagger.iam.send(other)).rejects.toMatchObject({ Code: 'AccessDenied' });
  await iam.send(
    new CreateUserCommand({ UserName: 'vault', Tags: [{ Key: 'locked', Value: 'yes' }] }),
  );
  await expect(mine('vault')).rejects.toMatchObject({ Code: 'AccessDenied' });
});
