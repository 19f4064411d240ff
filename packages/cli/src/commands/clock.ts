/**
 * `hallpass clock advance SECONDS`: moves the idea of now of a server that was started with
 * `--test-clock`, so that CI can test expired sessions, MFA codes and conditions on time without
 * waiting.
 */
import { Command } from 'commander';
import { Failure } from '../failure.ts';
import { endpointOption } from '../options.ts';

async function advance(secondsText: string, options: { readonly endpoint: string }): Promise<void> {
  const seconds = Number(secondsText);
  if (!Number.isSafeInteger(seconds)) {
    throw new Failure(`SECONDS must be a whole number, not ${secondsText}`);
  }
  const url = new URL('/_hallpass/clock', options.endpoint);
  let response: Response;
  try {
    const body = JSON.stringify({ advanceSeconds: seconds });
    response = await fetch(url, { method: 'POST', body });
  } catch {
    throw new Failure(`no server answers at ${options.endpoint}`);
  }
  const answer = (await response.json()) as { nowMs?: number; offsetMs?: number; error?: string };
  if (!response.ok) throw new Failure(answer.error ?? `the server answered ${response.status}`);
  const now = new Date(answer.nowMs ?? 0).toISOString();
  process.stdout.write(`now is ${now} (${(answer.offsetMs ?? 0) / 1000} s from the real time)\n`);
}

export function clockCommand(): Command {
  const command = new Command('clock').description('the clock of a server with --test-clock');
  command
    .command('advance')
    .description('move it forward, or back with a negative number')
    .argument('<seconds>', 'whole seconds')
    .addOption(endpointOption())
    // A negative number is an argument here, not an option.
    .allowUnknownOption()
    .action(advance);
  return command;
}
