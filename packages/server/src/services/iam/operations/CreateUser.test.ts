import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GetGroupCommand,
  GetUserCommand,
  ListGroupsForUserCommand,
  ListUsersCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow, noSuchEntity, refusal } from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam, accountId } = server;

const unknownUser = noSuchEntity('The user with name nobody cannot be found.');

test('makes a user with path, tags and boundary, and shows them', async () => {
  const boundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
  const { User: made } = await iam.send(
    new CreateUserCommand({
      UserName: 'Bob',
      Path: '/dev/eu/',
      PermissionsBoundary: boundary,
      Tags: [
        { Key: 'team', Value: 'Blue' },
        { Key: 'empty', Value: '' },
      ],
    }),
  );
  expect(made).toMatchObject({
    UserName: 'Bob',
    Path: '/dev/eu/',
    Arn: `arn:aws:iam::${accountId}:user/dev/eu/Bob`,
    UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
    PermissionsBoundary: {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: boundary,
    },
    Tags: [
      { Key: 'team', Value: 'Blue' },
      { Key: 'empty', Value: '' },
    ],
  });
  expect(made?.CreateDate).toBeInstanceOf(Date);
  const { User: shown } = await iam.send(new GetUserCommand({ UserName: 'bOB' }));
  expect(shown).toEqual(made);
});

test('a name is taken whatever its case', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'Taken' }));
  await expect(iam.send(new CreateUserCommand({ UserName: 'tAKEN' }))).rejects.toMatchObject(
    refusal('EntityAlreadyExists', 409, 'User with name tAKEN already exists.'),
  );
});

test.each([
  [
    { UserName: 'a/b' },
    'The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
  ],
  [
    { UserName: 'x', Path: 'no-slash/' },
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  ],
  [
    { UserName: 'x', Path: '/no-end' },
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  ],
])('refuses %j', async (input, message) => {
  await expect(iam.send(new CreateUserCommand(input))).rejects.toMatchObject(
    refusal('ValidationError', 400, message),
  );
});

test('refuses a name of 65 characters', async () => {
  const call = iam.send(new CreateUserCommand({ UserName: 'x'.repeat(65) }));
  await expect(call).rejects.toMatchObject({
    Code: 'ValidationError',
    message: expect.stringContaining(
      "at 'userName' failed to satisfy constraint: Member must have length less than or equal to 64",
    ),
  });
});

