/**
 * The accounts Development and Production of AWS's tutorial on a server of the test's own, with
 * everyone of it, as clients of the real SDK.
 */
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { STSClient } from '@aws-sdk/client-sts';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { makePrerequisites } from '../../packages/cli/src/cross-account/prerequisites.ts';
import type { TestClients, TestServer } from '../../packages/server/test/harness.ts';
import { startTestServer } from '../../packages/server/test/harness.ts';

export const development = '111111111111';
export const production = '999999999999';

export interface World extends TestServer {
  readonly managementAdmin: TestClients;
  readonly developmentAdmin: TestClients;
  readonly productionAdmin: TestClients;
  readonly david: TestClients;
  readonly theresa: TestClients;
}

export async function makeWorld(): Promise<World> {
  const server = await startTestServer();
  const made = await makePrerequisites(server.endpoint, server.credentials);
  const of = (name: string): TestClients => {
    const profile = made.find((one) => one.name === name);
    if (profile === undefined) throw new Error(`no profile ${name}`);
    return server.clientsFor(profile);
  };
  return {
    ...server,
    managementAdmin: of('management-admin'),
    developmentAdmin: of('development-admin'),
    productionAdmin: of('production-admin'),
    david: of('david'),
    theresa: of('theresa'),
  };
}

export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export function allow(
  action: string | readonly string[],
  resource: string | readonly string[] = '*',
): object {
  return { Effect: 'Allow', Action: action, Resource: resource };
}

export function trust(principal: string | object, condition?: object): object {
  return {
    Effect: 'Allow',
    Principal: typeof principal === 'string' ? { AWS: principal } : principal,
    Action: 'sts:AssumeRole',
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

export interface Answer {
  readonly code: string;
  readonly status: number | undefined;
  readonly message: string;
}

interface SdkError extends Error {
  readonly Code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What a call that must fail was answered with; the code is the one on the wire. */
export async function refused(call: Promise<unknown>): Promise<Answer> {
  try {
    await call;
  } catch (error) {
    const { Code, name, message, $metadata } = error as SdkError;
    return { code: Code ?? name, status: $metadata?.httpStatusCode, message };
  }
  throw new Error('the call succeeded');
}

export async function codeOf(call: Promise<unknown>): Promise<string> {
  return (await refused(call)).code;
}

/** Clients of a new user of the account whose administrator this is. */
export async function newUser(
  world: TestServer,
  admin: TestClients,
  user: { readonly name: string; readonly policy?: string },
): Promise<TestClients> {
  await admin.iam.send(new CreateUserCommand({ UserName: user.name }));
  if (user.policy !== undefined) {
    const named = { UserName: user.name, PolicyName: 'own', PolicyDocument: user.policy };
    await admin.iam.send(new PutUserPolicyCommand(named));
  }
  return world.clientsFor(await newKey(admin, user.name));
}

export async function newKey(
  admin: TestClients,
  userName: string,
): Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }> {
  const { AccessKey } = await admin.iam.send(new CreateAccessKeyCommand({ UserName: userName }));
  return {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
}

interface Issued {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
}

/** Clients with temporary credentials. */
export function session(world: TestServer, issued: Issued | undefined): TestClients {
  return world.clientsFor({
    accessKeyId: issued?.AccessKeyId ?? '',
    secretAccessKey: issued?.SecretAccessKey ?? '',
    sessionToken: issued?.SessionToken ?? '',
  });
}

export async function assume(
  world: TestServer,
  { sts }: { readonly sts: STSClient },
  input: Partial<AssumeRoleCommandInput> & { readonly RoleArn: string },
): Promise<TestClients> {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleSessionName: 'test', ...input }),
  );
  return session(world, Credentials);
}
