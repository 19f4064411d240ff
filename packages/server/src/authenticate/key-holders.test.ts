import {
  CreateUserCommand,
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
  UpdateUserCommand,
  CreateRoleCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { TestClients, TestCredentials } from '../../test/harness.ts';
import { startTestServer } from '../../test/harness.ts';

const server = await startTestServer();
const { iam } = server;

/** A user whose key was used already, so that its holder is remembered. */
async function knownUser(name: string): Promise<TestClients> {
  await iam.send(new CreateUserCommand({ UserName: name }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  const clients = server.clientsFor({
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  });
  expect(await whoIs(clients)).toContain(`:user/${name}`);
  return clients;
}

async function whoIs({ sts }: TestClients): Promise<string> {
  const answer = await sts.send(new GetCallerIdentityCommand({})).catch((error: Error) => error);
  return answer instanceof Error ? answer.name : (answer.Arn ?? '');
}

async function knownSession(user: TestClients, name: string): Promise<TestClients> {
  await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: await whoIs(user) },
          Action: 'sts:AssumeRole',
        },
      }),
    }),
  );
  const { Credentials } = await user.sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${server.accountId}:role/${name}`,
      RoleSessionName: 'session',
    }),
  );
  const credentials: TestCredentials = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const session = server.clientsFor(credentials);
  expect(await whoIs(session)).toContain(`:assumed-role/${name}/session`);
  return session;
}

describe('a holder that is remembered', () => {
  it('is nobody from the next request on when the key is switched off, and someone again', async () => {
    const user = await knownUser('switched');
    const key = { UserName: 'switched', AccessKeyId: user.credentials.accessKeyId };
    await iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Inactive' }));
    expect(await whoIs(user)).toBe('InvalidClientTokenId');
    await iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Active' }));
    expect(await whoIs(user)).toContain(':user/switched');
    await iam.send(new DeleteAccessKeyCommand(key));
    expect(await whoIs(user)).toBe('InvalidClientTokenId');
  });

  it('has its new name and tags with the next request', async () => {
    const user = await knownUser('former');
    await iam.send(new TagUserCommand({ UserName: 'former', Tags: [{ Key: 'team', Value: 'a' }] }));
    await iam.send(new UpdateUserCommand({ UserName: 'former', NewUserName: 'renamed' }));
    expect(await whoIs(user)).toContain(':user/renamed');
  });

  it('is someone else when another user of the name is made', async () => {
    const user = await knownUser('again');
    const key = { UserName: 'again', AccessKeyId: user.credentials.accessKeyId };
    await iam.send(new DeleteAccessKeyCommand(key));
    await iam.send(new DeleteUserCommand({ UserName: 'again' }));
    await knownUser('again');
    expect(await whoIs(user)).toBe('InvalidClientTokenId');
  });

  it('of a session is nobody when its role is deleted', async () => {
    const user = await knownUser('caller');
    const session = await knownSession(user, 'Deleted');
    await iam.send(new DeleteRoleCommand({ RoleName: 'Deleted' }));
    expect(await whoIs(session)).toBe('InvalidClientTokenId');
  });

  it('is not found by another session token, or by none', async () => {
    const user = await knownUser('tokens');
    const one = await knownSession(user, 'One');
    const other = await knownSession(user, 'Other');
    const { sessionToken = '' } = other.credentials;
    const mixed = server.clientsFor({ ...one.credentials, sessionToken });
    expect(await whoIs(mixed)).toBe('InvalidClientTokenId');
    const { accessKeyId, secretAccessKey } = one.credentials;
    expect(await whoIs(server.clientsFor({ accessKeyId, secretAccessKey }))).toBe(
      'InvalidClientTokenId',
    );
    const withToken = server.clientsFor({ ...user.credentials, sessionToken });
    expect(await whoIs(withToken)).toBe('InvalidClientTokenId');
  });

  it('of a session is nobody once the session has expired', async () => {
    const session = await knownSession(await knownUser('expiring'), 'Expiring');
    server.clock.advance(3_601_000);
    expect(await whoIs(session)).toBe('ExpiredToken');
    server.clock.advance(-3_601_000);
    expect(await whoIs(session)).toContain(':assumed-role/Expiring/session');
  });
});
