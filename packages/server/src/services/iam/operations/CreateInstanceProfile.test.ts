import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  DeleteInstanceProfileCommand,
  DeleteRoleCommand,
  GetInstanceProfileCommand,
  ListInstanceProfilesCommand,
  ListInstanceProfilesForRoleCommand,
  ListInstanceProfileTagsCommand,
  RemoveRoleFromInstanceProfileCommand,
  TagInstanceProfileCommand,
  UntagInstanceProfileCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import {
  addUser,
  allow,
  ec2TrustPolicy,
  noSuchEntity,
  refusal,
} from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam, accountId } = server;

const AssumeRolePolicyDocument = ec2TrustPolicy;
for (const RoleName of ['Rolf', 'Rita']) {
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Description: 'd' }));
}

function make(InstanceProfileName: string, more: object = {}): CreateInstanceProfileCommand {
  return new CreateInstanceProfileCommand({ InstanceProfileName, ...more });
}

const noProfile = noSuchEntity('Instance Profile nobody cannot be found.');

test('makes a profile and shows it', async () => {
  const { InstanceProfile: made } = await iam.send(make('First', { Path: '/a/' }));
  expect(made).toEqual({
    Path: '/a/',
    InstanceProfileName: 'First',
    InstanceProfileId: expect.stringMatching(/^AIPA[A-Z2-7]{17}$/),
    Arn: `arn:aws:iam::${accountId}:instance-profile/a/First`,
    CreateDate: expect.any(Date),
    Roles: [],
  });
  const shown = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: 'first' }));
  expect(shown.InstanceProfile).toEqual({ ...made, Tags: [] });
  await expect(iam.send(make('FIRST'))).rejects.toMatchObject(
    refusal('EntityAlreadyExists', 409, 'Instance Profile FIRST already exists.'),
  );
});

test('holds one role, which shows in it', async () => {
  const InstanceProfileName = 'Holding';
  await iam.send(make(InstanceProfileName));
  const add = (RoleName: string) =>
    iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName }));
  await add('Rolf');
  const shown = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName }));
  expect(shown.InstanceProfile?.Roles).toEqual([
    {
      Path: '/',
      RoleName: 'Rolf',
      RoleId: expect.stringMatching(/^AROA/),
      Arn: `arn:aws:iam::${accountId}:role/Rolf`,
      CreateDate: expect.any(Date),
      AssumeRolePolicyDocument: encodeURIComponent(AssumeRolePolicyDocument),
    },
  ]);
  await expect(add('Rita')).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1'),
  );
  const conflict = refusal(
    'DeleteConflict',
    409,
    'Cannot delete entity, must remove roles from instance profile first.',
  );
  const gone = new DeleteInstanceProfileCommand({ InstanceProfileName });
  await expect(iam.send(gone)).rejects.toMatchObject(conflict);
  await expect(iam.send(new DeleteRoleCommand({ RoleName: 'Rolf' }))) //
    .rejects.toMatchObject(conflict);
  const remove = (RoleName: string) =>
    iam.send(new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName }));
  await expect(remove('Rita')).rejects.toMatchObject(
    noSuchEntity('Role Rita in Instance Profile Holding cannot be found.'),
  );
  await remove('Rolf');
  await iam.send(gone);
});

test('lists the profiles of a role in pages', async () => {
  for (const name of ['pc', 'pA', 'pb']) {
    await iam.send(make(name));
    await iam.send(
      new AddRoleToInstanceProfileCommand({ InstanceProfileName: name, RoleName: 'Rita' }),
    );
  }
  const list = (more: object = {}) =>
    iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'Rita', MaxItems: 2, ...more }));
  const first = await list();
  expect(first.InstanceProfiles?.map((p) => p.InstanceProfileName)).toEqual(['pA', 'pb']);
  const second = await list({ Marker: first.Marker });
  expect(second.InstanceProfiles?.map((p) => p.InstanceProfileName)).toEqual(['pc']);
  expect(second).toMatchObject({ IsTruncated: false });
  const none = await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'Rolf' }));
  expect(none.InstanceProfiles).toEqual([]);
});

