/** Versions against a literal model: a list per key, newest first, searched from the front. */
import { createMemoryMetadataStore } from '@hallpass/store';
import type { MetadataStore } from '@hallpass/store';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Versioning } from './buckets.ts';
import type { ListedVersion } from './object-versions.ts';
import {
  findVersion,
  hasOtherVersions,
  isDeleteMarker,
  newVersionId,
  scanVersions,
  sequenceOf,
} from './object-versions.ts';
import { deleteObject, deleteVersion, describeVersion, putObject } from './object-writes.ts';
import type { NewBody, ObjectRecord } from './objects.ts';
import { findObject, inlineBody, objectParts, scanObjects, versionIdOf } from './objects.ts';

const bucketId = 'b';
const keys = ['a', 'a/b', 'é', '\u{10000}', '\uffff'];

interface ModelVersion {
  readonly id: string;
  readonly label: string | undefined;
}

interface Model {
  versioning: Versioning | undefined;
  readonly versions: Map<string, ModelVersion[]>;
  writes: number;
  readonly retired: string[];
}

type Kind = 'inline' | 'blob' | 'parts';

type Step =
  | { readonly do: 'versioning'; readonly to: Versioning }
  | { readonly do: 'put'; readonly key: string; readonly kind: Kind }
  | { readonly do: 'delete'; readonly key: string }
  | { readonly do: 'deleteVersion'; readonly key: string; readonly at: number }
  | { readonly do: 'tag'; readonly key: string; readonly at: number };

const key = fc.constantFrom(...keys);
const at = fc.nat(4);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('versioning' as const),
      to: fc.constantFrom('Enabled' as const, 'Suspended' as const),
    }),
    fc.record({
      do: fc.constant('put' as const),
      key,
      kind: fc.constantFrom('inline' as const, 'blob' as const, 'parts' as const),
    }),
    fc.record({ do: fc.constant('delete' as const), key }),
    fc.record({ do: fc.constant('deleteVersion' as const), key, at }),
    fc.record({ do: fc.constant('tag' as const), key, at }),
  ),
  { maxLength: 40, size: 'max' },
);

const bytes = (label: string): Uint8Array => Buffer.from(label);

function bodyOf(label: string, kind: Kind): NewBody {
  if (kind === 'inline') return { kind, bytes: bytes(label) };
  if (kind === 'blob') return { kind, id: label };
  return { kind, parts: [{ number: 1, size: 1, blobId: label }] };
}

/** What of a version its body tells, read in the transaction of its record. */
async function labelOf(store: MetadataStore, key: string, record: ObjectRecord): Promise<string> {
  const place = { bucketId, key, record };
  const { body } = record;
  return store.read(async (tx) => {
    if (body.kind === 'blob') return body.id;
    if (body.kind === 'inline') return Buffer.from(await inlineBody(tx, place)).toString();
    return (await objectParts(tx, place))[0]?.blobId ?? '';
  });
}

const listOf = ({ versions }: Model, key: string): ModelVersion[] => {
  const list = versions.get(key) ?? [];
  versions.set(key, list);
  return list;
};

/** A new version, or a marker, comes first; where it is the null version the former one goes. */
function modelPrepend(model: Model, key: string, version: ModelVersion): void {
  const list = listOf(model, key);
  const kept = version.id === 'null' ? list.filter(({ id }) => id !== 'null') : list;
  model.versions.set(key, [version, ...kept]);
}

async function put(store: MetadataStore, model: Model, { key, kind }: Step & { do: 'put' }) {
  model.writes += 1;
  const label = `w${model.writes}`;
  const { versioning } = model;
  const record = { headers: {}, metadata: {}, size: 1, etag: label, modifiedAtMs: model.writes };
  const written = await store.transact(async (tx) =>
    putObject(tx, {
      bucketId,
      key,
      versioning,
      former: await findObject(tx, bucketId, key),
      record,
      body: bodyOf(label, kind),
    }),
  );
  model.retired.push(...written.retired);
  expect(written.versionId === undefined).toBe(versioning !== 'Enabled');
  modelPrepend(model, key, { id: written.versionId ?? 'null', label });
}

async function remove(store: MetadataStore, model: Model, { key }: Step & { do: 'delete' }) {
  model.writes += 1;
  const { versioning } = model;
  const { marker, retired } = await store.transact(async (tx) => {
    const former = await findObject(tx, bucketId, key);
    return deleteObject(tx, { bucketId, key, versioning, former, atMs: model.writes });
  });
  model.retired.push(...retired);
  if (versioning === undefined) model.versions.delete(key);
  else modelPrepend(model, key, { id: versionIdOf(marker ?? {}), label: undefined });
}

