import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
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

function newRole(RoleName: string, more: object = {}): CreateRoleCommand {
  return new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: ec2TrustPolicy, ...more });
}

const unknownRole = noSuchEntity('The role with name nobody cannot be found.');

test('the answer of CreateRole leaves out what only GetRole and ListRoles tell', async () => {
  const { Role: made } = await iam.send(
    newRole('Plain', { Description: 'for machines', Path: '/service/eu/' }),
  );
  const plain = {
    Path: '/service/eu/',
    RoleName: 'Plain',
    RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
    Arn: `arn:aws:iam::${accountId}:role/service/eu/Plain`,
    CreateDate: expect.any(Date),
    AssumeRolePolicyDocument: encodeURIComponent(ec2TrustPolicy),
  };
  expect(made).toEqual(plain);
  const { Role: got } = await iam.send(new GetRoleCommand({ RoleName: 'plain' }));
  const listed = { ...made, Description: 'for machines', MaxSessionDuration: 3600 };
  expect(got).toEqual({ ...listed, RoleLastUsed: {} });
  const { Roles } = await iam.send(new ListRolesCommand({ PathPrefix: '/service/' }));
  expect(Roles).toEqual([listed]);
});

test('documents are encoded after RFC 3986', async () => {
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Sid: 'Odd',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': "it's (new)! *~" } },
    },
  });
  const { Role } = await iam.send(newRole('Encoded', { AssumeRolePolicyDocument: trust }));
  expect(Role?.AssumeRolePolicyDocument).toContain('it%27s%20%28new%29%21%20%2A~');
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(trust);
});

test('a name is taken whatever its case and path', async () => {
  await iam.send(newRole('Taken'));
  await expect(iam.send(newRole('tAKEN', { Path: '/x/' }))).rejects.toMatchObject(
    refusal('EntityAlreadyExists', 409, 'Role with name tAKEN already exists.'),
  );
});

test.each([
  [3599, 'Member must have value greater than or equal to 3600'],
  [43_201, 'Member must have value less than or equal to 43200'],
])('refuses sessions of %i seconds', async (MaxSessionDuration, rule) => {
  await expect(iam.send(newRole('Long', { MaxSessionDuration }))).rejects.toMatchObject({
    Code: 'ValidationError',
    message: expect.stringContaining(`'maxSessionDuration' failed to satisfy constraint: ${rule}`),
  });
});

const fiftyOne = Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: 'v' }));
const detected = '1 validation error detected: Value at';
test.each([
  [
    newRole('Bad', { Tags: fiftyOne }),
    `${detected} 'tags' failed to satisfy constraint: Member must have length less than or equal ` +
      'to 50',
  ],
  [
    newRole('Bad', { Tags: [{ Key: 'k'.repeat(129), Value: 'v' }] }),
    `${detected} 'tags.1.member.key' failed to satisfy constraint: Member must have length less ` +
      'than or equal to 128',
  ],
  [
    newRole('Bad', { Tags: [{ Key: 'k?', Value: 'v' }] }),
    `${detected} 'tags.1.member.key' failed to satisfy constraint: Member must satisfy regular ` +
      'expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+',
  ],
  [
    new UntagRoleCommand({ RoleName: 'Bad', TagKeys: ['k?'] }),
    `${detected} 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: [Member ` +
      'must have length less than or equal to 128, Member must have length greater than or equal ' +
      'to 1, Member must satisfy regular expression pattern: ' +
      '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+, Member must not be null]',
  ],
])('refuses tags out of bounds in the words recorded from AWS (%#)', async (command, message) => {
  await expect(iam.send(command as UntagRoleCommand)).rejects.toMatchObject(
    refusal('ValidationError', 400, message),
  );
});

test('roles of services are not for customers to make', async () => {
  const Path = '/aws-service-role/ec2.amazonaws.com/';
  await expect(iam.send(newRole('Mine', { Path }))).rejects.toMatchObject(
    refusal(
      'UnmodifiableEntity',
      400,
      "Cannot perform the operation on the protected role 'Mine' - this role is only " +
        'modifiable by AWS',
    ),
  );
});

test('UpdateRole changes what it is given and keeps the rest', async () => {
  await iam.send(newRole('Changing', { Description: 'first' }));
  await iam.send(new UpdateRoleCommand({ RoleName: 'Changing', MaxSessionDuration: 7200 }));
  const shown = async () => (await iam.send(new GetRoleCommand({ RoleName: 'Changing' }))).Role;
  expect(await shown()).toMatchObject({ Description: 'first', MaxSessionDuration: 7200 });
  await iam.send(new UpdateRoleCommand({ RoleName: 'Changing', Description: 'second' }));
  expect(await shown()).toMatchObject({ Description: 'second', MaxSessionDuration: 7200 });
  const { Role } = await iam.send(
    new UpdateRoleDescriptionCommand({ RoleName: 'Changing', Description: 'third' }),
  );
  expect(Role).toMatchObject({ Description: 'third', RoleName: 'Changing' });
  expect(Role?.MaxSessionDuration).toBeUndefined();
  expect(await shown()).toMatchObject({ Description: 'third', MaxSessionDuration: 7200 });
});

test('lists in pages, below a path', async () => {
  for (const name of ['c', 'A', 'b']) await iam.send(newRole(`Page${name}`, { Path: '/pages/' }));
  const names: (string | undefined)[][] = [];
  let Marker: string | undefined;
  do {
    const page = await iam.send(
      new ListRolesCommand({ PathPrefix: '/pages/', MaxItems: 2, ...(Marker && { Marker }) }),
    );
    names.push((page.Roles ?? []).map((role) => role.RoleName));
    expect(page.IsTruncated).toBe(page.Marker !== undefined);
    Marker = page.Marker;
  } while (Marker !== undefined);
  expect(names).toEqual([['PageA', 'Pageb'], ['Pagec']]);
});

