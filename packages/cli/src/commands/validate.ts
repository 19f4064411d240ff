/**
 * `hallpass validate FILE…`: findings about policies, as Access Analyzer tells them, without a
 * server. Exit code 0: nothing as bad as `--fail-on`, 1: something is, 2: a file cannot be read.
 */
import { Command, Option } from 'commander';
import type { ValidateOptions } from '../validation/validate.ts';
import { failureLevels, policyTypes, resourceTypes } from '../validation/choices.ts';

export function validateCommand(): Command {
  return new Command('validate')
    .description('check policies for errors, security problems and better ways to write them')
    .argument('<file...>', 'JSON files; - is standard input')
    .addOption(
      new Option('--type <type>', 'what the policies are; resource where a Principal is named')
        .choices([...policyTypes.keys(), 'auto'])
        .default('auto'),
    )
    .addOption(
      new Option('--resource-type <type>', 'what the resource policies are attached to').choices(
        resourceTypes,
      ),
    )
    .addOption(
      new Option('--fail-on <level>', 'the least that makes the exit code 1')
        .choices([...failureLevels.keys()])
        .default('error'),
    )
    .addOption(new Option('--json', 'print the findings as JSON'))
    .action(async (files: readonly string[], options: ValidateOptions) => {
      const { validateFiles } = await import('../validation/validate.ts');
      validateFiles(files, options);
    });
}
