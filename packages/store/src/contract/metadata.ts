/** The laws of `MetadataStore`. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StoreClosed, TransactionOver } from '../errors.ts';
import type { Json, MetadataStore, Transaction, Value } from '../types.ts';
import {
  type Model,
  modelDelete,
  modelGet,
  modelPut,
  modelScan,
  type ModelTransaction,
  someScan,
  someTransaction,
} from './model.ts';

export interface MetadataStoreSubject {
  /** A fresh, empty store. */
  open(): Promise<MetadataStore>;
  /** The store of the last `open`, opened again after it was closed; absent: it forgets. */
  reopen?(): Promise<MetadataStore>;
  /** Removes what `open` made; the store is closed. */
  dispose(): Promise<void>;
}

class Thrown extends Error {}

export function metadataStoreLaws(name: string, subject: MetadataStoreSubject): void {
  describe(`${name} keeps the laws of a metadata store`, () => {
    let store: MetadataStore;
    beforeEach(async () => {
      store = await subject.open();
    });
    afterEach(async () => {
      await store.close();
      await subject.dispose();
    });
    const current = (): MetadataStore => store;
    const replace = (next: MetadataStore): void => {
      store = next;
    };
    modelLaw(current);
    transactionLaws(current);
    serializableLaws(current);
    transferLaw(current);
    readLaws(current);
    valueLaws(current);
    refusalLaws(current);
    closingLaws(current, { subject, replace });
  });
}

type Current = () => MetadataStore;

/** Runs a transaction against store and model, compares what each step sees, returns the model. */
async function runModelled(
  tx: Transaction,
  start: Model,
  { steps, throws }: ModelTransaction,
): Promise<Model> {
  let model = start;
  for (const step of steps) {
    if (step.do === 'put') {
      tx.put(step.key, step.value);
      model = modelPut(model, step.key, step.value);
    } else if (step.do === 'delete') {
      tx.delete(step.key);
      model = modelDelete(model, step.key);
    } else if (step.do === 'get') {
      expect(await tx.get(step.key)).toStrictEqual(modelGet(model, step.key));
    } else {
      expect(await tx.scan(step.options)).toStrictEqual(modelScan(model, step.options));
    }
  }
  if (throws) throw new Thrown();
  return model;
}

