/**
 * Starts servers as processes of their own, so that load and server never share a core's thread.
 * Whatever becomes of the bench, none of them outlives it.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface StartedProcess {
  readonly url: string;
  readonly pid: number;
  /** From spawn to the line that says so. Milliseconds. */
  readonly readyAfterMs: number;
}

const startMsMax = 30_000;
/** A server that does not stop by then is killed. Milliseconds. */
const stopMsMax = 15_000;

const running = new Set<ChildProcess>();
const folders = new Set<string>();

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  removeFolders();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** A folder that is gone when the bench is. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `hallpass-bench-${name}-`));
  folders.add(folder);
  return folder;
}

function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}

export function launch(command: string, args: readonly string[]): ChildProcess {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** `ready`: its first group is the URL. */
export function startProcess(
  command: string,
  args: readonly string[],
  ready: RegExp,
): Promise<StartedProcess> {
  const startedAt = performance.now();
  const child = launch(command, args);
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => {
      reject(new Error(`${command} was not ready in time: ${output}`));
    }, startMsMax);
    const onData = (data: Buffer): void => {
      if (output.length < 100_000) output += data.toString();
      const url = ready.exec(output)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve({ url, pid: child.pid ?? 0, readyAfterMs: performance.now() - startedAt });
    };
    child.stdout?.on('data', onData);
    child.stderr?.on('data', onData);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}: ${output}`)));
  });
}

function stopProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), stopMsMax);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

/** Stops all that were started, in any order, and removes what they wrote. */
export async function stopEverything(): Promise<void> {
  await Promise.all([...running].map(stopProcess));
  removeFolders();
}
