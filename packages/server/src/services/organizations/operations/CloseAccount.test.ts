import { AttachUserPolicyCommand, CreateRoleCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import {
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  DescribeOrganizationCommand,
  LeaveOrganizationCommand,
  ListAccountsCommand,
  RemoveAccountFromOrganizationCommand,
} from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import type { TestClients } from '../../../../test/harness.ts';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow } from '../../../../test/identities.ts';

const server = await startTestServer();
const { organizations, accountId, clock } = server;
await organizations.send(new CreateOrganizationCommand({}));
const administrator = await addUser(server, 'Admin');
await server.iam.send(
  new AttachUserPolicyCommand({
    UserName: 'Admin',
    PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
  }),
);

async function addMember(AccountName: string): Promise<string> {
  const { CreateAccountStatus: status } = await organizations.send(
    new CreateAccountCommand({ AccountName, Email: `${AccountName}@example.com` }),
  );
  const { CreateAccountStatus: done } = await organizations.send(
    new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: status?.Id }),
  );
  return done?.AccountId ?? '';
}

const takeRole = (memberId: string) =>
  administrator.sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${memberId}:role/OrganizationAccountAccessRole`,
      RoleSessionName: 'Admin',
    }),
  );

async function clientsIn(memberId: string): Promise<TestClients> {
  const { Credentials: taken } = await takeRole(memberId);
  return server.clientsFor({
    accessKeyId: taken?.AccessKeyId ?? '',
    secretAccessKey: taken?.SecretAccessKey ?? '',
    sessionToken: taken?.SessionToken ?? '',
  });
}

const close = (AccountId: string) => organizations.send(new CloseAccountCommand({ AccountId }));
const remove = (AccountId: string) =>
  organizations.send(new RemoveAccountFromOrganizationCommand({ AccountId }));
const day = 86_400_000;

test('a closed account is SUSPENDED, and nobody of it or into it does anything', async () => {
  const memberId = await addMember('closing');
  const member = await clientsIn(memberId);
  const Bucket = `closing-${memberId}`;
  await member.s3.send(new CreateBucketCommand({ Bucket }));
  await member.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'v' }));
  await member.s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    },
  });
  await member.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  const fetched = () => administrator.s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
  await expect(fetched()).resolves.toBeDefined();

  await close(memberId);
  const { Account } = await organizations.send(new DescribeAccountCommand({ AccountId: memberId }));
  expect(Account).toMatchObject({ Status: 'SUSPENDED', State: 'CLOSED' });
  await expect(member.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
  });
  await expect(member.iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
  await expect(member.s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
    name: 'InvalidToken',
  });
  await expect(takeRole(memberId)).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(fetched()).rejects.toMatchObject({ name: 'AccessDenied' });
  const open = await fetch(`${server.endpoint}/${Bucket}/k`);
  expect(open.status).toBe(403);
  await open.text();
  await expect(close(memberId)).rejects.toMatchObject({
    name: 'AccountAlreadyClosedException',
    message: 'This account is already closed.',
  });
  await expect(remove(memberId)).rejects.toMatchObject({
    name: 'ConstraintViolationException',
    Reason: 'ACCOUNT_CANNOT_LEAVE_ORGANIZATION',
  });
});

test('the management account can be neither closed nor removed', async () => {
  await expect(close(accountId)).rejects.toMatchObject({
    name: 'ConstraintViolationException',
    Reason: 'CANNOT_CLOSE_MANAGEMENT_ACCOUNT',
  });
  await expect(remove(accountId)).rejects.toMatchObject({
    name: 'MasterCannotLeaveOrganizationException',
  });
  await expect(organizations.send(new LeaveOrganizationCommand({}))).rejects.toMatchObject({
    name: 'MasterCannotLeaveOrganizationException',
  });
});

test('a member leaves, or is removed, four days after it was made', async () => {
  const [removed, leaving] = [await addMember('removed'), await addMember('leaving')];
  await expect(remove(removed)).rejects.toMatchObject({
    name: 'ConstraintViolationException',
    message: 'This operation requires a wait period.  Try again later.',
    Reason: 'WAIT_PERIOD_ACTIVE',
  });
  clock.advance(4 * day);
  const member = await clientsIn(leaving);
  await remove(removed);
  await member.organizations.send(new LeaveOrganizationCommand({}));
  await expect(
    member.organizations.send(new DescribeOrganizationCommand({})),
  ).rejects.toMatchObject({ name: 'AWSOrganizationsNotInUseException' });
  const { Accounts = [] } = await organizations.send(new ListAccountsCommand({}));
  const ids = Accounts.map(({ Id }) => Id);
  expect(ids).not.toContain(removed);
  expect(ids).not.toContain(leaving);
  await expect(remove(removed)).rejects.toMatchObject({
    name: 'AccountNotFoundException',
    message: "You specified an account that doesn't exist.",
  });
  // It goes on as an account of its own.
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: leaving }, Action: 'sts:AssumeRole' },
  });
  await member.iam.send(new CreateRoleCommand({ RoleName: 'R', AssumeRolePolicyDocument }));
});

test('an account of nobody, and a caller without permission', async () => {
  await expect(close('123412341234')).rejects.toMatchObject({ name: 'AccountNotFoundException' });
  await expect(close('12')).rejects.toMatchObject({ name: 'InvalidInputException' });
  const nobody = await addUser(server, 'Nobody', [allow('organizations:List*')]);
  const memberId = await addMember('kept');
  for (const command of [
    new CloseAccountCommand({ AccountId: memberId }),
    new RemoveAccountFromOrganizationCommand({ AccountId: memberId }),
    new LeaveOrganizationCommand({}),
  ]) {
    await expect(
      nobody.organizations.send(command as LeaveOrganizationCommand),
    ).rejects.toMatchObject({ name: 'AccessDeniedException' });
  }
  expect(server.loggedErrors).toEqual([]);
});