async function step(store: MetadataStore, model: Model, one: Step): Promise<void> {
  if (one.do === 'versioning') model.versioning = one.to;
  else if (one.do === 'put') await put(store, model, one);
  else if (one.do === 'delete') await remove(store, model, one);
  else {
    const version = listOf(model, one.key)[one.at];
    if (version === undefined) return;
    const place = { bucketId, key: one.key };
    if (one.do === 'deleteVersion') {
      const { retired } = await store.transact((tx) => deleteVersion(tx, place, version.id));
      model.retired.push(...retired);
      model.versions.set(
        one.key,
        listOf(model, one.key).filter((other) => other !== version),
      );
    } else if (version.label !== undefined) {
      await store.transact(async (tx) => {
        const found = await findVersion(tx, place, version.id);
        const tags = [{ key: 't', value: version.id }];
        await describeVersion(tx, place, { ...(found as ObjectRecord), tags });
      });
    }
  }
}

/** In pages of `limit`, each beginning after the last entry of the one before. */
async function listed(store: MetadataStore, limit: number): Promise<readonly ListedVersion[]> {
  const all: ListedVersion[] = [];
  for (;;) {
    const last = all.at(-1);
    const after =
      last === undefined ? undefined : { key: last.key, olderThan: last.record.sequence ?? 0 };
    const page = await store.read((tx) => scanVersions(tx, { bucketId, after, limit }));
    all.push(...page);
    if (page.length < limit) return all;
  }
}

async function expectSame(store: MetadataStore, model: Model): Promise<void> {
  const order = [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const expected = order.flatMap((key) =>
    (model.versions.get(key) ?? []).map(({ id, label }, index) => [key, id, label, index === 0]),
  );
  for (const limit of [1, 2, 100]) {
    const found = await listed(store, limit);
    const shown = found.map(async ({ key, record, isLatest }) => [
      key,
      versionIdOf(record),
      isDeleteMarker(record) ? undefined : await labelOf(store, key, record),
      isLatest,
    ]);
    expect(await Promise.all(shown)).toEqual(expected);
  }
  const current = await store.read((tx) => scanObjects(tx, { bucketId, limit: 100 }));
  const visible = order.filter((key) => model.versions.get(key)?.[0]?.label !== undefined);
  expect(current.map(({ key }) => key)).toEqual(visible);
}

/** Everything that is left in the store. */
async function leftIn(store: MetadataStore): Promise<readonly unknown[]> {
  const prefixes = ['object', 'object-version', 'object-null-version', 'object-body', 'blob'];
  return store.read(async (tx) => {
    const left: unknown[] = [];
    for (const first of [...prefixes, 'object-parts']) {
      left.push(...(await tx.scan({ prefix: [first], limit: 100 })));
    }
    return left;
  });
}

describe('versions', () => {
  it('are those of a list per key, and leave nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const store = createMemoryMetadataStore({ rehearse: true });
        const model: Model = {
          versioning: undefined,
          versions: new Map(),
          writes: 0,
          retired: [],
        };
        for (const one of all) {
          await step(store, model, one);
          await expectSame(store, model);
        }
        const total = [...model.versions.values()].flat().length;
        expect((await listed(store, 100)).length).toBe(total);
        for (const key of keys) {
          while (listOf(model, key).length > 0) {
            await step(store, model, { do: 'deleteVersion', key, at: model.writes % 2 });
            await step(store, model, { do: 'deleteVersion', key, at: 0 });
          }
        }
        expect(await leftIn(store)).toEqual([]);
        expect(new Set(model.retired).size).toBe(model.retired.length);
        expect(await store.read((tx) => hasOtherVersions(tx, bucketId))).toBe(false);
        await store.close();
      }),
      { numRuns: 200 },
    );
  });

  it('have ids of 32 characters that say where they are, and nothing else does', () => {
    for (const sequence of [0, 1, 255, 2 ** 40 + 3, 2 ** 48 - 1]) {
      const id = newVersionId(sequence);
      expect(id).toMatch(/^[\w.]{32}$/);
      expect(sequenceOf(id)).toBe(sequence);
      expect(newVersionId(sequence)).not.toBe(id);
    }
    for (const other of ['', 'null', 'a'.repeat(31), 'a'.repeat(33), `-${'a'.repeat(31)}`]) {
      expect(sequenceOf(other)).toBeUndefined();
    }
  });
});
