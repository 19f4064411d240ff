/**
 * Every operation of every service, through the real SDK clients: generated input → the client
 * sends it → we route to that operation and decode the same input; generated output → we encode it
 * → the client reads the same output. Twice: with every member, and with the required ones only.
 */
import { describe, expect, test } from 'vitest';
import {
  compileService,
  createRouter,
  decodeInput,
  encodeOutput,
  parseForm,
} from '../../src/index.ts';
import type { HttpRequest, OperationShape, Route, Service } from '../../src/index.ts';
import { addedByClient, emptyWhenAbsent, leftOutOperations } from './exceptions.ts';
import { answerWith, receive, wholeBody } from './exchange.ts';
import type { SdkRequest, SdkResponse } from './exchange.ts';
import { generateStruct } from './generate.ts';
import { clientModules, models } from './models.ts';

const services = models.map(compileService);
const router = createRouter(services);

type Data = Record<string, unknown>;
type Handle = (request: SdkRequest) => Promise<{ response: SdkResponse }>;
interface Client {
  send(command: unknown): Promise<Data>;
}
type ClientClass = new (config: Data) => Client;
type CommandClass = new (input: Data) => unknown;

const clientNames: Readonly<Record<string, string>> = {
  iam: 'IAMClient',
  sts: 'STSClient',
  organizations: 'OrganizationsClient',
  s3: 'S3Client',
  'access-analyzer': 'AccessAnalyzerClient',
};

function clientFor(service: Service, handle: Handle): Client {
  const { name } = service.model;
  const Client = clientModules[name]![clientNames[name]!] as ClientClass;
  return new Client({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:4566',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { handle, updateHttpClientConfig: () => {}, httpHandlerConfigs: () => ({}) },
  });
}

async function routed(request: HttpRequest, service: Service): Promise<[Route, Uint8Array]> {
  const { signingName } = service.model;
  const bytes = await wholeBody(request);
  const form = router.wantsForm(request, signingName) ? parseForm(bytes) : undefined;
  return [router.route(request, { signingName, form }), bytes];
}

/** Plain data for comparison: streams read, maps without prototype copied. */
async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (typeof value !== 'object' || value === null) return value;
  if ('transformToByteArray' in value) {
    return plain(await (value.transformToByteArray as () => Promise<Uint8Array>)());
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    await Promise.all(entries.map(async ([key, item]) => [key, await plain(item)] as const)),
  );
}

/** Checksums and idempotency tokens that the client adds of its own accord. */
function withoutAdditions(operation: OperationShape, decoded: Data, input: Data): Data {
  const added = new Set(addedByClient);
  for (const { name, traits } of operation.input.members) {
    if (traits.idempotencyToken !== undefined) added.add(name);
  }
  return Object.fromEntries(
    Object.entries(decoded).filter(([name]) => name in input || !added.has(name)),
  );
}

async function expectSame(actual: Data, expected: Data): Promise<void> {
  const data = (await plain(actual)) as Data;
  for (const name of emptyWhenAbsent) {
    const value = data[name];
    if (!(name in expected) && typeof value === 'object' && Object.keys(value ?? {}).length === 0) {
      delete data[name];
    }
  }
  expect(data).toEqual(await plain(expected));
}

async function roundTrip(operation: OperationShape, requiredOnly: boolean): Promise<void> {
  const { name, service } = operation;
  const input = generateStruct(operation.input, { requiredOnly });
  const output = generateStruct(operation.output, { requiredOnly });
  let decoded: Data | undefined;
  const client = clientFor(service, async (sent) => {
    const request = receive(sent);
    const [route, bytes] = await routed(request, service);
    expect(route.operation.name).toBe(name);
    decoded = decodeInput({ request, route, body: bytes });
    const unwrapped = name === 'GetBucketLocation';
    const answer = encodeOutput(operation, output, { requestId: 'id', hostId: 'host', unwrapped });
    return { response: answerWith(answer) };
  });
  const Command = clientModules[service.model.name]![`${name}Command`] as CommandClass;
  const { $metadata, ...received } = await client.send(new Command(input));
  if ('Expires' in received) delete received['ExpiresString'];
  await expectSame(withoutAdditions(operation, decoded!, input), input);
  await expectSame(received, output);
  expect(($metadata as Data)['requestId']).toBe('id');
}

describe.each(services.map((service) => [service.model.name, service] as const))(
  '%s',
  (_, service) => {
    const operations = [...service.operations.values()].filter(
      ({ name }) => !(`${service.model.name} ${name}` in leftOutOperations),
    );

    test.each(operations.map((operation) => [operation.name, operation] as const))(
      '%s survives the real client in both directions',
      async (_name, operation) => {
        await roundTrip(operation, false);
        await roundTrip(operation, true);
      },
    );
  },
);

test('every exception names an operation that exists', () => {
  const names = services.flatMap(({ model, operations }) =>
    [...operations.keys()].map((name) => `${model.name} ${name}`),
  );
  for (const name of Object.keys(leftOutOperations)) expect(names).toContain(name);
});
