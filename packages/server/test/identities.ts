/**
 * Users for tests of operations, made through the API as the root user of the first account, with
 * an inline policy of the statements given.
 */
import { CreateAccessKeyCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { findUser, putUser } from '../src/data/users.ts';
import type { TestClients, TestServer } from './harness.ts';

export interface TestStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

/** Allows an action on everything. */
export function allow(...actions: readonly string[]): TestStatement {
  return { Effect: 'Allow', Action: actions, Resource: '*' };
}

/** Trusts EC2: for roles that nobody in a test assumes. */
export const ec2TrustPolicy: string = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
});

/** A document that allows an action on everything. */
export function allowingPolicy(action: string): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [allow(action)] });
}

/** Gives the user an inline policy without going through the operation that a test may be about. */
export async function grant(
  { server, accountId }: TestServer,
  name: string,
  statements: readonly TestStatement[],
): Promise<void> {
  await server.state.metadata.transact(async (tx) => {
    const user = await findUser(tx, accountId, name);
    if (user === undefined) throw new Error(`no user ${name}`);
    const document = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    putUser(tx, { ...user, inlinePolicies: { granted: document } });
  });
}

/** Makes a user and answers clients that sign with a key of that user. */
export async function addUser(
  server: TestServer,
  name: string,
  statements: readonly TestStatement[] = [],
): Promise<TestClients> {
  await server.iam.send(new CreateUserCommand({ UserName: name }));
  const { AccessKey } = await server.iam.send(new CreateAccessKeyCommand({ UserName: name }));
  if (statements.length > 0) await grant(server, name, statements);
  return server.clientsFor({
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  });
}

/** What a refusal looks like to a client of the SDK. */
export function refusal(code: string, status: number, message: string): object {
  return { Code: code, message, $metadata: { httpStatusCode: status } };
}

export function noSuchEntity(message: string): object {
  return refusal('NoSuchEntity', 404, message);
}
