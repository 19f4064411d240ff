/**
 * Performs AWS's tutorial on access across accounts through the SDK, against a server of its own or
 * a given one, and tells what AWS would answer against what was answered.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startServer } from '@hallpass/server';
import { openDataFolder } from '@hallpass/store';
import { credentialsPath, readProfile } from '../credentials-file.ts';
import { makePrerequisites } from '../cross-account/prerequisites.ts';
import { Failure } from '../failure.ts';
import { defaultPort, endpointUrl } from '../options.ts';
import { assembleCast } from './cast.ts';
import { commandsText } from './commands-text.ts';
import { runStory } from './run.ts';

export interface TutorialOptions {
  readonly endpoint?: string;
  readonly commands?: boolean;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Denials are the story here; a fault of the server is not. */
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (fields: Readonly<Record<string, unknown>>, message: string) => {
    const { error } = fields;
    const detail = error instanceof Error ? (error.stack ?? error.message) : '';
    process.stderr.write(`${message} ${detail}\n`);
  },
};

/** A server of its own, on a folder that is gone afterwards. */
async function onTemporaryServer(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'hallpass-tutorial-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // A signal ends the process as usual, but by way of `exit`.
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => process.exit(1));
  const data = await openDataFolder({ folder });
  const { metadata, blobs } = data;
  const server = await startServer({ metadata, blobs, masterKey: randomBytes(32), log });
  try {
    const root = server.rootCredentials;
    if (root === undefined) throw new Error('a new data folder has its first account');
    const made = await makePrerequisites(server.url, root);
    const known = [{ name: 'root', ...root }, ...made];
    const cast = await assembleCast(server.url, (name) =>
      known.find((profile) => profile.name === name),
    );
    return await runStory(cast, print);
  } finally {
    await server.close();
    await data.close();
  }
}

/** The credentials file that `serve --example cross-account` wrote. */
function credentialsFile(): string {
  const given = process.env['AWS_SHARED_CREDENTIALS_FILE'];
  return resolve(given === undefined || given === '' ? credentialsPath('hallpass-data') : given);
}

async function onServer(endpoint: string): Promise<boolean> {
  const health = endpointUrl(endpoint, '/_hallpass/health');
  const answer = await fetch(health).catch(() => undefined);
  if (answer?.ok !== true) throw new Failure(`no Hallpass server answers at ${endpoint}`);
  const path = credentialsFile();
  const cast = await assembleCast(endpoint, (name) => readProfile(path, name));
  return runStory(cast, print);
}

export async function tutorial({ endpoint, commands }: TutorialOptions): Promise<void> {
  if (commands === true) {
    const url = endpoint ?? `http://127.0.0.1:${defaultPort}`;
    process.stdout.write(commandsText(credentialsFile(), url));
    return;
  }
  const good = endpoint === undefined ? await onTemporaryServer() : await onServer(endpoint);
  if (!good) throw new Failure('the tutorial did not go as at AWS');
}
