/** Starts that cannot be: one clear line, a non-zero exit, and nothing harmed. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { awsClients } from '../src/aws-clients.ts';
import { readProfile } from '../src/credentials-file.ts';
import type { RunOptions } from './hallpass-process.ts';
import { newFolder, run, serve } from './hallpass-process.ts';

/** A data folder that was served once. */
async function servedFolder(): Promise<string> {
  const folder = newFolder();
  await (await serve(['--data', folder])).stop();
  return folder;
}

/** SQLite's, made by reading too; what is in the log is tested by crashing. */
const passing = /(^lock|-shm|-wal)$/;

/** Content of every file that matters, by path. */
function contents(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile() && !passing.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

async function refused(args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(['serve', ...args], options).ended;
  expect(code).toBe(1);
  expect(stdout).toBe('');
  const [line, ...rest] = stderr.split('\n');
  expect(rest).toEqual(['']);
  return line ?? '';
}

async function startsWell(folder: string): Promise<void> {
  const server = await serve(['--data', folder]);
  const root = readProfile(join(folder, 'credentials'), 'root');
  if (root === undefined) throw new Error('no profile root');
  const { sts } = awsClients(server.url, root);
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toMatch(/:root$/);
  expect(await server.stop()).toMatchObject({ code: 0 });
}

describe('the port', () => {
  it('is in use: a new folder is as good afterwards as before', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const { port } = other.address() as AddressInfo;
    const folder = newFolder();
    expect(await refused(['--port', String(port), '--data', folder])).toBe(
      `hallpass: 127.0.0.1:${port} is in use by another program`,
    );
    other.close();
    await startsWell(folder);
  });

  it('is none', async () => {
    for (const port of ['x', '70000', '-1', '1e3', '']) {
      const line = await refused([`--port=${port}`, '--data', newFolder()]);
      expect(line).toContain(`argument '${port}' is invalid. It must be 0 to 65535.`);
    }
  });

  it('belongs to an address of another machine', async () => {
    const args = ['--port', '0', '--host', '192.0.2.1', '--data', newFolder()];
    expect(await refused(args)).toBe(
      'hallpass: 192.0.2.1 is no address of this machine (EADDRNOTAVAIL)',
    );
  });
});