function modelLaw(store: Current): void {
  test(
    'it behaves like a sorted map, whatever transactions come',
    { timeout: 60_000 },
    async () => {
      const rounds = fc.array(someTransaction, { minLength: 1, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(rounds, fc.array(someScan, { maxLength: 4 }), async (batch, scans) => {
          await clear(store());
          // What each transaction leaves behind; idempotent, since a function may run again.
          const states: Model[] = [];
          const model = (): Model => states.at(-1) ?? [];
          // All at once, so that they share a batch; each must see those before it.
          const outcomes = batch.map((planned, index) =>
            store().transact(async (tx) => {
              const before = states[index - 1] ?? [];
              states[index] = before;
              states[index] = await runModelled(tx, before, planned);
            }),
          );
          const settled = await Promise.allSettled(outcomes);
          settled.forEach((outcome, index) => {
            if (outcome.status === 'fulfilled') expect(batch[index]?.throws).toBe(false);
            else expect(outcome.reason).toBeInstanceOf(Thrown);
          });
          for (const scan of scans) {
            const seen = await store().read((tx) => tx.scan(scan));
            expect(seen).toStrictEqual(modelScan(model(), scan));
          }
          const all = await store().read((tx) => tx.scan({ prefix: [], limit: 10_000 }));
          expect(all).toStrictEqual(model());
        }),
        { numRuns: 150 },
      );
    },
  );
}

async function clear(store: MetadataStore): Promise<void> {
  await store.transact(async (tx) => {
    const all = await tx.scan({ prefix: [], limit: 10_000 });
    for (const { key } of all) tx.delete(key);
  });
}

function transactionLaws(store: Current): void {
  test('a throw undoes its own transaction only, and is passed on', async () => {
    const thrown = new Thrown();
    const [first, second, third] = await Promise.allSettled([
      store().transact(async (tx) => tx.put(['kept', 1], 1)),
      store().transact(async (tx) => {
        tx.put(['kept', 1], 'never');
        tx.put(['undone'], true);
        throw thrown;
      }),
      store().transact(async (tx) => {
        expect(await tx.get(['undone'])).toBeUndefined();
        expect(await tx.get(['kept', 1])).toBe(1);
        tx.put(['kept', 2], 2);
        return 'result';
      }),
    ]);
    expect(first).toMatchObject({ status: 'fulfilled' });
    expect(second).toStrictEqual({ status: 'rejected', reason: thrown });
    expect(third).toStrictEqual({ status: 'fulfilled', value: 'result' });
    const all = await store().read((tx) => tx.scan({ prefix: [], limit: 10 }));
    expect(all.map((entry) => entry.key)).toStrictEqual([
      ['kept', 1],
      ['kept', 2],
    ]);
  });

  test('a function that throws before its first await is rejected, not thrown', async () => {
    const outcome = store().transact(() => {
      throw new Thrown();
    });
    await expect(outcome).rejects.toBeInstanceOf(Thrown);
  });

  test('a transaction cannot be used once it is over', async () => {
    let leaked: Transaction | undefined;
    await store().transact(async (tx) => {
      leaked = tx;
    });
    expect(() => leaked?.put(['late'], 1)).toThrow(TransactionOver);
    await expect(leaked?.get(['late'])).rejects.toBeInstanceOf(TransactionOver);
  });

  test('a large transaction is one', async () => {
    await store().transact(async (tx) => {
      for (let index = 0; index < 5000; index += 1) tx.put(['large', index], { index });
    });
    const last = await store().read((tx) =>
      tx.scan({ prefix: ['large'], limit: 2, reverse: true }),
    );
    expect(last.map((entry) => entry.key[1])).toStrictEqual([4999, 4998]);
    await store().transact(async (tx) => {
      const all = await tx.scan({ prefix: ['large'], limit: 5000 });
      for (const { key } of all) tx.delete(key);
    });
    expect(await store().read((tx) => tx.scan({ prefix: [], limit: 1 }))).toStrictEqual([]);
  });
}

function serializableLaws(store: Current): void {
  test('concurrent increments are all counted', async () => {
    const increment = (): Promise<void> =>
      store().transact(async (tx) => {
        const before = (await tx.get<number>(['count'])) ?? 0;
        await tx.get(['something', 'else']);
        tx.put(['count'], before + 1);
      });
    await Promise.all(Array.from({ length: 300 }, increment));
    expect(await store().read((tx) => tx.get(['count']))).toBe(300);
  });

  test('there is no write skew', async () => {
    await store().transact(async (tx) => {
      for (const doctor of ['a', 'b']) tx.put(['on call', doctor], true);
    });
    const leave = (doctor: string): Promise<void> =>
      store().transact(async (tx) => {
        const onCall = await tx.scan({ prefix: ['on call'], limit: 10 });
        if (onCall.length > 1) tx.delete(['on call', doctor]);
      });
    await Promise.all([leave('a'), leave('b')]);
    const left = await store().read((tx) => tx.scan({ prefix: ['on call'], limit: 10 }));
    expect(left).toHaveLength(1);
  });
}

function transferLaw(store: Current): void {
  test('transfers keep the sum, for every reader at every moment', async () => {
    const accounts = 8;
    await store().transact(async (tx) => {
      for (let index = 0; index < accounts; index += 1) tx.put(['account', index], 100);
    });
    const state = { done: false };
    const transfer = async (seed: number): Promise<void> => {
      for (let round = 0; round < 40; round += 1) {
        const [from, to] = [(seed + round) % accounts, (seed * 3 + round * 5 + 1) % accounts];
        await store().transact(async (tx) => {
          const source = (await tx.get<number>(['account', from])) ?? 0;
          tx.put(['account', from], source - seed);
          tx.put(['account', to], ((await tx.get<number>(['account', to])) ?? 0) + seed);
        });
      }
    };
    const watch = async (): Promise<void> => {
      while (!state.done) {
        const sum = await store().read(async (tx) => {
          let total = 0;
          for (let index = 0; index < accounts; index += 1) {
            total += (await tx.get<number>(['account', index])) ?? 0;
          }
          return total;
        });
        expect(sum).toBe(100 * accounts);
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const watching = [watch(), watch()];
    await Promise.all([1, 2, 3, 4, 5].map(transfer));
    state.done = true;
    await Promise.all(watching);
  });
}

function readLaws(store: Current): void {
  test('a read sees what was acknowledged before it', async () => {
    for (let index = 0; index < 50; index += 1) {
      await store().transact(async (tx) => tx.put(['n'], index));
      expect(await store().read((tx) => tx.get(['n']))).toBe(index);
    }
  });

  test('a read sees one state, even when it dawdles between writes', async () => {
    const state = { writing: true };
    const write = async (): Promise<void> => {
      for (let index = 1; state.writing; index += 1) {
        await store().transact(async (tx) => {
          tx.put(['left'], index);
          tx.put(['right'], index);
        });
      }
    };
    const writer = write();
    for (let round = 0; round < 30; round += 1) {
      const [left, right] = await store().read(async (tx) => {
        const before = await tx.get(['left']);
        if (round % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
        return [before, await tx.get(['right'])];
      });
      expect(left).toBe(right);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    state.writing = false;
    await writer;
  });

  test('a read rejects with what its function throws', async () => {
    const thrown = new Thrown();
    await expect(store().read(() => Promise.reject(thrown))).rejects.toBe(thrown);
  });
}

function valueLaws(store: Current): void {
  const roundTrip = async (value: Value): Promise<Value | undefined> => {
    await store().transact(async (tx) => tx.put(['value'], value));
    return store().read((tx) => tx.get(['value']));
  };

  test('JSON data and bytes come back as they were', async () => {
    const values: Value[] = [
      null,
      true,
      false,
      0,
      -1.5,
      '',
      'text',
      '\0\ud800"ü😀',
      [],
      {},
      [1, [2, null]],
      { a: { b: ['c'] } },
      'x'.repeat(100_000),
      new Uint8Array(0),
      new Uint8Array([0, 255, 1]),
      new Uint8Array(70_000).fill(7),
    ];
    for (const value of values) expect(await roundTrip(value)).toStrictEqual(value);
  });

  test('members that are undefined are absent', async () => {
    expect(await roundTrip({ a: 1, b: undefined })).toStrictEqual({ a: 1 });
  });

  test('what was put is detached from what the caller goes on to do', async () => {
    const bytes = Buffer.from('before');
    const data = { list: [1] };
    await store().transact(async (tx) => {
      tx.put(['bytes'], bytes);
      tx.put(['data'], data);
    });
    bytes.fill(0);
    data.list.push(2);
    const seen = await store().read(async (tx) => [
      await tx.get<Uint8Array>(['bytes']),
      await tx.get<Json>(['data']),
    ]);
    expect(seen).toStrictEqual([new Uint8Array(Buffer.from('before')), { list: [1] }]);
  });

  test('what was got cannot be changed', async () => {
    const value = await roundTrip({ list: [{ a: 1 }] });
    const { list } = value as { list: { a: number }[] };
    expect(() => list.push({ a: 2 })).toThrow(TypeError);
    expect(() => Object.assign(list[0] as object, { a: 2 })).toThrow(TypeError);
  });
}

function refusalLaws(store: Current): void {
  test('keys that have no place in the order are refused, the rest is undone', async () => {
    const keys = [[], [-1], [0.5], [Number.NaN], [2 ** 53], ['\ud800'], ['x'.repeat(5000)]];
    for (const key of keys) {
      const put = store().transact(async (tx) => {
        tx.put(['other'], 1);
        tx.put(key, 1);
      });
      await expect(put).rejects.toThrow(/key/);
      await expect(store().read((tx) => tx.get(key))).rejects.toThrow(/key/);
    }
    expect(await store().read((tx) => tx.get(['other']))).toBeUndefined();
  });

  test('values that are no data, and scans without a limit, are refused', async () => {
    const nothing = undefined as unknown as Value;
    await expect(store().transact(async (tx) => tx.put(['a'], nothing))).rejects.toThrow(/value/);
    for (const limit of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(store().read((tx) => tx.scan({ prefix: [], limit }))).rejects.toThrow(/limit/);
    }
  });
}

interface Reopening {
  readonly subject: MetadataStoreSubject;
  readonly replace: (store: MetadataStore) => void;
}

function closingLaws(store: Current, { subject, replace }: Reopening): void {
  test('closing lets what was begun finish, and refuses the rest', async () => {
    const begun = store().transact(async (tx) => tx.put(['begun'], 1));
    const closed = store().close();
    await expect(store().transact(async () => 1)).rejects.toBeInstanceOf(StoreClosed);
    await expect(store().read(async () => 1)).rejects.toBeInstanceOf(StoreClosed);
    await begun;
    await closed;
    await store().close();
  });

  const reopen = subject.reopen?.bind(subject);
  test.skipIf(reopen === undefined)(
    'what was acknowledged is there after opening again',
    async () => {
      for (let round = 0; round < 3; round += 1) {
        await store().transact(async (tx) => tx.put(['round', round], { round }));
        await store().transact(async (tx) => tx.put(['bytes', round], new Uint8Array(2000)));
        await store().transact(async (tx) => tx.delete(['bytes', round - 1 < 0 ? 99 : round - 1]));
        await store().close();
        if (reopen) replace(await reopen());
      }
      const all = await store().read((tx) => tx.scan({ prefix: [], limit: 10 }));
      expect(all).toStrictEqual([
        { key: ['bytes', 2], value: new Uint8Array(2000) },
        ...[0, 1, 2].map((round) => ({ key: ['round', round], value: { round } })),
      ]);
    },
  );
}
