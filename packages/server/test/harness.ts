/**
 * The real server over a real socket, on stores in memory, for tests of operations through the real
 * SDK clients. Everything is closed when the test file ends.
 */
import { randomBytes } from 'node:crypto';
import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { createMemoryBlobStore, createMemoryMetadataStore } from '@hallpass/store';
import { afterAll } from 'vitest';
import type { RunningServer, ServerOptions } from '../src/index.ts';
import { startServer } from '../src/index.ts';
import type { Clock } from '../src/data/clock.ts';

export interface TestCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface TestClients {
  readonly credentials: TestCredentials;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly s3: S3Client;
  readonly organizations: OrganizationsClient;
  readonly accessAnalyzer: AccessAnalyzerClient;
}

export interface TestServer extends TestClients {
  readonly endpoint: string;
  readonly server: RunningServer;
  readonly clock: Clock;
  /** Of the first account, whose root user the clients above are. */
  readonly accountId: string;
  /** Messages that the server logged as errors: a test that ends with some has found a bug. */
  readonly loggedErrors: readonly string[];
  clientsFor(credentials: TestCredentials, options?: { readonly region?: string }): TestClients;
  close(): Promise<void>;
}

function makeClients(
  endpoint: string,
  credentials: TestCredentials,
  region: string,
): TestClients & { destroy(): void } {
  const config = { endpoint, credentials, region, maxAttempts: 1 };
  const iam = new IAMClient(config);
  const sts = new STSClient(config);
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const organizations = new OrganizationsClient(config);
  const accessAnalyzer = new AccessAnalyzerClient(config);
  const destroy = (): void => {
    for (const client of [iam, sts, s3, organizations, accessAnalyzer]) client.destroy();
  };
  return { credentials, iam, sts, s3, organizations, accessAnalyzer, destroy };
}

export async function startTestServer(
  options: Pick<ServerOptions, 'consoleFolder' | 'issuerPort'> = {},
): Promise<TestServer> {
  const loggedErrors: string[] = [];
  const server = await startServer({
    metadata: createMemoryMetadataStore(),
    blobs: createMemoryBlobStore(),
    masterKey: randomBytes(32),
    ...options,
    testClock: true,
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (fields, message) => {
        loggedErrors.push(`${message} ${String((fields['error'] as Error | undefined)?.stack)}`);
      },
    },
  });
  const made: { destroy(): void }[] = [];
  const clientsFor = (
    credentials: TestCredentials,
    options: { readonly region?: string } = {},
  ): TestClients => {
    const clients = makeClients(server.url, credentials, options.region ?? 'us-east-1');
    made.push(clients);
    return clients;
  };
  const root = server.rootCredentials;
  if (root === undefined) throw new Error('the first start makes the root user');
  const { accountId, accessKeyId, secretAccessKey } = root;
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= Promise.resolve().then(async () => {
      for (const clients of made) clients.destroy();
      await server.close();
    });
    return closed;
  };
  afterAll(close);
  return {
    ...clientsFor({ accessKeyId, secretAccessKey }),
    endpoint: server.url,
    server,
    clock: server.state.clock,
    accountId,
    loggedErrors,
    clientsFor,
    close,
  };
}
