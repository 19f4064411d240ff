/**
 * Our operations against the facts of the Service Authorization Reference: the actions that their
 * access rules ask exist, their resources have the form of one of the action's types, and exactly
 * the condition keys that AWS lists for an action are there. Exceptions stand with their reasons in
 * `exceptions.ts`.
 */
import type { AuthorizationRequest, ServiceFacts } from '@hallpass/policy';
import { loadServices } from '@hallpass/server';
import type { HttpRequest } from '@hallpass/wire';
import { compileService } from '@hallpass/wire';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AccessItem } from '../../packages/server/src/authorize/authorize.ts';
import { decide } from '../../packages/server/src/authorize/authorize.ts';
import { sharedCatalogue } from '../../packages/server/src/data/catalogue.ts';
import type { AccessContext } from '../../packages/server/src/operation.ts';
import { globalKeysUnknown, keysUnknown, keysUnlisted, resourcesOtherwise } from './exceptions.ts';
import { filledInputs } from './filled-input.ts';
import { globalKeys } from './global-keys.ts';
import type { SampleWorld } from './world.ts';
import { makeSampleWorld } from './world.ts';

interface Asked {
  readonly operation: string;
  readonly item: AccessItem;
  readonly request: AuthorizationRequest;
}

const catalogue = sharedCatalogue();

/** Every header that is a condition key of S3, as a request could send it. */
const headers: Readonly<Record<string, string>> = {
  'user-agent': 'test',
  referer: 'http://example.com',
  'if-match': '"a"',
  'if-none-match': '*',
  'x-amz-acl': 'private',
  'x-amz-grant-full-control': 'id="a"',
  'x-amz-grant-read': 'id="a"',
  'x-amz-grant-read-acp': 'id="a"',
  'x-amz-grant-write': 'id="a"',
  'x-amz-grant-write-acp': 'id="a"',
  'x-amz-copy-source': 'sample-bucket/sample',
  'x-amz-metadata-directive': 'COPY',
  'x-amz-server-side-encryption': 'AES256',
  'x-amz-server-side-encryption-aws-kms-key-id': 'key',
  'x-amz-server-side-encryption-customer-algorithm': 'AES256',
  'x-amz-storage-class': 'STANDARD',
  'x-amz-website-redirect-location': '/',
  'x-amz-object-ownership': 'BucketOwnerEnforced',
  'x-amz-object-lock-mode': 'GOVERNANCE',
  'x-amz-object-lock-legal-hold': 'ON',
  'x-amz-object-lock-retain-until-date': '2030-01-01T00:00:00Z',
  'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
};

function requestFrom(): HttpRequest {
  return {
    method: 'POST',
    path: '/',
    rawQuery: '',
    rawHeaders: Object.entries(headers).flat(),
    headers,
    body: (async function* nothing() {})(),
    sourceIp: '203.0.113.7',
    secureTransport: true,
    requestId: 'catalogue',
  };
}

function contextFor({ server, caller }: SampleWorld): Omit<AccessContext, 'tx'> {
  const nowMs = Date.now();
  return {
    server: server.server.state,
    request: requestFrom(),
    caller,
    nowMs,
    region: 'us-east-1',
    signed: {
      kind: 'signed',
      form: 'query',
      algorithm: 'AWS4-HMAC-SHA256',
      accessKeyId: caller.accessKeyId,
      date: '20261123',
      region: 'us-east-1',
      service: 's3',
      scope: '20261123/us-east-1/s3/aws4_request',
      signedHeaders: ['host'],
      signedHeadersText: 'host',
      signature: '0'.repeat(64),
      timestamp: '20261123T000000Z',
      timestampMs: nowMs,
      payloadHash: 'UNSIGNED-PAYLOAD',
    },
    openPayload: () => {
      throw new Error('nothing is uploaded here');
    },
  };
}

const guarded = (await loadServices()).flatMap(({ model, operations }) =>
  [...compileService(model).operations.values()].flatMap((shape) => {
    const operation = operations[shape.name];
    if (typeof operation?.access !== 'function') return [];
    return [{ name: `${model.name}:${shape.name}`, shape, access: operation.access }];
  }),
);

async function askedBy(
  world: SampleWorld,
  { name, shape, access }: (typeof guarded)[number],
): Promise<readonly Asked[]> {
  return world.server.server.state.metadata.read(async (tx) => {
    const context = { ...contextFor(world), tx };
    const asked: Asked[] = [];
    for (const input of filledInputs(shape, world.made)) {
      for (const item of await access(input as never, context)) {
        const { request } = await decide(context, item);
        asked.push({ operation: name, item, request });
      }
    }
    return asked;
  });
}

const serviceOf = (action: string): ServiceFacts | undefined =>
  catalogue.service(action.slice(0, action.indexOf(':')));