test('lists below a path, without tags', async () => {
  await iam.send(make('Deep', { Path: '/deep/er/', Tags: [{ Key: 'k', Value: 'v' }] }));
  const { InstanceProfiles } = await iam.send(
    new ListInstanceProfilesCommand({ PathPrefix: '/deep/' }),
  );
  expect(InstanceProfiles).toHaveLength(1);
  expect(InstanceProfiles?.[0]).toMatchObject({ InstanceProfileName: 'Deep', Roles: [] });
  expect(InstanceProfiles?.[0]).not.toHaveProperty('Tags');
});

test('tags are set, listed and removed', async () => {
  const InstanceProfileName = 'Tagged';
  const { InstanceProfile } = await iam.send(
    make(InstanceProfileName, { Tags: [{ Key: 'a', Value: '1' }] }),
  );
  expect(InstanceProfile?.Tags).toEqual([{ Key: 'a', Value: '1' }]);
  await iam.send(
    new TagInstanceProfileCommand({ InstanceProfileName, Tags: [{ Key: 'b', Value: '' }] }),
  );
  await iam.send(new UntagInstanceProfileCommand({ InstanceProfileName, TagKeys: ['a'] }));
  const { Tags } = await iam.send(new ListInstanceProfileTagsCommand({ InstanceProfileName }));
  expect(Tags).toEqual([{ Key: 'b', Value: '' }]);
});

const InstanceProfileName = 'nobody';
test.each([
  ['GetInstanceProfile', new GetInstanceProfileCommand({ InstanceProfileName })],
  ['DeleteInstanceProfile', new DeleteInstanceProfileCommand({ InstanceProfileName })],
  ['TagInstanceProfile', new TagInstanceProfileCommand({ InstanceProfileName, Tags: [] })],
  ['UntagInstanceProfile', new UntagInstanceProfileCommand({ InstanceProfileName, TagKeys: [] })],
  ['ListInstanceProfileTags', new ListInstanceProfileTagsCommand({ InstanceProfileName })],
  [
    'AddRoleToInstanceProfile',
    new AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: 'Rolf' }),
  ],
  [
    'RemoveRoleFromInstanceProfile',
    new RemoveRoleFromInstanceProfileCommand({ InstanceProfileName, RoleName: 'Rolf' }),
  ],
])('%s knows no such profile, and tells only who may ask', async (action, command) => {
  const sent = command as GetInstanceProfileCommand;
  await expect(iam.send(sent)).rejects.toMatchObject(noProfile);
  const stranger = await addUser(server, `stranger-${action}`);
  await expect(stranger.iam.send(sent)).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: expect.stringContaining(`perform: iam:${action} on resource: `),
  });
});

test('who adds a role must be allowed to pass it to EC2', async () => {
  await iam.send(make('Passing'));
  const add = new AddRoleToInstanceProfileCommand({
    InstanceProfileName: 'Passing',
    RoleName: 'Rolf',
  });
  const adding = allow('iam:AddRoleToInstanceProfile');
  const refused = await addUser(server, 'refused', [adding]);
  await expect(refused.iam.send(add)).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: expect.stringContaining(
      `perform: iam:PassRole on resource: arn:aws:iam::${accountId}:role/Rolf`,
    ),
  });
  const passing = (service: string) => ({
    ...allow('iam:PassRole'),
    Condition: { StringEquals: { 'iam:PassedToService': service } },
  });
  const other = await addUser(server, 'other', [adding, passing('lambda.amazonaws.com')]);
  await expect(other.iam.send(add)).rejects.toMatchObject({ Code: 'AccessDenied' });
  const passer = await addUser(server, 'passer', [adding, passing('ec2.amazonaws.com')]);
  await passer.iam.send(add);
});

test('nothing was logged as an error', () => {
  expect(server.loggedErrors).toEqual([]);
});
