import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  GetGroupCommand,
  ListGroupsCommand,
  ListGroupsForUserCommand,
  RemoveUserFromGroupCommand,
  UpdateGroupCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow, noSuchEntity, refusal } from '../../../../test/identities.ts';
import { findGroup, putGroup } from '../../../data/groups.ts';

const server = await startTestServer();
const { iam, accountId } = server;

const create = (GroupName: string, Path?: string) =>
  iam.send(new CreateGroupCommand({ GroupName, ...(Path === undefined ? {} : { Path }) }));
const join = (GroupName: string, UserName: string) =>
  iam.send(new AddUserToGroupCommand({ GroupName, UserName }));

async function setPolicies(name: string, inlinePolicies: Record<string, string>): Promise<void> {
  await server.server.state.metadata.transact(async (tx) => {
    const group = await findGroup(tx, accountId, name);
    if (group !== undefined) putGroup(tx, { ...group, inlinePolicies });
  });
}

test('makes, shows and lists groups', async () => {
  const { Group } = await create('Readers', '/teams/');
  expect(Group).toMatchObject({
    GroupName: 'Readers',
    Path: '/teams/',
    Arn: `arn:aws:iam::${accountId}:group/teams/Readers`,
    GroupId: expect.stringMatching(/^AGPA[A-Z2-7]{17}$/),
  });
  const shown = await iam.send(new GetGroupCommand({ GroupName: 'readers' }));
  expect(shown).toMatchObject({ Group, Users: [], IsTruncated: false });
  await expect(create('READERS')).rejects.toMatchObject(
    refusal('EntityAlreadyExists', 409, 'Group with name READERS already exists.'),
  );
  await create('Writers', '/teams/');
  const first = await iam.send(new ListGroupsCommand({ PathPrefix: '/teams/', MaxItems: 1 }));
  expect(first.Groups?.map((group) => group.GroupName)).toEqual(['Readers']);
  const { Marker } = first;
  const rest = await iam.send(new ListGroupsCommand({ PathPrefix: '/teams/', Marker }));
  expect(rest.Groups?.map((group) => group.GroupName)).toEqual(['Writers']);
});

test('members come and go; twice is no error', async () => {
  await create('Club');
  for (const UserName of ['m1', 'm2', 'm3']) {
    await iam.send(new CreateUserCommand({ UserName }));
    await join('Club', UserName);
    await join('club', UserName);
  }
  const first = await iam.send(new GetGroupCommand({ GroupName: 'Club', MaxItems: 2 }));
  expect(first.Users?.map((user) => user.UserName)).toEqual(['m1', 'm2']);
  const { Marker } = first;
  const rest = await iam.send(new GetGroupCommand({ GroupName: 'Club', Marker }));
  expect(rest.Users?.map((user) => user.UserName)).toEqual(['m3']);
  expect(rest.IsTruncated).toBe(false);
  const leave = () =>
    iam.send(new RemoveUserFromGroupCommand({ GroupName: 'Club', UserName: 'm1' }));
  await leave();
  await leave();
  const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName: 'm1' }));
  expect(Groups).toEqual([]);
});

test('neither group nor user may be missing', async () => {
  const noGroup = noSuchEntity('The group with name none cannot be found.');
  const noUser = noSuchEntity('The user with name nobody cannot be found.');
  await expect(join('Club', 'nobody')).rejects.toMatchObject(noUser);
  await expect(join('none', 'm1')).rejects.toMatchObject(noGroup);
  const remove = (GroupName: string, UserName: string) =>
    iam.send(new RemoveUserFromGroupCommand({ GroupName, UserName }));
  await expect(remove('none', 'nobody')).rejects.toMatchObject(noUser);
  await expect(remove('none', 'm1')).rejects.toMatchObject(noGroup);
  const GroupName = 'none';
  for (const command of [
    new GetGroupCommand({ GroupName }),
    new DeleteGroupCommand({ GroupName }),
    new UpdateGroupCommand({ GroupName, NewGroupName: 'x' }),
  ]) {
    await expect(iam.send(command as GetGroupCommand)).rejects.toMatchObject(noGroup);
  }
});

