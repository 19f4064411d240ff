import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bodyOf, bytesOf } from './contract/bodies.ts';
import { openDataFolder } from './data-folder.ts';
import {
  DataFolderCorrupt,
  DataFolderLocked,
  DataFolderTooNew,
  DataFolderUnwritable,
  StoreClosed,
} from './errors.ts';
import { latestVersion, type Migration, migrations } from './metadata-format.ts';

let parent: string;
let folder: string;
let file: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'hallpass-data-'));
  folder = join(parent, 'nested', 'data');
  file = join(folder, 'metadata.sqlite');
});

afterEach(async () => {
  await rm(parent, { recursive: true });
});

/** A folder with some content, cleanly closed. */
async function filled(): Promise<void> {
  const data = await openDataFolder({ folder });
  await data.blobs.put(bodyOf(bytesOf(1, 10)), { maxBytes: 10 });
  for (let index = 0; index < 20; index += 1) {
    await data.metadata.transact(async (tx) => tx.put(['n', index], 'x'.repeat(5000)));
  }
  await data.close();
}

async function contents(): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((name) => name.isFile());
  const pairs = files.map(async (name) => {
    const path = join(name.parentPath, name.name);
    return [path, (await readFile(path)).toString('base64')] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

/** Refused with this error, and not a byte changed. */
async function expectRefusal(kind: new (...given: never[]) => Error): Promise<void> {
  const before = await contents();
  await expect(openDataFolder({ folder })).rejects.toBeInstanceOf(kind);
  // SQLite's shared memory is no content: it is made anew from the log.
  const after = await contents();
  delete after[`${file}-shm`];
  delete before[`${file}-shm`];
  if (after[`${file}-wal`] === '') delete after[`${file}-wal`];
  expect(after).toStrictEqual(before);
}

describe('a new data folder', () => {
  test('is made private, with its parents', async () => {
    const data = await openDataFolder({ folder });
    await data.metadata.transact(async (tx) => tx.put(['a'], 1));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(folder)) {
      expect((await stat(join(folder, name))).mode & 0o077, name).toBe(0);
    }
    await data.close();
    expect((await readdir(folder)).toSorted()).toStrictEqual(['blobs', 'lock', 'metadata.sqlite']);
  });

  test('that exists empty becomes private; one with files of others stays as it is', async () => {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    await (await openDataFolder({ folder })).close();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);

    const shared = join(parent, 'shared');
    await mkdir(shared);
    await chmod(shared, 0o755);
    await writeFile(join(shared, 'of-others'), '');
    await (await openDataFolder({ folder: shared })).close();
    expect((await stat(shared)).mode & 0o777).toBe(0o755);
  });

  test('closes its stores', async () => {
    const data = await openDataFolder({ folder });
    await data.close();
    await data.close();
    await expect(data.metadata.read(async () => 1)).rejects.toBeInstanceOf(StoreClosed);
    await expect(data.blobs.delete('0'.repeat(32))).rejects.toBeInstanceOf(StoreClosed);
  });
});

