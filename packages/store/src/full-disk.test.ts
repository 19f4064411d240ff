/**
 * A disk without room, which only a small file system of its own can show: needs the right to
 * mount one (Linux, root).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bodyOf, bytesOf, listed } from './contract/bodies.ts';
import { openDataFolder } from './data-folder.ts';
import { DataFolderUnwritable, StoreFull } from './errors.ts';

const mountPoint = mkdtempSync(join(tmpdir(), 'hallpass-full-'));
const mounted = run('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'hallpass-test', mountPoint]);

afterAll(() => {
  if (mounted) run('umount', ['-l', mountPoint]);
  rmSync(mountPoint, { recursive: true });
});

function run(command: string, given: readonly string[]): boolean {
  return process.platform === 'linux' && spawnSync(command, given).status === 0;
}

test.skipIf(!mounted)(
  'a full disk refuses, keeps what was acknowledged, and recovers',
  async () => {
    const filler = join(mountPoint, 'filler');
    const folder = join(mountPoint, 'data');
    const data = await openDataFolder({ folder, logBytesBegin: 500_000 });
    await writeFile(filler, Buffer.alloc(7_000_000));
    let acknowledged = 0;
    const fill = async (): Promise<never> => {
      for (;;) {
        await data.metadata.transact(async (tx) => tx.put(['n', acknowledged], 'x'.repeat(30_000)));
        acknowledged += 1;
      }
    };
    await expect(fill()).rejects.toBeInstanceOf(StoreFull);
    expect(acknowledged).toBeGreaterThan(10);
    const count = async (): Promise<number> =>
      data.metadata.read(async (tx) => (await tx.scan({ prefix: ['n'], limit: 9999 })).length);
    expect(await count()).toBe(acknowledged);

    const blob = data.blobs.put(bodyOf(bytesOf(1, 11_000_000)), { maxBytes: 11_000_000 });
    await expect(blob).rejects.toBeInstanceOf(StoreFull);
    expect(await listed(data.blobs.list())).toStrictEqual([]);

    await rm(filler);
    await data.metadata.transact(async (tx) => tx.put(['n', acknowledged], 'room again'));
    acknowledged += 1;
    await data.close();
    const again = await openDataFolder({ folder });
    const all = await again.metadata.read((tx) => tx.scan({ prefix: ['n'], limit: 9999 }));
    expect(all).toHaveLength(acknowledged);
    await again.close();
    await rm(folder, { recursive: true });
  },
);

test.skipIf(!mounted)('a disk without room for a new data folder is unwritable', async () => {
  const filler = join(mountPoint, 'filler');
  await writeFile(filler, Buffer.alloc(12 * 1024 * 1024)).catch(() => undefined);
  const opening = openDataFolder({ folder: join(mountPoint, 'second') });
  await expect(opening).rejects.toBeInstanceOf(DataFolderUnwritable);
  await rm(filler);
});
