/**
 * A server as users start it, with the tutorial's prerequisites, and real clients as processes of
 * their own. What is not installed is skipped, and says so.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach } from 'vitest';
import type { Profile } from '../../packages/cli/src/credentials-file.ts';
import { readProfile } from '../../packages/cli/src/credentials-file.ts';
import { newFolder, serve } from '../../packages/cli/test/hallpass-process.ts';

export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RealServer {
  readonly url: string;
  readonly credentialsFile: string;
  /** Where the clients run; gone afterwards. */
  readonly folder: string;
  profile(name: string): Profile;
  /** Runs a client with an environment that names this server and nothing else of AWS. */
  run(command: readonly string[], environment?: NodeJS.ProcessEnv): Promise<Output>;
}

export async function startRealServer(): Promise<RealServer> {
  const data = newFolder();
  const folder = newFolder();
  const home = join(folder, 'home');
  mkdirSync(home);
  const { url } = await serve(['--data', data, '--example', 'cross-account']);
  const credentialsFile = join(data, 'credentials');
  return {
    url,
    credentialsFile,
    folder,
    profile(name) {
      const found = readProfile(credentialsFile, name);
      if (found === undefined) throw new Error(`no profile ${name}`);
      return found;
    },
    run([program = '', ...args], environment = {}) {
      const env = {
        PATH: process.env['PATH'],
        HOME: home,
        AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
        AWS_ENDPOINT_URL: url,
        AWS_MAX_ATTEMPTS: '1',
        AWS_PAGER: '',
        // pyenv's shims find Python by the real home.
        PYENV_ROOT: process.env['PYENV_ROOT'] ?? join(process.env['HOME'] ?? '', '.pyenv'),
        ...environment,
      };
      return new Promise((done) => {
        const options = { cwd: folder, env, maxBuffer: 16 * 1024 * 1024 };
        execFile(program, args, options, (error, stdout, stderr) => {
          const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
          done({ code, stdout, stderr });
        });
      });
    },
  };
}

export function isInstalled(...command: readonly [string, ...string[]]): boolean {
  const [program, ...args] = command;
  return spawnSync(program, args, { stdio: 'ignore', timeout: 60_000 }).status === 0;
}

/** Starts a server for the tests of this file, or skips them all where `missing` says why. */
export function withRealServer(missing: string | undefined): () => RealServer {
  let server: RealServer | undefined;
  beforeAll(async () => {
    if (missing === undefined) server = await startRealServer();
  });
  beforeEach((context) => {
    if (missing !== undefined) context.skip(missing);
  });
  return () => {
    if (server === undefined) throw new Error('no server was started');
    return server;
  };
}
