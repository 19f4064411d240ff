import { describe, expect, test } from 'vitest';
import { type Cell, cellOnDisk } from './cells.ts';
import { StoreClosed, StoreFailed, StoreFull, TransactionOver } from './errors.ts';
import { createMemoryMetadataStore } from './memory-metadata.ts';
import {
  type Backend,
  createTransactions,
  type TransactionLimits,
  type Writes,
} from './transactions.ts';
import type { Source } from './views.ts';
import type { MetadataStore, Transaction } from './types.ts';

/** A backend whose disk the test moves by hand. */
function slowStore(limits: TransactionLimits = {}): {
  readonly store: MetadataStore;
  readonly syncs: PromiseWithResolvers<void>[];
} {
  const cells = new Map<string, Cell>();
  const syncs: PromiseWithResolvers<void>[] = [];
  const source: Source = { get: (key) => cells.get(key), scan: () => [] };
  const backend: Backend = {
    published: source,
    current: source,
    persist() {
      const sync = Promise.withResolvers<void>();
      syncs.push(sync);
      return sync.promise;
    },
    publish(writes: Writes) {
      for (const [key, cell] of writes) if (cell) cells.set(key, cellOnDisk(cell));
    },
    close: async () => undefined,
  };
  return { store: createTransactions(backend, limits), syncs };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

const put =
  (value: number) =>
  async (tx: Transaction): Promise<void> =>
    tx.put(['a'], value);
const get = async (store: MetadataStore): Promise<number | undefined> =>
  store.read((tx) => tx.get<number>(['a']));

describe('a batch', () => {
  test('is invisible until it is durable, and settles after that', async () => {
    const { store, syncs } = slowStore();
    let settled = false;
    const work = store.transact(put(1)).then(() => (settled = true));
    const reader = store.transact(async (tx) => tx.get(['a']));
    await turn();
    expect(syncs).toHaveLength(1);
    expect(await get(store)).toBeUndefined();
    expect(settled).toBe(false);
    syncs[0]?.resolve();
    await work;
    expect(await reader).toBe(1);
    expect(await get(store)).toBe(1);
  });

  test('takes in all that came in one turn, and what came meanwhile goes into the next', async () => {
    const { store, syncs } = slowStore();
    const first = Array.from({ length: 20 }, (_, index) => store.transact(put(index)));
    await turn();
    const second = Array.from({ length: 20 }, (_, index) => store.transact(put(100 + index)));
    await turn();
    expect(syncs).toHaveLength(1);
    syncs[0]?.resolve();
    await Promise.all(first);
    await turn();
    expect(syncs).toHaveLength(2);
    expect(await get(store)).toBe(19);
    syncs[1]?.resolve();
    await Promise.all(second);
    expect(await get(store)).toBe(119);
  });

  test('that wrote nothing does not touch the disk', async () => {
    const { store, syncs } = slowStore();
    expect(await store.transact(async (tx) => (await tx.get(['a'])) ?? 'nothing')).toBe('nothing');
    expect(syncs).toHaveLength(0);
  });

  test('that finds no room is undone whole, and the store goes on', async () => {
    const { store, syncs } = slowStore();
    const failing = Promise.allSettled([
      store.transact(put(1)),
      store.transact(async (tx) => tx.get(['a'])),
      store.transact(() => Promise.reject(new Error('from what never was'))),
    ]);
    await turn();
    const full = new StoreFull('disk');
    syncs[0]?.reject(full);
    const rejected = { status: 'rejected', reason: full };
    expect(await failing).toStrictEqual([rejected, rejected, rejected]);
    expect(await get(store)).toBeUndefined();
    const next = store.transact(put(2));
    await turn();
    syncs[1]?.resolve();
    await next;
    expect(await get(store)).toBe(2);
  });

  test('that fails otherwise stops the store', async () => {
    const { store, syncs } = slowStore();
    const failing = store.transact(put(1));
    await turn();
    const queued = store.transact(put(2));
    syncs[0]?.reject(new Error('EIO'));
    await expect(failing).rejects.toBeInstanceOf(StoreFailed);
    await expect(queued).rejects.toBeInstanceOf(StoreFailed);
    await expect(store.transact(put(3))).rejects.toBeInstanceOf(StoreFailed);
    await expect(get(store)).rejects.toBeInstanceOf(StoreFailed);
    expect(syncs).toHaveLength(1);
    await store.close();
  });

  test('is awaited by close', async () => {
    const { store, syncs } = slowStore();
    const work = store.transact(put(1));
    await turn();
    let closed = false;
    const closing = store.close().then(() => (closed = true));
    await turn();
    expect(closed).toBe(false);
    await expect(get(store)).rejects.toBeInstanceOf(StoreClosed);
    syncs[0]?.resolve();
    await work;
    await closing;
  });
});

describe('a transaction', () => {
  test('that never ends is undone, and the others go on', async () => {
    const store = createMemoryMetadataStore({ transactionMsMax: 30 });
    const hanging = store.transact(async (tx) => {
      tx.put(['a'], 1);
      await new Promise(() => undefined);
    });
    const other = store.transact(async (tx) => tx.get(['a']));
    await expect(hanging).rejects.toBeInstanceOf(TransactionOver);
    expect(await other).toBeUndefined();
  });

  test('writes a bounded number of keys', async () => {
    const store = createMemoryMetadataStore({ transactionWritesMax: 3 });
    const write = (count: number): Promise<void> =>
      store.transact(async (tx) => {
        for (let index = 0; index < count; index += 1) tx.put(['key', index], index);
        tx.put(['key', 0], 'again');
      });
    await write(3);
    await expect(write(4)).rejects.toThrow(/at most 3 keys/);
  });

  test('can be rehearsed: it runs twice and counts once', async () => {
    const store = createMemoryMetadataStore({ rehearse: true });
    let runs = 0;
    await store.transact(async (tx) => {
      runs += 1;
      tx.put(['count'], ((await tx.get<number>(['count'])) ?? 0) + 1);
    });
    expect(runs).toBe(2);
    expect(await store.read((tx) => tx.get(['count']))).toBe(1);
  });
});
