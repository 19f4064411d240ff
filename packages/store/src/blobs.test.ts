import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listed } from './contract/bodies.ts';
import { blobStoreLaws } from './contract.ts';
import { openFileBlobStore } from './file-blobs.ts';
import { createMemoryBlobStore } from './memory-blobs.ts';
import type { BlobStore } from './types.ts';

blobStoreLaws('memory', {
  open: async () => createMemoryBlobStore(),
  dispose: async () => undefined,
});

let folder = '';
const reopen = (): Promise<BlobStore> => openFileBlobStore({ folder });
blobStoreLaws('files', {
  async open() {
    folder = await mkdtemp(join(tmpdir(), 'hallpass-blobs-'));
    return reopen();
  },
  reopen,
  dispose: () => rm(folder, { recursive: true }),
});

test('leftovers of a former process are removed at the start', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hallpass-blobs-'));
  const first = await openFileBlobStore({ folder });
  await first.close();
  const incoming = join(folder, 'incoming');
  await writeFile(join(incoming, '0'.repeat(32)), 'half a blob');
  const second = await openFileBlobStore({ folder });
  expect(await readdir(incoming)).toStrictEqual([]);
  expect(await listed(second.list())).toStrictEqual([]);
  await second.close();
  await rm(folder, { recursive: true });
});
