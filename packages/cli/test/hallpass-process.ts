/**
 * The command line as users run it: the real binary in processes of its own, on data folders that
 * are gone when the test file ends.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';

export const binary: string = resolve(import.meta.dirname, '../bin/hallpass.js');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout(): string;
  stderr(): string;
}

export interface RunOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly workingFolder?: string;
  /** Before the binary's name, for Node. */
  readonly nodeArguments?: readonly string[];
  /** Of the operating system; only root may run as others. */
  readonly userId?: number;
}

const folders: string[] = [];
const children = new Set<ChildProcess>();

afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hallpass-test-'));
  folders.push(folder);
  return folder;
}

/** The environment of the tests without what would steer Hallpass or the SDK. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(AWS_|HALLPASS_|VITEST|NODE_)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

export function run(args: readonly string[], options: RunOptions = {}): RunningCommand {
  const child = spawn(process.execPath, [...(options.nodeArguments ?? []), binary, ...args], {
    cwd: options.workingFolder ?? tmpdir(),
    env: { ...cleanEnvironment(), ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.userId === undefined ? {} : { uid: options.userId }),
  });
  children.add(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = new Promise<Ended>((done) => {
    child.once('close', (code, signal) => {
      children.delete(child);
      done({ code, signal, ...output });
    });
  });
  return { child, ended, stdout: () => output.stdout, stderr: () => output.stderr };
}

export interface RunningServe extends RunningCommand {
  readonly url: string;
  /** SIGTERM, and what came of it. */
  stop(): Promise<Ended>;
}

/** `hallpass serve` on a free port, until it is ready. */
export async function serve(
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunningServe> {
  const command = run(['serve', '--port', '0', ...args], options);
  const url = await new Promise<string>((done, fail) => {
    command.child.stdout?.on('data', () => {
      const ready = /^Hallpass is ready at (\S+)\n/.exec(command.stdout());
      if (ready?.[1] !== undefined) done(ready[1]);
    });
    void command.ended.then(({ code, stderr }) => fail(new Error(`ended with ${code}: ${stderr}`)));
  });
  return {
    ...command,
    url,
    stop() {
      command.child.kill('SIGTERM');
      return command.ended;
    },
  };
}
