/** Starts servers as processes of their own, so that load and server never share a core's thread. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';

export interface StartedProcess {
  readonly url: string;
  readonly pid: number;
  /** From spawn to the line that says so. Milliseconds. */
  readonly readyAfterMs: number;
  stop(): Promise<void>;
}

const startMsMax = 30_000;

/** `ready`: its first group is the URL. */
export function startProcess(
  command: string,
  args: readonly string[],
  options: { readonly ready: RegExp; readonly environment?: NodeJS.ProcessEnv },
): Promise<StartedProcess> {
  const startedAt = performance.now();
  const child = spawn(command, args, {
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${command} was not ready in time: ${output}`));
    }, startMsMax);
    const onData = (data: Buffer): void => {
      if (output.length < 100_000) output += data.toString();
      const url = options.ready.exec(output)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      const readyAfterMs = performance.now() - startedAt;
      resolve({ url, pid: child.pid ?? 0, readyAfterMs, stop: () => stopProcess(child) });
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}: ${output}`)));
  });
}

function stopProcess(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    if (child.exitCode !== null) resolve();
    else {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    }
  });
}
