/**
 * One server on one data folder and one port, until SIGTERM or SIGINT: requests under way finish,
 * then the process ends with 0. A second signal ends it at once; what was acknowledged is on disk
 * in any case.
 */
import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import type { Log, RootCredentials, RunningServer } from '@hallpass/server';
import { startServer } from '@hallpass/server';
import type { DataFolder } from '@hallpass/store';
import { openDataFolder } from '@hallpass/store';
import type { Profile } from '../credentials-file.ts';
import { credentialsPath, moveEndpoint, putProfiles } from '../credentials-file.ts';
import { examples } from '../examples.ts';
import { createLog } from '../log.ts';
import { consoleFolder, consoleLine } from './console-folder.ts';
import { loadMasterKey } from './master-key.ts';
import { rootSettings } from './root-settings.ts';
import { startFailure } from './start-failure.ts';

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly data: string;
  readonly example?: string;
  readonly testClock?: boolean;
}

function rootProfile(root: RootCredentials): Profile {
  const password = root.generatedPassword ?? 'as set in HALLPASS_ROOT_PASSWORD';
  return {
    name: 'root',
    accessKeyId: root.accessKeyId,
    secretAccessKey: root.secretAccessKey,
    comments: [
      `account ${root.accountId}, root user ${root.email}`,
      `console password: ${password}`,
    ],
  };
}

interface Started {
  readonly server: RunningServer;
  readonly data: DataFolder;
}

async function start(options: ServeOptions, log: Log): Promise<Started> {
  const folder = resolve(options.data);
  let data: DataFolder | undefined;
  try {
    data = await openDataFolder({ folder });
    const server = await startServer({
      metadata: data.metadata,
      blobs: data.blobs,
      masterKey: await loadMasterKey(folder, { metadata: data.metadata, environment: process.env }),
      log,
      host: options.host,
      port: options.port,
      testClock: options.testClock ?? false,
      rootSettings: rootSettings(process.env),
      consoleFolder: consoleFolder(),
      keepRootCredentials: (root, url) =>
        putProfiles(credentialsPath(folder), url, [rootProfile(root)]),
    });
    return { server, data };
  } catch (error) {
    await data?.close();
    throw startFailure(error, options);
  }
}

/** Resolves to the first of the signals that came. */
function stopSignal(): Promise<string> {
  return new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => done(signal));
  });
}

async function announce(options: ServeOptions, url: string): Promise<void> {
  const folder = resolve(options.data);
  const next = await examples[options.example ?? '']?.({ folder, url });
  const credentials = credentialsPath(folder);
  const where = existsSync(credentials) ? `Credentials are in ${credentials}\n` : '';
  process.stdout.write(`Hallpass is ready at ${url}\n${consoleLine(url)}${where}${next ?? ''}`);
}

/**
 * What a request makes dies with it. V8 sometimes guesses that what a listing is made of lives long
 * and makes it in the old space, where the garbage of one page keeps that of the next: a quarter of
 * the listings a second was lost. Said when all is loaded, since it voids what V8 has compiled and
 * cached under other flags.
 */
function expectShortLives(): void {
  flushCompileCache();
  process.getBuiltinModule('node:v8').setFlagsFromString('--no-allocation-site-pretenuring');
}

export async function serve(options: ServeOptions): Promise<void> {
  // Who reads the ready line may go away afterwards, as `head -1` does.
  process.stdout.on('error', () => undefined);
  const stopped = stopSignal();
  const log = createLog();
  const { server, data } = await start(options, log);
  try {
    moveEndpoint(credentialsPath(resolve(options.data)), server.url);
    await announce(options, server.url);
    expectShortLives();
    log.info({ signal: await stopped }, 'stopping');
  } finally {
    await server.close();
    await data.close();
  }
  log.info({}, 'stopped');
}
