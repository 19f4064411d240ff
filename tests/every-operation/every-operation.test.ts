/**
 * Walks the registry: every operation of every service is called unsigned, without permission, from
 * another account and with hostile input. What is not built answers NotImplemented, and only to
 * known callers. Exceptions are listed, with reasons, in `exceptions.ts`.
 */
import * as accessAnalyzer from '@aws-sdk/client-accessanalyzer';
import * as iam from '@aws-sdk/client-iam';
import * as organizations from '@aws-sdk/client-organizations';
import * as s3 from '@aws-sdk/client-s3';
import * as sts from '@aws-sdk/client-sts';
import { loadServices } from '@hallpass/server';
import type { OperationShape } from '@hallpass/wire';
import { compileService } from '@hallpass/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestClients, TestServer } from '../../packages/server/test/harness.ts';
import { startTestServer } from '../../packages/server/test/harness.ts';
import { noHostileInput, notSent, otherRefusals, unsignedByNature } from './exceptions.ts';
import { hostileInputs, sampleInput } from './sample-input.ts';

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

interface AnyClient {
  send(command: unknown): Promise<{ readonly $metadata: { readonly httpStatusCode?: number } }>;
}

type CommandConstructor = new (input: unknown) => unknown;

const sdks: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'access-analyzer': accessAnalyzer,
  iam,
  organizations,
  s3,
  sts,
};

function clientOf(clients: TestClients, service: string): unknown {
  return service === 'access-analyzer' ? clients.accessAnalyzer : clients[service as 'iam'];
}

const walked = (await loadServices()).flatMap(({ model, operations }) =>
  [...compileService(model).operations.values()]
    .map((shape) => {
      const operation = operations[shape.name];
      return { service: model.name, name: `${model.name}:${shape.name}`, shape, operation };
    })
    .filter(({ name }) => notSent[name] === undefined),
);

/** `undefined` when the client itself refused to send. */
async function call(
  clients: TestClients,
  { service, shape }: { readonly service: string; readonly shape: OperationShape },
  input: object,
): Promise<Answer | undefined> {
  const client = clientOf(clients, service) as AnyClient;
  const Command = sdks[service]?.[`${shape.name}Command`] as CommandConstructor;
  try {
    const { $metadata } = await client.send(new Command(input));
    return { status: $metadata.httpStatusCode ?? 0, code: '', message: '' };
  } catch (error) {
    const { name, message, $metadata, $response } = error as Error & {
      $metadata?: { httpStatusCode?: number };
      $response?: { statusCode?: number };
    };
    const status = $metadata?.httpStatusCode ?? $response?.statusCode;
    return status === undefined ? undefined : { status, code: name, message };
  }
}

async function user(server: TestServer, name: string, policyArn?: string): Promise<TestClients> {
  await server.iam.send(new iam.CreateUserCommand({ UserName: name }));
  if (policyArn !== undefined) {
    await server.iam.send(
      new iam.AttachUserPolicyCommand({ UserName: name, PolicyArn: policyArn }),
    );
  }
  const { AccessKey } = await server.iam.send(new iam.CreateAccessKeyCommand({ UserName: name }));
  return server.clientsFor({
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  });
}

const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** An administrator of a member account: to the first account's bucket, a stranger. */
async function foreigner(server: TestServer, admin: TestClients): Promise<TestClients> {
  await server.organizations.send(new organizations.CreateOrganizationCommand({}));
  await server.organizations.send(
    new organizations.CreateAccountCommand({
      AccountName: 'Other',
      Email: 'other@example.com',
      Tags: [{ Key: 'hallpass:account-id', Value: '222222222222' }],
    }),
  );
  const { Credentials } = await admin.sts.send(
    new sts.AssumeRoleCommand({
      RoleArn: 'arn:aws:iam::222222222222:role/OrganizationAccountAccessRole',
      RoleSessionName: 'foreigner',
    }),
  );
  return server.clientsFor({
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  });
}

const deniedCodes = ['AccessDenied', 'AccessDeniedException'];
/** HEAD answers have no body, so the SDK makes names up from the status. */
const headCodes = ['403', 'Unknown', 'UnknownError', 'Forbidden'];

