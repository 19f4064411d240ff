/** The laws of `BlobStore`. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BlobTooLarge, NoSuchBlob, StoreClosed } from '../errors.ts';
import { collectGarbage } from '../garbage.ts';
import type { BlobStore } from '../types.ts';
import { bodyOf, bytesOf, collect, listed } from './bodies.ts';

export interface BlobStoreSubject {
  /** A fresh, empty store. */
  open(): Promise<BlobStore>;
  /** The store of the last `open`, opened again after it was closed; absent: it forgets. */
  reopen?(): Promise<BlobStore>;
  /** Removes what `open` made; the store is closed. */
  dispose(): Promise<void>;
}

type Current = () => BlobStore;

const maxBytes = 16 * 1024 * 1024;

export function blobStoreLaws(name: string, subject: BlobStoreSubject): void {
  describe(`${name} keeps the laws of a blob store`, () => {
    let store: BlobStore;
    beforeEach(async () => {
      store = await subject.open();
    });
    afterEach(async () => {
      await store.close();
      await subject.dispose();
    });
    const current = (): BlobStore => store;
    roundTripLaws(current);
    concurrencyLaws(current);
    failureLaws(current);
    deletionLaws(current);
    const reopen = subject.reopen?.bind(subject);
    test.skipIf(reopen === undefined)('blobs are there after opening again', async () => {
      const bytes = bytesOf(5, 100_000);
      const { id } = await store.put(bodyOf(bytes), { maxBytes });
      await store.close();
      if (reopen) store = await reopen();
      expect(await collect(store.get(id))).toStrictEqual(bytes);
    });
  });
}

function roundTripLaws(store: Current): void {
  const sizes = [0, 1, 4095, 65_535, 65_536, 65_537, 2 ** 20 - 1, 2 ** 20, 2 ** 20 + 1, 3_500_000];
  test.each(sizes)('a blob of %i bytes comes back whole', async (size) => {
    const bytes = bytesOf(size, size);
    const put = await store().put(bodyOf(bytes), { maxBytes: size });
    expect(put.size).toBe(size);
    expect(Buffer.compare(await collect(store().get(put.id)), bytes)).toBe(0);
  });

  test('many small chunks, empty ones too, make one blob', async () => {
    const bytes = bytesOf(3, 9000);
    async function* body(): AsyncGenerator<Uint8Array> {
      for await (const chunk of bodyOf(bytes, 7)) {
        yield chunk;
        yield new Uint8Array(0);
      }
    }
    const { id } = await store().put(body(), { maxBytes });
    expect(Buffer.compare(await collect(store().get(id)), bytes)).toBe(0);
  });

  test('ranges are what a slice is', { timeout: 60_000 }, async () => {
    const bytes = bytesOf(1, 2_300_000);
    const { id } = await store().put(bodyOf(bytes), { maxBytes });
    const bound = fc.oneof(
      fc.constantFrom(0, 1, 65_536, 2 ** 20, 2 ** 20 + 1, 2_299_999, 2_300_000, 9_999_999),
      fc.nat({ max: 2_400_000 }),
    );
    await fc.assert(
      fc.asyncProperty(bound, bound, async (offset, length) => {
        const seen = await collect(store().get(id, { offset, length }));
        expect(Buffer.compare(seen, bytes.subarray(offset, offset + length))).toBe(0);
      }),
      { numRuns: 60 },
    );
    const refused = collect(store().get(id, { offset: -1, length: 1 }));
    await expect(refused).rejects.toBeInstanceOf(RangeError);
  });

  test('large reads come in large chunks', async () => {
    const { id } = await store().put(bodyOf(bytesOf(2, 3_000_000)), { maxBytes });
    const lengths: number[] = [];
    for await (const chunk of store().get(id)) lengths.push(chunk.byteLength);
    for (const length of lengths.slice(0, -1)) expect(length).toBeGreaterThanOrEqual(512 * 1024);
  });
}

function concurrencyLaws(store: Current): void {
  test('a chunk is read into again only after it was given back, and for one reader', async () => {
    const bodies = [1, 2, 3].map((seed) => bytesOf(seed, 4_000_000));
    const puts = await Promise.all(bodies.map((bytes) => store().put(bodyOf(bytes), { maxBytes })));
    const read = async (index: number): Promise<void> => {
      const body = store().get(puts[index]?.id ?? '');
      let at = 0;
      for await (const chunk of body) {
        await new Promise((resolve) => setImmediate(resolve));
        const expected = bodies[index]?.subarray(at, at + chunk.byteLength) ?? chunk;
        expect(Buffer.compare(chunk, expected)).toBe(0);
        at += chunk.byteLength;
        body.recycle?.(chunk);
        body.recycle?.(chunk);
        body.recycle?.(new Uint8Array(chunk.byteLength));
      }
      expect(at).toBe(4_000_000);
    };
    await Promise.all([0, 1, 2, 0, 1, 2, 0, 1, 2].map(read));
  });

  test('concurrent puts and gets do not mix', async () => {
    const put = async (seed: number): Promise<void> => {
      const bytes = bytesOf(seed, 1000 * seed ** 2);
      const { id } = await store().put(bodyOf(bytes), { maxBytes });
      expect(Buffer.compare(await collect(store().get(id)), bytes)).toBe(0);
    };
    await Promise.all(Array.from({ length: 30 }, (_, seed) => put(seed)));
    expect(await idsOf(store())).toHaveLength(30);
  });
}

