/**
 * What the embedded stores do on this machine: `node packages/store/bench/measure.ts`. Not a test;
 * figures of one run compare with each other only.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataFolder, inlineBlobBytesMax, openDataFolder } from '../src/index.ts';

const roundMs = 1500;
const listedKeys = 100_000;
const pageKeys = 1000;

const record = (index: number): { readonly [name: string]: string | number } => ({
  size: 1024,
  etag: 'd41d8cd98f00b204e9800998ecf8427e',
  modifiedAtMs: 1_795_466_115_451 + index,
  contentType: 'application/octet-stream',
  checksum: 'crc64nvme:AAAAAAAAAAA=',
});

const keyOf = (index: number): string => `key-${String(index).padStart(7, '0')}`;

/** How often a second `work` ends, when so many run side by side. */
async function rate(workers: number, work: (turn: number) => unknown): Promise<number> {
  const start = performance.now();
  let turns = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (performance.now() - start < roundMs) {
      turns += 1;
      await work(turns);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return (done * 1000) / (performance.now() - start);
}

function report(what: string, perSecond: number, bytes = 0): void {
  const each = 1_000_000 / perSecond;
  const throughput = bytes === 0 ? '' : `${((perSecond * bytes) / 1e6).toFixed(0)} MB/s`;
  console.log(
    `${what.padEnd(44)}${perSecond.toFixed(0).padStart(10)}/s ${each.toFixed(2).padStart(10)} µs ${throughput}`,
  );
}

async function measureCommits({ metadata }: DataFolder): Promise<void> {
  let next = 0;
  const body = new Uint8Array(1024);
  for (const writers of [1, 16, 64]) {
    const one = await rate(writers, () =>
      metadata.transact(async (tx) => tx.put(['commit', next++], record(next))),
    );
    report(`durable transaction of one record, ${writers} writers`, one);
  }
  for (const writers of [1, 16, 64]) {
    const put = await rate(writers, () =>
      metadata.transact(async (tx) => {
        const key = keyOf(next++);
        await tx.get(['object', 'bucket', key]);
        tx.put(['object', 'bucket', key], record(next));
        tx.put(['body', 'bucket', key], body);
      }),
    );
    report(`durable put of 1 KiB inline, ${writers} writers`, put);
  }
}

async function fillList({ metadata }: DataFolder): Promise<void> {
  for (let start = 0; start < listedKeys; start += pageKeys) {
    await metadata.transact(async (tx) => {
      for (let at = start; at < start + pageKeys; at += 1) tx.put(['list', keyOf(at)], record(at));
    });
  }
}

async function measureReads({ metadata }: DataFolder, kind: string): Promise<void> {
  const get = await rate(1, (turn) =>
    metadata.read((tx) => tx.get(['list', keyOf((turn * 7919) % listedKeys)])),
  );
  report(`point read, ${kind}`, get);
  const pages = listedKeys / pageKeys;
  const scan = await rate(1, (turn) => {
    const after = ['list', keyOf((turn % pages) * pageKeys)];
    return metadata.read((tx) => tx.scan({ prefix: ['list'], after, limit: pageKeys }));
  });
  report(`scan of 1000 rows, ${kind}`, scan);
}

async function* bodyOf(bytes: number): AsyncGenerator<Uint8Array> {
  const chunk = Buffer.alloc(65_536, 1);
  for (let at = 0; at < bytes; at += 65_536) yield chunk.subarray(0, Math.min(65_536, bytes - at));
}

async function measureBlobs({ blobs }: DataFolder): Promise<void> {
  for (const size of [1024, inlineBlobBytesMax, 10 * 1024 * 1024]) {
    const kib = `${size / 1024} KiB`;
    const ids: string[] = [];
    for (const writers of [1, 16]) {
      const put = await rate(writers, async () => {
        ids.push((await blobs.put(bodyOf(size), { maxBytes: size })).id);
      });
      report(`file put of ${kib}, ${writers} writers`, put, size);
    }
    const get = await rate(1, async (turn) => {
      const body = blobs.get(ids[turn % ids.length] ?? '');
      for await (const chunk of body) body.recycle?.(chunk);
    });
    report(`file get of ${kib}`, get, size);
    for (const id of ids) await blobs.delete(id);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'hallpass-measure-'));
try {
  const data = await openDataFolder({ folder });
  await measureCommits(data);
  await fillList(data);
  await measureReads(data, 'first and later');
  await measureReads(data, 'cached');
  await measureBlobs(data);
  await data.close();
  const uncached = await openDataFolder({ folder, cacheBytesMax: 0 });
  await measureReads(uncached, 'without the cache');
  await uncached.close();
} finally {
  await rm(folder, { recursive: true });
}
