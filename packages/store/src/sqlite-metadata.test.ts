import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { metadataStoreLaws, type MetadataStoreSubject } from './contract.ts';
import { openSqliteMetadataStore, type SqliteMetadataOptions } from './sqlite-metadata.ts';
import type { MetadataStore } from './types.ts';

function subject(options: Omit<SqliteMetadataOptions, 'path'>): MetadataStoreSubject {
  let folder = '';
  const open = (): Promise<MetadataStore> =>
    openSqliteMetadataStore({ ...options, path: join(folder, 'metadata.sqlite') });
  return {
    async open() {
      folder = await mkdtemp(join(tmpdir(), 'hallpass-store-'));
      return open();
    },
    reopen: open,
    dispose: () => rm(folder, { recursive: true }),
  };
}

metadataStoreLaws('SQLite', subject({}));
metadataStoreLaws('SQLite with hardly a cache', subject({ cacheBytesMax: 1000 }));
metadataStoreLaws('SQLite with small batches', subject({ batchTransactionsMax: 2 }));

test('the log does not grow with what is written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hallpass-store-'));
  const path = join(folder, 'metadata.sqlite');
  const store = await openSqliteMetadataStore({ path, logBytesBegin: 200_000 });
  const value = 'x'.repeat(20_000);
  for (let index = 0; index < 600; index += 1) {
    await store.transact(async (tx) => tx.put(['key', index], value));
  }
  // 12 MB were written; the log is begun anew every 200 KB or so, later while a copy is slow.
  expect((await stat(`${path}-wal`)).size).toBeLessThan(4_000_000);
  expect((await stat(path)).size).toBeGreaterThan(8_000_000);
  await store.close();
  const again = await openSqliteMetadataStore({ path });
  const all = await again.read((tx) => tx.scan({ prefix: ['key'], limit: 1000 }));
  expect(all).toHaveLength(600);
  await again.close();
  await rm(folder, { recursive: true });
});