test('refuses a boundary that does not exist', async () => {
  const arn = `arn:aws:iam::${accountId}:policy/missing`;
  const call = iam.send(new CreateUserCommand({ UserName: 'x', PermissionsBoundary: arn }));
  await expect(call).rejects.toMatchObject(
    noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`),
  );
});

test('who does not exist is not found', async () => {
  const UserName = 'nobody';
  for (const command of [
    new GetUserCommand({ UserName }),
    new DeleteUserCommand({ UserName }),
    new ListGroupsForUserCommand({ UserName }),
  ]) {
    await expect(iam.send(command as GetUserCommand)).rejects.toMatchObject(unknownUser);
  }
  const rename = iam.send(new UpdateUserCommand({ UserName, NewUserName: 'x' }));
  await expect(rename).rejects.toMatchObject(unknownUser);
});

test('lists page by page, by path', async () => {
  for (const name of ['p3', 'P1', 'p2']) {
    await iam.send(new CreateUserCommand({ UserName: name, Path: '/pages/' }));
  }
  const first = await iam.send(new ListUsersCommand({ PathPrefix: '/pag', MaxItems: 2 }));
  expect(first.Users?.map((user) => user.UserName)).toEqual(['P1', 'p2']);
  expect(first.IsTruncated).toBe(true);
  const rest = await iam.send(
    new ListUsersCommand({ PathPrefix: '/pag', MaxItems: 2, Marker: first.Marker }),
  );
  expect(rest.Users?.map((user) => user.UserName)).toEqual(['p3']);
  expect(rest.IsTruncated).toBe(false);
  expect(rest.Marker).toBeUndefined();
  const all = await iam.send(new ListUsersCommand({}));
  expect(all.Users?.find((user) => user.UserName === 'Bob')?.Tags).toBeUndefined();
});

test('refuses a marker that it did not give', async () => {
  await expect(iam.send(new ListUsersCommand({ Marker: 'invalid' }))).rejects.toMatchObject(
    refusal('ValidationError', 400, 'Invalid Marker.'),
  );
});

test('a renamed user keeps id, keys and groups', async () => {
  const before = await addUser(server, 'before', [allow('iam:GetUser')]);
  await iam.send(new CreateGroupCommand({ GroupName: 'Movers' }));
  await iam.send(new AddUserToGroupCommand({ GroupName: 'movers', UserName: 'before' }));
  const { User: old } = await iam.send(new GetUserCommand({ UserName: 'before' }));
  await iam.send(new CreateUserCommand({ UserName: 'occupied' }));
  await expect(
    iam.send(new UpdateUserCommand({ UserName: 'before', NewUserName: 'Occupied' })),
  ).rejects.toMatchObject(
    refusal('EntityAlreadyExists', 409, 'User with name Occupied already exists.'),
  );
  await iam.send(
    new UpdateUserCommand({ UserName: 'before', NewUserName: 'After', NewPath: '/new/' }),
  );
  const arn = `arn:aws:iam::${accountId}:user/new/After`;
  const { Arn } = await before.sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(arn);
  const { User: own } = await before.iam.send(new GetUserCommand({}));
  expect(own).toMatchObject({ UserName: 'After', UserId: old?.UserId, Arn: arn });
  const { Users } = await iam.send(new GetGroupCommand({ GroupName: 'Movers' }));
  expect(Users?.map((user) => user.UserName)).toEqual(['After']);
  const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName: 'after' }));
  expect(Groups?.map((group) => group.GroupName)).toEqual(['Movers']);
  await expect(iam.send(new GetUserCommand({ UserName: 'before' }))).rejects.toMatchObject(
    noSuchEntity('The user with name before cannot be found.'),
  );
});

test('only the case of a name may change', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'case' }));
  await iam.send(new UpdateUserCommand({ UserName: 'case', NewUserName: 'CASE' }));
  const { User } = await iam.send(new GetUserCommand({ UserName: 'case' }));
  expect(User?.UserName).toBe('CASE');
});

test('the root user is shown by the account id', async () => {
  const { User } = await iam.send(new GetUserCommand({}));
  expect(User).toMatchObject({ UserId: accountId, Arn: `arn:aws:iam::${accountId}:root` });
  expect(User?.UserName).toBeUndefined();
});

test('a deleted user is gone, and a new one of the name is another', async () => {
  const { User: first } = await iam.send(new CreateUserCommand({ UserName: 'phoenix' }));
  await iam.send(new DeleteUserCommand({ UserName: 'phoenix' }));
  const { User: second } = await iam.send(new CreateUserCommand({ UserName: 'phoenix' }));
  expect(second?.UserId).not.toBe(first?.UserId);
});

test('without permission, neither existing nor missing users are told of', async () => {
  const mallory = await addUser(server, 'mallory');
  for (const name of ['Bob', 'nobody']) {
    const call = mallory.iam.send(new GetUserCommand({ UserName: name }));
    await expect(call).rejects.toMatchObject({
      Code: 'AccessDenied',
      message: expect.stringContaining('is not authorized to perform: iam:GetUser on resource:'),
      $metadata: { httpStatusCode: 403 },
    });
  }
});

test('tags and boundary at creation need their own permission', async () => {
  const carol = await addUser(server, 'carol', [
    {
      Effect: 'Allow',
      Action: 'iam:CreateUser',
      Resource: '*',
      Condition: { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::aws:policy/A' } },
    },
  ]);
  await expect(carol.iam.send(new CreateUserCommand({ UserName: 'new' }))).rejects.toMatchObject({
    Code: 'AccessDenied',
  });
  const dave = await addUser(server, 'dave', [allow('iam:CreateUser')]);
  await dave.iam.send(new CreateUserCommand({ UserName: 'untagged' }));
  await expect(
    dave.iam.send(new CreateUserCommand({ UserName: 'new', Tags: [{ Key: 'a', Value: 'b' }] })),
  ).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: expect.stringContaining('iam:TagUser'),
  });
});

test('renaming needs permission on both names', async () => {
  const user = (name: string): string => `arn:aws:iam::${accountId}:user/${name}`;
  const erin = await addUser(server, 'erin', [
    { Effect: 'Allow', Action: 'iam:UpdateUser', Resource: [user('erin'), user('erin2')] },
  ]);
  await expect(
    erin.iam.send(new UpdateUserCommand({ UserName: 'erin', NewUserName: 'eve' })),
  ).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: expect.stringContaining(`on resource: ${user('eve')}`),
  });
  await erin.iam.send(new UpdateUserCommand({ UserName: 'erin', NewUserName: 'erin2' }));
});

test('nothing went wrong inside', () => {
  expect(server.loggedErrors).toEqual([]);
});
