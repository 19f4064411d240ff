import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
