/**
 * `hallpass test FILE…`: policy tests as code. Exit code 0: every case passed, 1: some did not, 2:
 * a file is not in order. The form of the files is in docs/policy-tests.md.
 */
import { Command, Option } from 'commander';
import { endpointOption, profileOption } from '../options.ts';
import type { TestOptions } from '../policy-tests/perform.ts';

export function testCommand(): Command {
  return new Command('test')
    .description('run policy tests')
    .argument('<file...>', 'YAML files of cases')
    .addOption(new Option('--junit <file>', 'write the results as JUnit XML too'))
    .addOption(new Option('--json', 'print the results as JSON'))
    .addOption(new Option('--skip-live', 'leave out the cases that ask a server'))
    .addOption(endpointOption())
    .addOption(profileOption())
    .action(async (files: readonly string[], options: TestOptions) => {
      const { testPolicies } = await import('../policy-tests/perform.ts');
      await testPolicies(files, options);
    });
}
