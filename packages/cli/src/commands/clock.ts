/**
 * `hallpass clock advance SECONDS`: moves the idea of now of a server that was started with
 * `--test-clock`, so that CI can test expired sessions, MFA codes and conditions on time without
 * waiting.
 */
import { Command } from 'commander';
import { Failure } from '../failure.ts';
import { endpointOption, endpointUrl } from '../options.ts';

interface Answer {
  readonly nowMs?: number;
  readonly offsetMs?: number;
  readonly error?: string;
}

async function post(url: URL, seconds: number): Promise<Response> {
  try {
    const body = JSON.stringify({ advanceSeconds: seconds });
    return await fetch(url, { method: 'POST', body, redirect: 'error' });
  } catch {
    throw new Failure(`no server answers at ${url.origin}`);
  }
}

async function answerOf(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new Failure(`what answers at ${new URL(response.url).origin} is no Hallpass server`);
  }
}

async function advance(secondsText: string, options: { readonly endpoint: string }): Promise<void> {
  if (!/^[+-]?\d{1,10}$/.test(secondsText)) {
    throw new Failure(`SECONDS must be a whole number, not ${secondsText}`);
  }
  const url = endpointUrl(options.endpoint, '/_hallpass/clock');
  const response = await post(url, Number(secondsText));
  const { nowMs, offsetMs = 0, error } = await answerOf(response);
  if (!response.ok || nowMs === undefined) {
    throw new Failure(error ?? `the server answered ${response.status}`);
  }
  const now = new Date(nowMs).toISOString();
  process.stdout.write(`now is ${now} (${offsetMs / 1000} s from the real time)\n`);
}

export function clockCommand(): Command {
  const command = new Command('clock').description('the clock of a server with --test-clock');
  command
    .command('advance')
    .description('move it forward, or back with a negative number')
    .argument('<seconds>', 'whole seconds')
    .addOption(endpointOption())
    .action(advance);
  return command;
}