function failureLaws(store: Current): void {
  test('a body that fails leaves nothing', async () => {
    const failure = new Error('the client went away');
    async function* body(): AsyncGenerator<Uint8Array> {
      yield bytesOf(1, 700_000);
      yield bytesOf(2, 700_000);
      throw failure;
    }
    await expect(store().put(body(), { maxBytes })).rejects.toBe(failure);
    expect(await idsOf(store())).toStrictEqual([]);
  });

  test('a body that is too large leaves nothing and is told to stop', async () => {
    let stopped = false;
    async function* body(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield bytesOf(1, 100_000);
      } finally {
        stopped = true;
      }
    }
    const put = store().put(body(), { maxBytes: 1_000_000 });
    await expect(put).rejects.toBeInstanceOf(BlobTooLarge);
    expect(stopped).toBe(true);
    expect(await idsOf(store())).toStrictEqual([]);
  });

  test('what is no blob is refused before the first chunk', async () => {
    const ids = ['', '../metadata.sqlite', '0'.repeat(32), `${'0'.repeat(31)}/`, '0'.repeat(33)];
    for (const id of ids) {
      await expect(collect(store().get(id))).rejects.toBeInstanceOf(NoSuchBlob);
      await store().delete(id);
    }
  });

  test('a closed store refuses', async () => {
    const { id } = await store().put(bodyOf(bytesOf(1, 10)), { maxBytes });
    await store().close();
    await expect(store().put(bodyOf(bytesOf(1, 1)), { maxBytes })).rejects.toThrow(StoreClosed);
    await expect(collect(store().get(id))).rejects.toBeInstanceOf(StoreClosed);
    await expect(store().delete(id)).rejects.toBeInstanceOf(StoreClosed);
    await expect(idsOf(store())).rejects.toBeInstanceOf(StoreClosed);
    await store().close();
  });
}

function deletionLaws(store: Current): void {
  test('a deleted blob is gone, but for who reads it already', async () => {
    const bytes = bytesOf(4, 3_000_000);
    const { id } = await store().put(bodyOf(bytes), { maxBytes });
    const reading = store().get(id)[Symbol.asyncIterator]();
    const first = await reading.next();
    await store().delete(id);
    await store().delete(id);
    await expect(collect(store().get(id))).rejects.toBeInstanceOf(NoSuchBlob);
    const rest = await collect({ [Symbol.asyncIterator]: () => reading });
    const whole = Buffer.concat([first.value as Uint8Array, rest]);
    expect(Buffer.compare(whole, bytes)).toBe(0);
  });

  test('a reader may stop early', async () => {
    const { id } = await store().put(bodyOf(bytesOf(4, 3_000_000)), { maxBytes });
    for (let round = 0; round < 20; round += 1) {
      for await (const chunk of store().get(id)) {
        expect(chunk.byteLength).toBeGreaterThan(0);
        break;
      }
    }
    await store().delete(id);
  });

  test('the list names every blob with size and age', async () => {
    const before = Date.now();
    const puts = await Promise.all(
      [1, 70_000].map((size) => store().put(bodyOf(bytesOf(size, size)), { maxBytes })),
    );
    const blobs = await listed(store().list());
    const bySize = blobs.toSorted((a, b) => a.size - b.size);
    expect(bySize.map(({ id, size }) => ({ id, size }))).toStrictEqual(puts);
    for (const { modifiedMs } of blobs) {
      // File systems keep time in ticks of a few milliseconds.
      expect(modifiedMs).toBeGreaterThan(before - 1000);
      expect(modifiedMs).toBeLessThan(Date.now() + 1000);
    }
  });

  test('garbage is what nobody names, once it is old enough', async () => {
    const put = (seed: number): Promise<{ id: string }> =>
      store().put(bodyOf(bytesOf(seed, 10)), { maxBytes });
    const [named, unnamed] = [await put(1), await put(2)];
    const isReferenced = async (id: string): Promise<boolean> => id === named.id;
    const nowMs = Date.now() + 5000;
    const young = await collectGarbage(store(), { isReferenced, olderThanMs: 60_000, nowMs });
    expect(young).toBe(0);
    const old = await collectGarbage(store(), { isReferenced, olderThanMs: 1000, nowMs });
    expect(old).toBe(1);
    expect(await idsOf(store())).toStrictEqual([named.id]);
    expect(unnamed.id).not.toBe(named.id);
  });
}

async function idsOf(store: BlobStore): Promise<string[]> {
  const blobs = await listed(store.list());
  return blobs.map(({ id }) => id).toSorted();
}
