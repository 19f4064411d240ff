import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DetachGroupPolicyCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  ListAttachedGroupPoliciesCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListEntitiesForPolicyCommand,
  ListUsersCommand,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import {
  addUser,
  allow,
  allowingPolicy,
  ec2TrustPolicy,
  noSuchEntity,
  refusal,
} from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam, accountId } = server;

const PolicyDocument = allowingPolicy('iam:ListUsers');
const AssumeRolePolicyDocument = ec2TrustPolicy;

async function policy(PolicyName: string, Path = '/'): Promise<string> {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName, Path, PolicyDocument }));
  return Policy?.Arn ?? '';
}

await iam.send(new CreateUserCommand({ UserName: 'Una', Path: '/people/' }));
await iam.send(new CreateGroupCommand({ GroupName: 'Gang' }));
await iam.send(new CreateRoleCommand({ RoleName: 'Rolf', AssumeRolePolicyDocument }));
const listUsers = await policy('ListUsers', '/own/');
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

const kinds = [
  {
    kind: 'user',
    attach: (arn: string, name = 'Una') =>
      iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn: arn })),
    detach: (arn: string, name = 'Una') =>
      iam.send(new DetachUserPolicyCommand({ UserName: name, PolicyArn: arn })),
    list: (more: object = {}, name = 'Una') =>
      iam.send(new ListAttachedUserPoliciesCommand({ UserName: name, ...more })),
    quota: 'PoliciesPerUser',
  },
  {
    kind: 'group',
    attach: (arn: string, name = 'Gang') =>
      iam.send(new AttachGroupPolicyCommand({ GroupName: name, PolicyArn: arn })),
    detach: (arn: string, name = 'Gang') =>
      iam.send(new DetachGroupPolicyCommand({ GroupName: name, PolicyArn: arn })),
    list: (more: object = {}, name = 'Gang') =>
      iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: name, ...more })),
    quota: 'PoliciesPerGroup',
  },
  {
    kind: 'role',
    attach: (arn: string, name = 'Rolf') =>
      iam.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn: arn })),
    detach: (arn: string, name = 'Rolf') =>
      iam.send(new DetachRolePolicyCommand({ RoleName: name, PolicyArn: arn })),
    list: (more: object = {}, name = 'Rolf') =>
      iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name, ...more })),
    quota: 'PoliciesPerRole',
  },
];

test.each(kinds)('attaches to a $kind, lists in pages and by path', async ({ attach, list }) => {
  await attach(readOnly);
  await attach(listUsers);
  await attach(listUsers);
  const own = { PolicyName: 'ListUsers', PolicyArn: listUsers };
  const aws = { PolicyName: 'ReadOnlyAccess', PolicyArn: readOnly };
  expect(await list()).toMatchObject({ AttachedPolicies: [own, aws], IsTruncated: false });
  const first = await list({ MaxItems: 1 });
  expect(first).toMatchObject({ AttachedPolicies: [own], IsTruncated: true });
  const second = await list({ MaxItems: 1, Marker: first.Marker });
  expect(second).toMatchObject({ AttachedPolicies: [aws], IsTruncated: false });
  expect((await list({ PathPrefix: '/own/' })).AttachedPolicies).toEqual([own]);
});

test('ListEntitiesForPolicy finds them all, filtered and in pages', async () => {
  const find = (more: object = {}) =>
    iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: listUsers, ...more }));
  const users = [{ UserName: 'Una', UserId: expect.stringMatching(/^AIDA/) }];
  const groups = [{ GroupName: 'Gang', GroupId: expect.stringMatching(/^AGPA/) }];
  const roles = [{ RoleName: 'Rolf', RoleId: expect.stringMatching(/^AROA/) }];
  expect(await find()).toMatchObject({
    PolicyUsers: users,
    PolicyGroups: groups,
    PolicyRoles: roles,
    IsTruncated: false,
  });
  expect(await find({ EntityFilter: 'User' })).toMatchObject({
    PolicyUsers: users,
    PolicyGroups: [],
    PolicyRoles: [],
  });
  expect(await find({ EntityFilter: 'LocalManagedPolicy' })).toMatchObject({
    PolicyUsers: [],
    PolicyGroups: [],
    PolicyRoles: [],
  });
  expect((await find({ PathPrefix: '/people/' })).PolicyUsers).toEqual(users);
  expect((await find({ PathPrefix: '/people/' })).PolicyGroups).toEqual([]);
  const first = await find({ MaxItems: 2 });
  const second = await find({ MaxItems: 2, Marker: first.Marker });
  expect(first.IsTruncated).toBe(true);
  expect(second).toMatchObject({ PolicyUsers: users, IsTruncated: false });
  await iam.send(
    new PutUserPermissionsBoundaryCommand({ UserName: 'Una', PermissionsBoundary: listUsers }),
  );
  expect((await find()).PolicyUsers).toEqual(users);
  expect(await find({ PolicyUsageFilter: 'PermissionsBoundary' })).toMatchObject({
    PolicyUsers: users,
    PolicyRoles: [],
  });
});

