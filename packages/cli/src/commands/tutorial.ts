/**
 * `hallpass tutorial`: performs AWS's tutorial on access across accounts through the SDK, against a
 * server of its own or a given one, and tells what AWS would answer against what was answered.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { startServer } from '@hallpass/server';
import { openDataFolder } from '@hallpass/store';
import { Command, Option } from 'commander';
import { awsClients } from '../aws-clients.ts';
import { credentialsPath, readProfile } from '../credentials-file.ts';
import { makePrerequisites } from '../cross-account/prerequisites.ts';
import { Failure } from '../failure.ts';
import { loadMasterKey } from '../master-key.ts';
import { defaultPort } from '../options.ts';
import { assembleCast } from '../tutorial/cast.ts';
import { commandsText } from '../tutorial/commands-text.ts';
import { runStory } from '../tutorial/run.ts';

interface TutorialOptions {
  readonly endpoint?: string;
  readonly commands?: boolean;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A server of its own, on a folder that is gone afterwards. */
async function onTemporaryServer(): Promise<boolean> {
  const data = mkdtempSync(join(tmpdir(), 'hallpass-tutorial-'));
  const folder = await openDataFolder({ folder: data });
  const server = await startServer({
    metadata: folder.metadata,
    blobs: folder.blobs,
    masterKey: loadMasterKey(data, {}),
    log: silent,
  });
  try {
    const root = server.rootCredentials;
    if (root === undefined) throw new Error('a new data folder has its first account');
    const clients = awsClients(server.url, root);
    const made = await makePrerequisites(server.url, { accountId: root.accountId, clients });
    const known = [{ name: 'root', ...root }, ...made];
    const cast = await assembleCast(server.url, (name) =>
      known.find((profile) => profile.name === name),
    );
    return await runStory(cast, print);
  } finally {
    await server.close();
    await folder.close();
    rmSync(data, { recursive: true, force: true });
  }
}

/** The credentials file that `serve --example cross-account` wrote. */
function credentialsFile(): string {
  const given = process.env['AWS_SHARED_CREDENTIALS_FILE'];
  return given === undefined || given === '' ? credentialsPath(resolve('hallpass-data')) : given;
}

async function onServer(endpoint: string): Promise<boolean> {
  const folder = dirname(resolve(credentialsFile()));
  const cast = await assembleCast(endpoint, (name) => readProfile(folder, name));
  return runStory(cast, print);
}

async function tutorial(options: TutorialOptions): Promise<void> {
  if (options.commands === true) {
    const endpoint = options.endpoint ?? `http://127.0.0.1:${defaultPort}`;
    process.stdout.write(commandsText(resolve(credentialsFile()), endpoint));
    return;
  }
  const good =
    options.endpoint === undefined ? await onTemporaryServer() : await onServer(options.endpoint);
  if (!good) throw new Failure('the tutorial did not go as at AWS');
}

export function tutorialCommand(): Command {
  return new Command('tutorial')
    .description("AWS's tutorial on access across accounts, step by step")
    .addOption(
      new Option('--endpoint <url>', 'a running server, started with --example cross-account'),
    )
    .addOption(new Option('--commands', 'print the story as aws commands to paste instead'))
    .action(tutorial);
}
