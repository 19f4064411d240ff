/** Hallpass as users run it: the command line, one process, data on disk, enforcement on. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { StartedProcess } from './processes.ts';
import { startProcess, stopEverything, temporaryFolder } from './processes.ts';
import type { Credentials } from './signing.ts';

export interface HallpassUnderTest extends StartedProcess {
  readonly root: Credentials;
  /** With what the root user enters the console. */
  readonly rootSignIn: {
    readonly accountId: string;
    readonly name: string;
    readonly password: string;
  };
  /** Resident set of the server's process. Bytes. */
  residentBytes(): number;
}

const binary = resolve(import.meta.dirname, '../../packages/cli/bin/hallpass.js');

function rootCredentials(folder: string): Credentials {
  const text = readFileSync(join(folder, 'credentials'), 'utf8');
  const value = (name: string): string => new RegExp(`^${name} = (.+)$`, 'm').exec(text)?.[1] ?? '';
  return {
    accessKeyId: value('aws_access_key_id'),
    secretAccessKey: value('aws_secret_access_key'),
  };
}

function rootSignIn(folder: string): HallpassUnderTest['rootSignIn'] {
  const text = readFileSync(join(folder, 'credentials'), 'utf8');
  const value = (pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';
  return {
    accountId: value(/account (\d{12})/),
    name: value(/root user (\S+)/),
    password: value(/console password: (\S+)/),
  };
}

export async function startHallpass(): Promise<HallpassUnderTest> {
  const folder = temporaryFolder('data');
  const args = [binary, 'serve', '--port', '0', '--data', folder];
  const started = await startProcess(process.execPath, args, /ready at (http\S+)/);
  return {
    ...started,
    root: rootCredentials(folder),
    rootSignIn: rootSignIn(folder),
    residentBytes() {
      const status = readFileSync(`/proc/${started.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
    },
  };
}

const starts = 5;

/**
 * The median of some first starts, each with a new folder. Nothing else may run yet: everything
 * is stopped after each. The first one of all fills node's compile cache for the others.
 */
export async function measureStart(): Promise<number> {
  const times: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    times.push((await startHallpass()).readyAfterMs);
    await stopEverything();
  }
  return times.toSorted((a, b) => a - b)[starts >> 1] ?? 0;
}
