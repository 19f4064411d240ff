/**
 * `hallpass serve`: one server on one data folder and one port, until SIGTERM or SIGINT. What
 * stands in the way (port in use, folder locked, damaged, of a newer version) is one clear line.
 */
import { resolve } from 'node:path';
import type { RootCredentials, RunningServer } from '@hallpass/server';
import { InvalidSetting, startServer } from '@hallpass/server';
import type { DataFolder } from '@hallpass/store';
import { openDataFolder } from '@hallpass/store';
import { Command, InvalidArgumentError, Option } from 'commander';
import { addProfiles, credentialsPath } from '../credentials-file.ts';
import { examples } from '../examples.ts';
import { Failure } from '../failure.ts';
import { createLog } from '../log.ts';
import { InvalidMasterKey, loadMasterKey } from '../master-key.ts';
import { defaultPort } from '../options.ts';

interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly data: string;
  readonly example?: string;
  readonly testClock?: boolean;
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('must be 0 to 65535');
}

const folderFaults: readonly string[] = [
  'DataFolderLocked',
  'DataFolderCorrupt',
  'DataFolderTooNew',
  'DataFolderUnwritable',
];

async function openFolder(folder: string): Promise<DataFolder> {
  try {
    return await openDataFolder({ folder });
  } catch (error) {
    if (error instanceof Error && folderFaults.includes(error.name)) {
      throw new Failure(error.message);
    }
    throw error;
  }
}

/** Faults of settings and ports, in words. */
function startFailure(error: unknown, options: ServeOptions): unknown {
  if (error instanceof InvalidSetting || error instanceof InvalidMasterKey) {
    return new Failure(error.message);
  }
  const { code } = error as NodeJS.ErrnoException;
  const place = `${options.host}:${options.port}`;
  if (code === 'EADDRINUSE') return new Failure(`${place} is in use by another program`);
  if (code === 'EACCES') return new Failure(`this user may not listen on ${place}`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Failure(`${options.host} is no address of this machine`);
  }
  return error;
}

/** An empty variable is one that is not set: shells and compose files make them easily. */
function variable(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}

function rootSettings() {
  const given = {
    accountId: variable('HALLPASS_ROOT_ACCOUNT_ID'),
    accessKeyId: variable('HALLPASS_ROOT_ACCESS_KEY_ID'),
    secretAccessKey: variable('HALLPASS_ROOT_SECRET_ACCESS_KEY'),
    password: variable('HALLPASS_ROOT_PASSWORD'),
    partition: variable('HALLPASS_PARTITION'),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

async function start(folder: DataFolder, options: ServeOptions): Promise<RunningServer> {
  try {
    return await startServer({
      metadata: folder.metadata,
      blobs: folder.blobs,
      masterKey: loadMasterKey(resolve(options.data), process.env),
      log: createLog(),
      host: options.host,
      port: options.port,
      testClock: options.testClock ?? false,
      rootSettings: rootSettings(),
    });
  } catch (error) {
    await folder.close();
    throw startFailure(error, options);
  }
}

function writeRootProfile(options: ServeOptions, url: string, root: RootCredentials): void {
  const password =
    root.generatedPassword === undefined
      ? 'console password: as set in HALLPASS_ROOT_PASSWORD'
      : `console password: ${root.generatedPassword}`;
  addProfiles(resolve(options.data), url, [
    {
      name: 'root',
      accessKeyId: root.accessKeyId,
      secretAccessKey: root.secretAccessKey,
      comments: [`account ${root.accountId}, root user ${root.email}`, password],
    },
  ]);
}

/** Resolves when the first of the signals came. */
function stopSignal(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => done());
  });
}

async function serve(options: ServeOptions): Promise<void> {
  const folder = await openFolder(options.data);
  const server = await start(folder, options);
  const stopped = stopSignal();
  if (server.rootCredentials !== undefined) {
    writeRootProfile(options, server.url, server.rootCredentials);
  }
  const example = options.example === undefined ? undefined : examples[options.example];
  const next = await example?.({ folder: resolve(options.data), url: server.url });
  process.stdout.write(`Hallpass is ready at ${server.url}\n`);
  if (server.rootCredentials !== undefined) {
    process.stdout.write(`Credentials are in ${credentialsPath(resolve(options.data))}\n`);
  }
  if (next !== undefined) process.stdout.write(next);
  await stopped;
  await server.close();
  await folder.close();
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('run the server')
    .addOption(new Option('--host <address>', 'address to listen on').default('127.0.0.1'))
    .addOption(
      new Option('--port <number>', 'port to listen on; 0 takes a free one')
        .argParser(portNumber)
        .default(defaultPort),
    )
    .addOption(new Option('--data <folder>', 'where all state is kept').default('./hallpass-data'))
    .addOption(
      new Option('--example <name>', 'make the prerequisites of a tutorial, once').choices(
        Object.keys(examples),
      ),
    )
    .addOption(new Option('--test-clock', 'let `hallpass clock advance` move the time'))
    .action(serve);
}