describe('the lock', () => {
  test('refuses a second owner in the same process, until the first closes', async () => {
    const data = await openDataFolder({ folder });
    await expect(openDataFolder({ folder })).rejects.toBeInstanceOf(DataFolderLocked);
    await expect(openDataFolder({ folder })).rejects.toThrow(/in use by another server/);
    await data.metadata.transact(async (tx) => tx.put(['still'], 'works'));
    await data.close();
    await (await openDataFolder({ folder })).close();
  });

  test('refuses a second process, until the first is killed', async () => {
    const door = new URL('./index.ts', import.meta.url).href;
    const program = `
      const { openDataFolder } = await import(${JSON.stringify(door)});
      const data = await openDataFolder({ folder: ${JSON.stringify(folder)} });
      await data.metadata.transact(async (tx) => tx.put(['from'], 'child'));
      console.log('open');
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(openDataFolder({ folder })).rejects.toBeInstanceOf(DataFolderLocked);
    child.kill('SIGKILL');
    await once(child, 'close');
    const data = await openDataFolder({ folder });
    expect(await data.metadata.read((tx) => tx.get(['from']))).toBe('child');
    await data.close();
  });
});

describe('the format', () => {
  const latest = latestVersion(migrations);
  const next: Migration = {
    to: latest + 1,
    run: (database) => database.exec('UPDATE entries SET v = \'"migrated"\''),
  };

  test('of an older release is brought up to date, once', async () => {
    await filled();
    for (let round = 0; round < 2; round += 1) {
      const data = await openDataFolder({ folder, migrations: [...migrations, next] });
      expect(await data.metadata.read((tx) => tx.get(['n', 3]))).toBe(
        round === 0 ? 'migrated' : 'changed since',
      );
      await data.metadata.transact(async (tx) => tx.put(['n', 3], 'changed since'));
      await data.close();
    }
    await expectRefusal(DataFolderTooNew);
    await expect(openDataFolder({ folder })).rejects.toThrow(
      new RegExp(`has format ${latest + 1}; .* up to ${latest}`),
    );
  });

  test('1, which knew of no versions, is opened as it is', async () => {
    await filled();
    const database = new DatabaseSync(join(folder, 'metadata.sqlite'));
    database.exec('PRAGMA user_version = 1');
    database.close();
    const data = await openDataFolder({ folder });
    const [entry] = await data.metadata.read((tx) => tx.scan({ prefix: ['n'], limit: 1 }));
    expect(entry).toBeDefined();
    await data.close();
    await expect(
      openDataFolder({ folder, migrations: migrations.slice(0, 1) }),
    ).rejects.toBeInstanceOf(DataFolderTooNew);
  });

  test('stays as it was when a migration fails', async () => {
    await filled();
    const failing: Migration = {
      to: latest + 2,
      run(database) {
        database.exec('DELETE FROM entries');
        throw new Error('no');
      },
    };
    const steps = [...migrations, next, failing];
    await expect(openDataFolder({ folder, migrations: steps })).rejects.toThrow('no');
    const data = await openDataFolder({ folder, migrations: [...migrations, next] });
    expect(await data.metadata.read((tx) => tx.get(['n', 3]))).toBe('migrated');
    await data.close();
  });

  test('has migrations without gaps', () => {
    expect(migrations.map(({ to }) => to)).toStrictEqual(migrations.map((_, index) => index + 1));
  });
});

describe('a corrupt data folder is refused and left alone', () => {
  beforeEach(filled);

  test('when the file is empty', async () => {
    await truncate(file, 0);
    await expectRefusal(DataFolderCorrupt);
  });

  test('when the file is no database', async () => {
    await writeFile(file, 'x'.repeat(10_000));
    await expectRefusal(DataFolderCorrupt);
  });

  test("when the file is somebody else's database", async () => {
    await rm(file);
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE t (a)');
    other.close();
    await expectRefusal(DataFolderCorrupt);
  });

  test('when the file is missing but blobs are there', async () => {
    await rm(file);
    await expectRefusal(DataFolderCorrupt);
  });

  test('when the file is missing but its log is there', async () => {
    await rm(join(folder, 'blobs'), { recursive: true });
    await rm(file);
    await writeFile(`${file}-wal`, 'a log');
    await expectRefusal(DataFolderCorrupt);
  });

  test('when the file is cut off', async () => {
    await truncate(file, 8192);
    await expectRefusal(DataFolderCorrupt);
  });

  test('when pages are damaged and the last owner did not close it', async () => {
    const data = await openDataFolder({ folder });
    await data.metadata.transact(async (tx) => tx.put(['last'], 1));
    const copy = join(parent, 'copy');
    await mkdir(join(copy, 'blobs'), { recursive: true });
    for (const name of ['metadata.sqlite', 'metadata.sqlite-wal']) {
      await copyFile(join(folder, name), join(copy, name));
    }
    await data.close();
    folder = copy;
    file = join(copy, 'metadata.sqlite');
    const bytes = await readFile(file);
    bytes.fill(0xee, 3 * 4096, 6 * 4096);
    await writeFile(file, bytes);
    await expect(openDataFolder({ folder })).rejects.toBeInstanceOf(DataFolderCorrupt);
  });
});

describe('a data folder that cannot be written is refused', () => {
  test('when a file stands in its way', async () => {
    await writeFile(join(parent, 'nested'), 'a file');
    await expect(openDataFolder({ folder })).rejects.toBeInstanceOf(DataFolderUnwritable);
    await expect(openDataFolder({ folder: join(parent, 'nested') })).rejects.toBeInstanceOf(
      DataFolderUnwritable,
    );
  });

  // Nothing is forbidden to root.
  test.skipIf(process.getuid?.() === 0)('when its mode forbids it', async () => {
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o500);
    await expect(openDataFolder({ folder })).rejects.toBeInstanceOf(DataFolderUnwritable);
    await chmod(folder, 0o700);
  });
});
