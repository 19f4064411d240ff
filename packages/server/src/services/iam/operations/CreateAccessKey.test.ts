import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  ListAccessKeysCommand,
  ListUsersCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow, noSuchEntity, refusal } from '../../../../test/identities.ts';
import { newUniqueId } from '../../../data/ids.ts';
import { putRole } from '../../../data/roles.ts';

const server = await startTestServer();
const { iam, accountId, clientsFor } = server;

test('a key works at once, rests while inactive, and is gone when deleted', async () => {
  const UserName = 'keyed';
  await iam.send(new CreateUserCommand({ UserName }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  expect(AccessKey).toMatchObject({
    UserName,
    Status: 'Active',
    AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
    SecretAccessKey: expect.stringMatching(/^[\w+/]{40}$/),
  });
  const AccessKeyId = AccessKey?.AccessKeyId ?? '';
  const { sts } = clientsFor({
    accessKeyId: AccessKeyId,
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  });
  const whoAmI = () => sts.send(new GetCallerIdentityCommand({}));
  expect((await whoAmI()).Arn).toBe(`arn:aws:iam::${accountId}:user/${UserName}`);

  const set = (Status: 'Active' | 'Inactive') =>
    iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status }));
  await set('Inactive');
  await expect(whoAmI()).rejects.toMatchObject({ Code: 'InvalidClientTokenId' });
  const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName }));
  expect(AccessKeyMetadata).toMatchObject([{ UserName, AccessKeyId, Status: 'Inactive' }]);
  await set('Active');
  await whoAmI();

  await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  await expect(whoAmI()).rejects.toMatchObject({ Code: 'InvalidClientTokenId' });
  const after = await iam.send(new ListAccessKeysCommand({ UserName }));
  expect(after).toMatchObject({ AccessKeyMetadata: [], IsTruncated: false });
});

test('two keys at most, listed page by page', async () => {
  const UserName = 'twice';
  await iam.send(new CreateUserCommand({ UserName }));
  const create = () => iam.send(new CreateAccessKeyCommand({ UserName }));
  await create();
  await create();
  await expect(create()).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'Cannot exceed quota for AccessKeysPerUser: 2'),
  );
  const first = await iam.send(new ListAccessKeysCommand({ UserName, MaxItems: 1 }));
  const rest = await iam.send(new ListAccessKeysCommand({ UserName, Marker: first.Marker }));
  expect(first.AccessKeyMetadata).toHaveLength(1);
  expect(rest.AccessKeyMetadata).toHaveLength(1);
  expect(first.AccessKeyMetadata?.[0]).not.toEqual(rest.AccessKeyMetadata?.[0]);
});

test('without a name it is about the user who signs', async () => {
  const self = await addUser(server, 'self', [allow('iam:*')]);
  const { AccessKey } = await self.iam.send(new CreateAccessKeyCommand({}));
  expect(AccessKey?.UserName).toBe('self');
  const { AccessKeyMetadata } = await self.iam.send(new ListAccessKeysCommand({}));
  expect(AccessKeyMetadata).toHaveLength(2);
  const other = await addUser(server, 'other');
  const AccessKeyId = other.credentials.accessKeyId;
  for (const call of [
    self.iam.send(new DeleteAccessKeyCommand({ AccessKeyId })),
    self.iam.send(new UpdateAccessKeyCommand({ AccessKeyId, Status: 'Inactive' })),
  ]) {
    await expect(call).rejects.toMatchObject(
      noSuchEntity(`The Access Key with id ${AccessKeyId} cannot be found.`),
    );
  }
});

test('the root user has keys too, two at most', async () => {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({}));
  const root = clientsFor({
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  });
  const { Arn } = await root.sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(`arn:aws:iam::${accountId}:root`);
  await expect(iam.send(new CreateAccessKeyCommand({}))).rejects.toMatchObject({
    Code: 'LimitExceeded',
  });
  await iam.send(new DeleteAccessKeyCommand({ AccessKeyId: AccessKey?.AccessKeyId ?? '' }));
  const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({}));
  expect(AccessKeyMetadata).toHaveLength(1);
});

test('a role has no keys of its own', async () => {
  const chief = await addUser(server, 'chief', [allow('sts:AssumeRole')]);
  await server.server.state.metadata.transact(async (tx) => {
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: accountId },
      Action: 'sts:AssumeRole',
    };
    const all = { Effect: 'Allow', Action: '*', Resource: '*' };
    putRole(tx, {
      id: newUniqueId('role'),
      accountId,
      name: 'worker',
      path: '/',
      createdAtMs: Date.now(),
      inlinePolicies: { all: JSON.stringify({ Version: '2012-10-17', Statement: all }) },
      attachedPolicyArns: [],
      tags: [],
      maxSessionDurationSeconds: 3600,
      trustPolicy: JSON.stringify({ Version: '2012-10-17', Statement: statement }),
    });
  });
  const { Credentials } = await chief.sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/worker`,
      RoleSessionName: 'session',
    }),
  );
  const worker = clientsFor({
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
  await expect(worker.iam.send(new ListAccessKeysCommand({}))).rejects.toMatchObject(
    refusal('ValidationError', 400, 'Must specify userName when calling with non-User credentials'),
  );
  const { AccessKeyMetadata } = await worker.iam.send(
    new ListAccessKeysCommand({ UserName: 'chief' }),
  );
  expect(AccessKeyMetadata).toHaveLength(1);
});

test('tells when and where a key was last used', async () => {
  const lazy = await addUser(server, 'lazy', [allow('iam:ListUsers')]);
  const AccessKeyId = lazy.credentials.accessKeyId;
  const lastUsed = () => iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
  const unused = await lastUsed();
  expect(unused).toMatchObject({
    UserName: 'lazy',
    AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
  });
  expect(unused.AccessKeyLastUsed?.LastUsedDate).toBeUndefined();
  await lazy.iam.send(new ListUsersCommand({}));
  const { AccessKeyLastUsed } = await lastUsed();
  expect(AccessKeyLastUsed).toMatchObject({ ServiceName: 'iam', Region: 'us-east-1' });
  expect(AccessKeyLastUsed?.LastUsedDate).toBeInstanceOf(Date);
});

test('an unknown key is refused without telling that it is unknown', async () => {
  const AccessKeyId = 'AKIAIOSFODNN7EXAMPLE';
  await expect(iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))).rejects.toMatchObject(
    refusal(
      'AccessDenied',
      403,
      `User: arn:aws:iam::${accountId}:root is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${AccessKeyId}`,
    ),
  );
});

test('nothing went wrong inside', () => {
  expect(server.loggedErrors).toEqual([]);
});