test.each(kinds)('detaches from a $kind, once', async ({ detach, list }) => {
  await detach(listUsers);
  await expect(detach(listUsers)).rejects.toMatchObject(
    noSuchEntity(`Policy ${listUsers} was not found.`),
  );
  expect((await list()).AttachedPolicies).toHaveLength(1);
});

test.each(kinds)('refuses to attach to a $kind what is not there', async (of) => {
  const missing = `arn:aws:iam::${accountId}:policy/missing`;
  await expect(of.attach(missing)).rejects.toMatchObject(
    noSuchEntity(`Policy ${missing} does not exist or is not attachable.`),
  );
  await expect(of.attach('arn:aws-cn:iam::aws:policy/ReadOnlyAccess')).rejects.toMatchObject({
    Code: 'NoSuchEntity',
  });
  await expect(of.attach('longpolicynamebutnoarn')).rejects.toMatchObject(
    refusal('ValidationError', 400, 'ARN longpolicynamebutnoarn is not valid.'),
  );
  const unknown = noSuchEntity(`The ${of.kind} with name nobody cannot be found.`);
  await expect(of.attach(readOnly, 'nobody')).rejects.toMatchObject(unknown);
  await expect(of.detach(readOnly, 'nobody')).rejects.toMatchObject(unknown);
  await expect(of.list({}, 'nobody')).rejects.toMatchObject(unknown);
});

test('policies of service-linked roles are for those only', async () => {
  const arn = 'arn:aws:iam::aws:policy/aws-service-role/AWSSupportServiceRolePolicy';
  await expect(kinds[2]?.attach(arn)).rejects.toMatchObject(
    refusal('PolicyNotAttachable', 400, 'Cannot attach a Service Role Policy to a Customer Role.'),
  );
});

test('ten policies at most', async () => {
  const arns: string[] = [];
  for (let n = 0; n < 10; n++) arns.push(await policy(`Number${n}`));
  for (const { attach, detach, quota } of kinds) {
    await detach(readOnly);
    for (const arn of arns) await attach(arn);
    await attach(arns[3] ?? '');
    await expect(attach(readOnly)).rejects.toMatchObject(
      refusal('LimitExceeded', 409, `Cannot exceed quota for ${quota}: 10`),
    );
  }
});

test('what is attached is in force for the next request, and no longer once detached', async () => {
  const user = await addUser(server, 'worker');
  const look = new ListUsersCommand({});
  const input = { UserName: 'worker', PolicyArn: listUsers };
  await expect(user.iam.send(look)).rejects.toMatchObject({ Code: 'AccessDenied' });
  await iam.send(new AttachUserPolicyCommand(input));
  await user.iam.send(look);
  await iam.send(new DetachUserPolicyCommand(input));
  await expect(user.iam.send(look)).rejects.toMatchObject({ Code: 'AccessDenied' });
});

test('a condition on iam:PolicyARN decides what may be attached', async () => {
  const limited = await addUser(server, 'limited', [
    {
      ...allow('iam:AttachUserPolicy'),
      Condition: { ArnEquals: { 'iam:PolicyARN': readOnly } },
    },
  ]);
  const attach = (PolicyArn: string) =>
    limited.iam.send(new AttachUserPolicyCommand({ UserName: 'limited', PolicyArn }));
  await attach(readOnly);
  await expect(attach('arn:aws:iam::aws:policy/AdministratorAccess')).rejects.toMatchObject({
    Code: 'AccessDenied',
  });
});

test('a condition on iam:PermissionsBoundary looks at the boundary the user has', async () => {
  const keeper = await addUser(server, 'keeper', [
    {
      ...allow('iam:AttachUserPolicy'),
      Condition: { StringEquals: { 'iam:PermissionsBoundary': readOnly } },
    },
  ]);
  await iam.send(new CreateUserCommand({ UserName: 'Free' }));
  await iam.send(new CreateUserCommand({ UserName: 'Fenced', PermissionsBoundary: readOnly }));
  const attach = (UserName: string) =>
    keeper.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: listUsers }));
  await attach('Fenced');
  await expect(attach('Free')).rejects.toMatchObject({ Code: 'AccessDenied' });
  await expect(attach('nobody')).rejects.toMatchObject({ Code: 'AccessDenied' });
});

test('nothing was logged as an error', () => {
  expect(server.loggedErrors).toEqual([]);
});