function factsOf(action: string) {
  const name = action.slice(action.indexOf(':') + 1);
  return serviceOf(action)?.actions.find((one) => one.name === name);
}

/** `arn:${Partition}:iam::${Account}:user/${UserNameWithPath}` as a pattern. */
function arnPattern(template: string): RegExp {
  const escaped = template
    .split(/\$\{[^}]+\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${escaped.join('.*')}$`);
}

function typesOf({ item }: Asked): ServiceFacts['resourceTypes'] {
  const wanted = new Set(factsOf(item.action)?.resourceTypes.map((name) => name.replace('*', '')));
  return (
    serviceOf(item.action)?.resourceTypes.filter(
      ({ name, arn }) => wanted.has(name) && arnPattern(arn).test(item.resource),
    ) ?? []
  );
}

const concrete = (key: string): string =>
  key
    .replace('${TagKey}', 'team')
    .replace(/\$\{[^}]+\}/, 'sample')
    .toLowerCase();

/** Keys listed for the action and for the resource's type. */
const listedKeys = (asked: Asked): readonly string[] => [
  ...new Set([
    ...(factsOf(asked.item.action)?.conditionKeys ?? []),
    ...typesOf(asked).flatMap(({ conditionKeys }) => conditionKeys),
  ]),
];

/** Notes which exceptions are needed: those that are not would hide a mistake. */
const used = new Set<string>();

function isExcepted(exceptions: Readonly<Record<string, string>>, name: string): boolean {
  const pattern = Object.keys(exceptions).find((one) => new RegExp(`^(?:${one})$`).test(name));
  if (pattern !== undefined) used.add(pattern);
  return pattern !== undefined;
}

describe('the operations and the Service Authorization Reference', () => {
  let world: SampleWorld;
  const all: Asked[] = [];

  beforeAll(async () => {
    world = await makeSampleWorld();
    const failed: string[] = [];
    for (const operation of guarded) {
      try {
        all.push(...(await askedBy(world, operation)));
      } catch (error) {
        failed.push(`${operation.name}: ${String(error)}`);
      }
    }
    if (failed.length > 0) throw new Error(failed.join('\n'));
  });

  const unique = (lines: readonly string[]): string[] => [...new Set(lines)].toSorted();

  it('the actions exist', () => {
    expect(all.length).toBeGreaterThan(200);
    const unknown = all.filter(({ item }) => factsOf(item.action) === undefined);
    expect(unique(unknown.map(({ item }) => item.action))).toEqual([]);
  });

  it('the resources are of the types that the action has', () => {
    const wrong = all.filter((asked) => {
      const { action, resource } = asked.item;
      const hasTypes = (factsOf(action)?.resourceTypes.length ?? 0) > 0;
      const isWrong = hasTypes ? typesOf(asked).length === 0 : resource !== '*';
      return isWrong && !isExcepted(resourcesOtherwise, action);
    });
    expect(unique(wrong.map(({ item }) => `${item.action} ${item.resource}`))).toEqual([]);
  });

  it('the keys that AWS lists for an action are there', () => {
    const lines = (isThere: boolean): string[] =>
      all.flatMap((asked) =>
        listedKeys(asked)
          .filter((key) => (asked.request.context.get(concrete(key)) !== undefined) === isThere)
          .map((key) => `${asked.item.action} ${key}`),
      );
    // One action is asked by several operations, not all of which have all of its keys.
    const found = new Set(lines(true));
    const missing = unique(lines(false)).filter((line) => !found.has(line));
    expect(missing.filter((line) => !isExcepted(keysUnknown, line))).toEqual([]);
  });

  it('no others are given by the operation', () => {
    const extra = all.flatMap((asked) => {
      const listed = new Set(listedKeys(asked).map(concrete));
      return Object.entries(asked.item.context ?? {})
        .filter(([key, value]) => value !== undefined && !listed.has(key))
        .map(([key]) => `${asked.item.action} ${key}`);
    });
    expect(unique(extra).filter((line) => !isExcepted(keysUnlisted, line))).toEqual([]);
  });

  it('the global keys are known, as far as there is anything to know', () => {
    const asked = all.find(({ operation }) => operation === 'iam:TagUser');
    const unknown = globalKeys.filter(
      (key) =>
        asked?.request.context.get(concrete(key)) === undefined &&
        !isExcepted(globalKeysUnknown, key),
    );
    expect(unknown).toEqual([]);
  });

  it('every exception is needed', () => {
    const all = [globalKeysUnknown, keysUnknown, keysUnlisted, resourcesOtherwise];
    expect(all.flatMap(Object.keys).filter((pattern) => !used.has(pattern))).toEqual([]);
  });

  it('a key of no service is no key of the request', () => {
    const context = all[0]?.request.context;
    for (const key of ['constructor', '__proto__', 'toString', 'aws:constructor', '']) {
      expect(context?.get(key)).toBeUndefined();
    }
  });
});