describe('the data folder', () => {
  it('is another server’s', async () => {
    const folder = newFolder();
    const server = await serve(['--data', folder]);
    const before = contents(folder);
    expect(await refused(['--port', '0', '--data', folder])).toBe(
      `hallpass: the data folder \`${folder}\` is in use by another server`,
    );
    expect(contents(folder)).toEqual(before);
    expect((await fetch(`${server.url}/_hallpass/health`)).status).toBe(200);
    await server.stop();
  });

  it('is of a newer release', async () => {
    const folder = await servedFolder();
    const database = new DatabaseSync(join(folder, 'metadata.sqlite'));
    const version = database.prepare('PRAGMA user_version').get()?.['user_version'] as number;
    database.exec(`PRAGMA user_version = ${version + 100}`);
    database.close();
    const before = contents(folder);
    expect(await refused(['--port', '0', '--data', folder])).toMatch(
      /^hallpass: the data folder `.*` has format 1\d\d; this release knows formats up to \d+$/,
    );
    expect(contents(folder)).toEqual(before);
  });

  it('is corrupt', async () => {
    const folder = await servedFolder();
    const path = join(folder, 'metadata.sqlite');
    copyFileSync(path, join(folder, 'kept'));
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 0, 512);
    writeFileSync(path, bytes);
    const before = contents(folder);
    expect(await refused(['--port', '0', '--data', folder])).toMatch(
      /^hallpass: the data folder `.*` is corrupt: /,
    );
    expect(contents(folder)).toEqual(before);
    renameSync(join(folder, 'kept'), path);
    await startsWell(folder);
  });

  it('is a file, or below one', async () => {
    const folder = newFolder();
    const file = join(folder, 'file');
    writeFileSync(file, 'mine');
    for (const data of [file, join(file, 'data')]) {
      expect(await refused(['--port', '0', '--data', data])).toMatch(
        /^hallpass: the data folder `.*` cannot be written: E(EXIST|NOTDIR)/,
      );
    }
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('is not writable', async (context) => {
    if (process.getuid === undefined) context.skip('Windows has other rights');
    const folder = newFolder();
    chmodSync(folder, 0o555);
    // Root may write everywhere, so the server is somebody else's.
    const options = process.getuid?.() === 0 ? { userId: 65_534 } : {};
    for (const data of [folder, join(folder, 'data')]) {
      expect(await refused(['--port', '0', '--data', data], options)).toMatch(
        /^hallpass: the data folder `.*` cannot be written: /,
      );
    }
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the master key', () => {
  it('is missing: none is made for data of another', async () => {
    const folder = await servedFolder();
    const key = join(folder, 'hallpass.key');
    renameSync(key, `${key}.kept`);
    const before = contents(folder);
    expect(await refused(['--port', '0', '--data', folder])).toBe(
      `hallpass: ${key} is missing, and HALLPASS_MASTER_KEY is not set`,
    );
    expect(contents(folder)).toEqual(before);
    renameSync(`${key}.kept`, key);
    await startsWell(folder);
  });

  it('is another', async () => {
    const folder = await servedFolder();
    const environment = { HALLPASS_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
    expect(await refused(['--port', '0', '--data', folder], { environment })).toBe(
      'hallpass: the master key is not the one that this data was made with',
    );
    await startsWell(folder);
  });

  it('is none', async () => {
    const folder = newFolder();
    const environment = { HALLPASS_MASTER_KEY: 'short' };
    expect(await refused(['--port', '0', '--data', folder], { environment })).toBe(
      'hallpass: HALLPASS_MASTER_KEY must hold 32 bytes in base64',
    );
    await startsWell(folder);
  });

  it('comes from the environment, and nothing is written of it', async () => {
    const folder = newFolder();
    const environment = { HALLPASS_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
    await (await serve(['--data', folder], { environment })).stop();
    expect(readdirSync(folder)).not.toContain('hallpass.key');
    await (await serve(['--data', folder], { environment })).stop();
  });
});

describe('the environment', () => {
  it.each([
    [{ HALLPASS_ROOT_ACCOUNT_ID: '1234' }, 'HALLPASS_ROOT_ACCOUNT_ID must be 12 digits'],
    [
      { HALLPASS_ROOT_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' },
      'HALLPASS_ROOT_ACCESS_KEY_ID and HALLPASS_ROOT_SECRET_ACCESS_KEY go together',
    ],
    [
      { HALLPASS_ROOT_ACCESS_KEY_ID: 'root', HALLPASS_ROOT_SECRET_ACCESS_KEY: 'long enough' },
      'HALLPASS_ROOT_ACCESS_KEY_ID must be 16 to 128 upper-case letters and digits, not ASIA…',
    ],
    [
      {
        HALLPASS_ROOT_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
        HALLPASS_ROOT_SECRET_ACCESS_KEY: 'short',
      },
      'HALLPASS_ROOT_SECRET_ACCESS_KEY must be at least 8 characters',
    ],
    [{ HALLPASS_ROOT_PASSWORD: 'short' }, 'HALLPASS_ROOT_PASSWORD must be at least 8 characters'],
    [{ HALLPASS_PARTITION: 'moon' }, 'HALLPASS_PARTITION must be one of aws, aws-cn, aws-us-gov'],
  ])('%o', async (environment, message) => {
    const folder = newFolder();
    expect(await refused(['--port', '0', '--data', folder], { environment })).toBe(
      `hallpass: ${message}`,
    );
    await startsWell(folder);
  });
});

describe('the example', () => {
  it('is unknown', async () => {
    const line = await refused(['--example', 'moon', '--data', newFolder()]);
    expect(line).toContain("argument 'moon' is invalid. Allowed choices are cross-account.");
  });

  it('cannot be made without the root user’s keys', async () => {
    const folder = await servedFolder();
    rmSync(join(folder, 'credentials'));
    const line = await refused(['--port', '0', '--data', folder, '--example', 'cross-account']);
    expect(line).toMatch(/^hallpass: the example needs the profile root in /);
  });

  it('needs ids that are the first account’s', async () => {
    const folder = newFolder();
    const environment = { HALLPASS_ROOT_ACCOUNT_ID: '111111111111' };
    const args = ['--port', '0', '--data', folder, '--example', 'cross-account'];
    expect(await refused(args, { environment })).toMatch(
      /^hallpass: the example needs 111111111111 for Development, but /,
    );
    await startsWell(folder);
  });
});