test('a role goes only when nothing hangs on it', async () => {
  const RoleName = 'Leaving';
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const gone = new DeleteRoleCommand({ RoleName });
  await iam.send(newRole(RoleName));
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  const PolicyDocument =
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}';
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'inline', PolicyDocument }));
  await expect(iam.send(gone)).rejects.toMatchObject(
    refusal('DeleteConflict', 409, 'Cannot delete entity, must detach all policies first.'),
  );
  await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  await expect(iam.send(gone)).rejects.toMatchObject(
    refusal('DeleteConflict', 409, 'Cannot delete entity, must delete policies first.'),
  );
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'inline' }));
  await iam.send(gone);
  await expect(iam.send(gone)).rejects.toMatchObject(
    noSuchEntity('The role with name Leaving cannot be found.'),
  );
});

test('tags are set, replaced ignoring case, listed and removed', async () => {
  const RoleName = 'Tagged';
  const { Role } = await iam.send(newRole(RoleName, { Tags: [{ Key: 'Team', Value: 'a' }] }));
  expect(Role?.Tags).toEqual([{ Key: 'Team', Value: 'a' }]);
  const more = [
    { Key: 'tEAM', Value: 'b' },
    { Key: 'empty', Value: '' },
  ];
  await iam.send(new TagRoleCommand({ RoleName, Tags: more }));
  const { Tags, IsTruncated } = await iam.send(new ListRoleTagsCommand({ RoleName }));
  expect(IsTruncated).toBe(false);
  expect(Tags).toHaveLength(2);
  expect(Tags).toEqual(expect.arrayContaining(more));
  await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['TEAM', 'unknown'] }));
  const { Role: got } = await iam.send(new GetRoleCommand({ RoleName }));
  expect(got?.Tags).toEqual([{ Key: 'empty', Value: '' }]);
  const twice = [
    { Key: 'a', Value: '1' },
    { Key: 'A', Value: '2' },
  ];
  await expect(iam.send(new TagRoleCommand({ RoleName, Tags: twice }))).rejects.toMatchObject(
    refusal(
      'InvalidInput',
      400,
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ),
  );
});

test.each([
  ['GetRole', new GetRoleCommand({ RoleName: 'nobody' })],
  ['UpdateRole', new UpdateRoleCommand({ RoleName: 'nobody' })],
  ['DeleteRole', new DeleteRoleCommand({ RoleName: 'nobody' })],
  ['TagRole', new TagRoleCommand({ RoleName: 'nobody', Tags: [] })],
  ['UntagRole', new UntagRoleCommand({ RoleName: 'nobody', TagKeys: [] })],
  ['ListRoleTags', new ListRoleTagsCommand({ RoleName: 'nobody' })],
])('%s knows no such role, and tells only who may ask', async (action, command) => {
  await expect(iam.send(command as GetRoleCommand)).rejects.toMatchObject(unknownRole);
  const stranger = await addUser(server, `stranger-${action}`);
  await expect(stranger.iam.send(command as GetRoleCommand)).rejects.toMatchObject(
    refusal(
      'AccessDenied',
      403,
      `User: arn:aws:iam::${accountId}:user/stranger-${action} is not authorized to perform: ` +
        `iam:${action} on resource: role nobody because no ` +
        `identity-based policy allows the iam:${action} action`,
    ),
  );
});

test('tags at creation ask for iam:TagRole too', async () => {
  const maker = await addUser(server, 'maker', [allow('iam:CreateRole')]);
  const Tags = [{ Key: 'team', Value: 'x' }];
  await expect(maker.iam.send(newRole('Tagging', { Tags }))).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: expect.stringContaining('perform: iam:TagRole'),
  });
  await maker.iam.send(newRole('Tagging'));
});

test('a condition on iam:PermissionsBoundary decides who may make which roles', async () => {
  const boundary = 'arn:aws:iam::aws:policy/PowerUserAccess';
  const bounded = await addUser(server, 'bounded', [
    {
      ...allow('iam:CreateRole'),
      Condition: { StringEquals: { 'iam:PermissionsBoundary': boundary } },
    },
  ]);
  await expect(bounded.iam.send(newRole('Free'))).rejects.toMatchObject({ Code: 'AccessDenied' });
  const { Role } = await bounded.iam.send(newRole('Fenced', { PermissionsBoundary: boundary }));
  expect(Role?.PermissionsBoundary).toEqual({
    PermissionsBoundaryType: 'Policy',
    PermissionsBoundaryArn: boundary,
  });
});

test('the last use shows once the role was used', async () => {
  const user = await addUser(server, 'assumer');
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${accountId}:user/assumer` },
      Action: 'sts:AssumeRole',
    },
  });
  const { Role } = await iam.send(newRole('Used', { AssumeRolePolicyDocument: trust }));
  const { Credentials } = await user.sts.send(
    new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'once' }),
  );
  const session = server.clientsFor({
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
  await session.sts.send(new GetCallerIdentityCommand({}));
  const { Role: got } = await iam.send(new GetRoleCommand({ RoleName: 'Used' }));
  expect(got?.RoleLastUsed).toEqual({ LastUsedDate: expect.any(Date), Region: 'us-east-1' });
});

test('nothing was logged as an error', () => {
  expect(server.loggedErrors).toEqual([]);
});
