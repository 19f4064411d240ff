/**
 * `hallpass why …`: the decision behind a denial, as a tree down to the line of the policy. Takes
 * an encoded authorization message, a request id, or just what the denied client printed.
 */
import { Command, Option } from 'commander';
import { endpointOption, profileOption } from '../options.ts';

export interface WhyOptions {
  readonly endpoint: string;
  readonly profile?: string;
  readonly json?: boolean;
  readonly all?: boolean;
}

export function whyCommand(): Command {
  return new Command('why')
    .description('explain a denial, down to the line of the policy')
    .argument('<denial...>', 'an encoded message, a request id, or the text of the error')
    .addOption(endpointOption())
    .addOption(profileOption())
    .addOption(new Option('--all', 'show every statement, not only those that had a part in it'))
    .addOption(new Option('--json', 'print everything that is known of the decision as JSON'))
    .action(async (words: readonly string[], options: WhyOptions) => {
      const { why } = await import('../questions/why.ts');
      await why(words.join(' '), options);
    });
}