test('ten groups per user', async () => {
  const UserName = 'joiner';
  await iam.send(new CreateUserCommand({ UserName }));
  for (let n = 0; n < 10; n += 1) {
    await create(`ten-${n}`);
    await join(`ten-${n}`, UserName);
  }
  await expect(join('Club', UserName)).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'Cannot exceed quota for GroupsPerUser: 10'),
  );
  const page = await iam.send(new ListGroupsForUserCommand({ UserName, MaxItems: 9 }));
  expect(page.Groups).toHaveLength(9);
  const rest = await iam.send(new ListGroupsForUserCommand({ UserName, Marker: page.Marker }));
  expect(rest.Groups?.map((group) => group.GroupName)).toEqual(['ten-9']);
});

test('a renamed group keeps id, members and what they may do', async () => {
  await create('Old');
  const member = await addUser(server, 'member');
  await join('Old', 'member');
  const statement = { Effect: 'Allow', Action: 'iam:ListGroups', Resource: '*' };
  await setPolicies('Old', {
    list: JSON.stringify({ Version: '2012-10-17', Statement: statement }),
  });
  const { Group } = await iam.send(new GetGroupCommand({ GroupName: 'Old' }));
  await expect(
    iam.send(new UpdateGroupCommand({ GroupName: 'Old', NewGroupName: 'club' })),
  ).rejects.toMatchObject(
    refusal('EntityAlreadyExists', 409, 'Group with name club already exists.'),
  );
  await iam.send(new UpdateGroupCommand({ GroupName: 'Old', NewGroupName: 'New', NewPath: '/n/' }));
  const shown = await iam.send(new GetGroupCommand({ GroupName: 'New' }));
  expect(shown.Group).toEqual({
    ...Group,
    GroupName: 'New',
    Path: '/n/',
    Arn: `arn:aws:iam::${accountId}:group/n/New`,
  });
  expect(shown.Users?.map((user) => user.UserName)).toEqual(['member']);
  await member.iam.send(new ListGroupsCommand({}));
  await iam.send(new UpdateGroupCommand({ GroupName: 'New', NewGroupName: 'NEW' }));
  const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName: 'member' }));
  expect(Groups?.map((group) => group.GroupName)).toEqual(['NEW']);
  await iam.send(new RemoveUserFromGroupCommand({ GroupName: 'new', UserName: 'member' }));
  await expect(member.iam.send(new ListGroupsCommand({}))).rejects.toMatchObject({
    Code: 'AccessDenied',
  });
});

test('a group must be empty to be deleted', async () => {
  await create('Full');
  await iam.send(new CreateUserCommand({ UserName: 'last' }));
  await join('Full', 'last');
  await setPolicies('Full', { p: '{"Version":"2012-10-17","Statement":[]}' });
  const remove = () => iam.send(new DeleteGroupCommand({ GroupName: 'Full' }));
  await expect(remove()).rejects.toMatchObject(
    refusal('DeleteConflict', 409, 'Cannot delete entity, must remove users from group first.'),
  );
  await iam.send(new RemoveUserFromGroupCommand({ GroupName: 'Full', UserName: 'last' }));
  await expect(remove()).rejects.toMatchObject(
    refusal('DeleteConflict', 409, 'Cannot delete entity, must delete policies first.'),
  );
  await setPolicies('Full', {});
  await remove();
  await expect(remove()).rejects.toMatchObject({ Code: 'NoSuchEntity' });
});

test('a policy may allow one group only', async () => {
  const clubber = await addUser(server, 'clubber', [
    {
      Effect: 'Allow',
      Action: 'iam:AddUserToGroup',
      Resource: `arn:aws:iam::${accountId}:group/Club`,
    },
    allow('iam:GetUser'),
  ]);
  await clubber.iam.send(new AddUserToGroupCommand({ GroupName: 'club', UserName: 'clubber' }));
  await expect(
    clubber.iam.send(new AddUserToGroupCommand({ GroupName: 'Writers', UserName: 'clubber' })),
  ).rejects.toMatchObject({ Code: 'AccessDenied' });
});

test('nothing went wrong inside', () => {
  expect(server.loggedErrors).toEqual([]);
});