function expectDenied(answer: Answer | undefined, { shape }: { readonly shape: OperationShape }) {
  const codes = shape.http?.method === 'HEAD' ? [...deniedCodes, ...headCodes] : deniedCodes;
  // JSON services answer every fault of the caller with 400.
  const status = shape.service.model.protocol === 'awsJson1_1' ? 400 : 403;
  expect(answer).toMatchObject({ status });
  expect(codes).toContain(answer?.code);
}

describe('every operation', () => {
  let server: TestServer;
  let nobody: TestClients;
  let admin: TestClients;
  let stranger: TestClients;

  beforeAll(async () => {
    server = await startTestServer();
    await server.s3.send(new s3.CreateBucketCommand({ Bucket: 'walked-bucket' }));
    await server.s3.send(
      new s3.PutObjectCommand({ Bucket: 'walked-bucket', Key: 'sample', Body: 'sample' }),
    );
    nobody = await user(server, 'Nobody');
    admin = await user(server, 'Admin', administratorAccess);
    stranger = await foreigner(server, admin);
  });

  const built = walked.filter(({ operation }) => operation !== undefined);
  const notBuilt = walked.filter(({ operation }) => operation === undefined);
  const guarded = built.filter(({ operation }) => typeof operation?.access === 'function');

  it.each(notBuilt)('$name is not built and says so', async (entry) => {
    const answer = await call(server, entry, sampleInput(entry.shape));
    expect(answer?.status).toBe(unsignedByNature[entry.name] === undefined ? 501 : 403);
  });

  it.each(guarded)('$name is denied to a caller without permission', async (entry) => {
    if (otherRefusals[entry.name] !== undefined) return;
    expectDenied(await call(nobody, entry, sampleInput(entry.shape)), entry);
  });

  it.each(walked)('$name wants a signature', async (entry) => {
    const access = entry.operation?.access;
    if (typeof access === 'object' && access.unsigned === true) return;
    if (otherRefusals[entry.name] !== undefined) return;
    const unsigned = await callUnsigned(server, entry);
    expect(unsigned?.status).toBeGreaterThanOrEqual(400);
    expect(unsigned?.status).toBeLessThan(500);
    // One address for all: what is neither signed nor a form nor has a target, S3 answers.
    if (entry.shape.service.model.protocol === 'restJson') return;
    expect(unsigned?.code).toMatch(/^(?:MissingAuthenticationToken|AccessDenied)/);
  });

  const onBuckets = guarded.filter(
    ({ service, shape }) => service === 's3' && shape.requiredMembers.includes('Bucket'),
  );

  it.each(onBuckets)('$name is denied to another account', async (entry) => {
    if (entry.shape.name === 'CreateBucket' || otherRefusals[entry.name] !== undefined) return;
    expectDenied(await call(stranger, entry, sampleInput(entry.shape)), entry);
  });

  it.each(built)('$name answers hostile input with a 4xx', async (entry) => {
    if (noHostileInput[entry.name] !== undefined) return;
    for (const input of hostileInputs(entry.shape)) {
      const answer = await call(admin, entry, input);
      if (answer !== undefined) expect(answer, JSON.stringify(answer)).toSatisfy(isNoFault);
    }
  });

  it('logged no unexpected failure', () => {
    expect(server.loggedErrors).toEqual([]);
  });
});

const isNoFault = ({ status }: Answer): boolean => status < 500 || status === 501;

/** The same request with nothing to prove who sent it. */
async function callUnsigned(
  server: TestServer,
  { service, shape }: { readonly service: string; readonly shape: OperationShape },
): Promise<Answer> {
  const clients = server.clientsFor(server.credentials);
  const client = clientOf(clients, service) as AnyClient & {
    middlewareStack: {
      add(
        middleware: (next: (args: UnsignedArgs) => unknown) => (args: UnsignedArgs) => unknown,
        options: object,
      ): void;
    };
  };
  client.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request;
      for (const name of Object.keys(headers)) {
        if (/^(?:authorization|x-amz-date|x-amz-content-sha256)$/i.test(name)) delete headers[name];
      }
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'removeSignature' },
  );
  const answer = await call(clients, { service, shape }, sampleInput(shape));
  if (answer === undefined) throw new Error(`the client did not send ${shape.name}`);
  if (shape.http?.method === 'HEAD') return { ...answer, code: 'AccessDenied' };
  return answer;
}

interface UnsignedArgs {
  readonly request: { readonly headers: Record<string, string> };
}
