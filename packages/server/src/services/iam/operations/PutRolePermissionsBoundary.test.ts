import {
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteUserPermissionsBoundaryCommand,
  GetPolicyCommand,
  GetRoleCommand,
  GetUserCommand,
  ListUsersCommand,
  PutRolePermissionsBoundaryCommand,
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

const AssumeRolePolicyDocument = ec2TrustPolicy;
const PolicyDocument = allowingPolicy('iam:GetUser');
const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'Fence', PolicyDocument }));
const fence = Policy?.Arn ?? '';
const fenced = { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: fence };

async function uses(): Promise<(number | undefined)[]> {
  const { Policy: shown } = await iam.send(new GetPolicyCommand({ PolicyArn: fence }));
  return [shown?.AttachmentCount, shown?.PermissionsBoundaryUsageCount];
}

test('a role has a boundary until it is taken off or the role is deleted', async () => {
  const RoleName = 'Bounded';
  await iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, PermissionsBoundary: fence }),
  );
  const shown = async () => (await iam.send(new GetRoleCommand({ RoleName }))).Role;
  expect((await shown())?.PermissionsBoundary).toEqual(fenced);
  expect(await uses()).toEqual([0, 1]);
  await expect(iam.send(new DeletePolicyCommand({ PolicyArn: fence }))).rejects.toMatchObject(
    refusal('DeleteConflict', 409, 'Cannot delete a policy attached to entities.'),
  );
  await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
  expect((await shown())?.PermissionsBoundary).toBeUndefined();
  expect(await uses()).toEqual([0, 0]);
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: fence }));
  expect((await shown())?.PermissionsBoundary).toEqual(fenced);
  const PermissionsBoundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
  expect(await uses()).toEqual([0, 0]);
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: fence }));
  await iam.send(new DeleteRoleCommand({ RoleName }));
  expect(await uses()).toEqual([0, 0]);
});

test('a boundary limits its user from the next request on', async () => {
  const UserName = 'limited';
  const user = await addUser(server, UserName, [allow('iam:*')]);
  await user.iam.send(new ListUsersCommand({}));
  await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: fence }));
  const { User } = await user.iam.send(new GetUserCommand({ UserName }));
  expect(User?.PermissionsBoundary).toEqual(fenced);
  await expect(user.iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: expect.stringContaining('because no permissions boundary allows the iam:ListUsers'),
  });
  await iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName }));
  await user.iam.send(new ListUsersCommand({}));
});

const wrongArn = `arn:aws:iam::${accountId}:not_a_policy/invalid`;
const missingArn = `arn:aws:iam::${accountId}:policy/missing`;
await iam.send(new CreateRoleCommand({ RoleName: 'Role', AssumeRolePolicyDocument }));
await iam.send(new CreateUserCommand({ UserName: 'User' }));

test.each([
  [wrongArn, refusal('InvalidInput', 400, `ARN ${wrongArn} is not valid.`)],
  [missingArn, noSuchEntity(`Scope ARN: ${missingArn} does not exist or is not attachable.`)],
])('refuses %s', async (PermissionsBoundary, error) => {
  const put = new PutRolePermissionsBoundaryCommand({ RoleName: 'Role', PermissionsBoundary });
  await expect(iam.send(put)).rejects.toMatchObject(error);
  const putUser = new PutUserPermissionsBoundaryCommand({ UserName: 'User', PermissionsBoundary });
  await expect(iam.send(putUser)).rejects.toMatchObject(error);
  const create = new CreateRoleCommand({
    RoleName: 'Never',
    AssumeRolePolicyDocument,
    PermissionsBoundary,
  });
  await expect(iam.send(create)).rejects.toMatchObject(error);
});

test('knows no such role or user', async () => {
  const PermissionsBoundary = fence;
  const noRole = noSuchEntity('The role with name nobody cannot be found.');
  const noUser = noSuchEntity('The user with name nobody cannot be found.');
  await expect(
    iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'nobody', PermissionsBoundary })),
  ).rejects.toMatchObject(noRole);
  await expect(
    iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'nobody' })),
  ).rejects.toMatchObject(noRole);
  await expect(
    iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'nobody', PermissionsBoundary })),
  ).rejects.toMatchObject(noUser);
  await expect(
    iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName: 'nobody' })),
  ).rejects.toMatchObject(noUser);
});

test('a condition on iam:PermissionsBoundary decides which may be set and which taken off', async () => {
  const Condition = { StringEquals: { 'iam:PermissionsBoundary': fence } };
  const keeper = await addUser(server, 'keeper', [
    {
      ...allow('iam:PutUserPermissionsBoundary', 'iam:DeleteUserPermissionsBoundary'),
      Condition,
    },
  ]);
  const UserName = 'User';
  const other = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const put = (PermissionsBoundary: string) =>
    new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary });
  await expect(keeper.iam.send(put(other))).rejects.toMatchObject({ Code: 'AccessDenied' });
  await keeper.iam.send(put(fence));
  const remove = new DeleteUserPermissionsBoundaryCommand({ UserName });
  await keeper.iam.send(remove);
  await iam.send(put(other));
  await expect(keeper.iam.send(remove)).rejects.toMatchObject({ Code: 'AccessDenied' });
});

test('nothing was logged as an error', () => {
  expect(server.loggedErrors).toEqual([]);
});
