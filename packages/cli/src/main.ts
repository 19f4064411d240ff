/**
 * `hallpass …`: the few commands that are not AWS API calls. Each command is a file of `commands/`
 * with its options; what it does is loaded when it runs. A failure is one clear line on standard
 * error and a non-zero exit code.
 */
import { Command } from 'commander';
import { canCommand } from './commands/can.ts';
import { clockCommand } from './commands/clock.ts';
import { serveCommand } from './commands/serve.ts';
import { testCommand } from './commands/test.ts';
import { tutorialCommand } from './commands/tutorial.ts';
import { validateCommand } from './commands/validate.ts';
import { whyCommand } from './commands/why.ts';
import { Failure } from './failure.ts';

function program(): Command {
  return new Command('hallpass')
    .description('AWS accounts on your own machine, with every policy enforced.')
    .addCommand(serveCommand())
    .addCommand(tutorialCommand())
    .addCommand(whyCommand())
    .addCommand(canCommand())
    .addCommand(testCommand())
    .addCommand(validateCommand())
    .addCommand(clockCommand());
}

export async function main(argv: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(argv);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    process.stderr.write(`hallpass: ${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
