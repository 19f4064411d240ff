/**
 * `hallpass can PRINCIPAL ACTION RESOURCE`: asks the live state, both sides included, whether a
 * request would be allowed. Exit code 0: yes, 1: no, 2: it could not be asked.
 */
import { Command, Option } from 'commander';
import { endpointOption, profileOption } from '../options.ts';

export interface CanOptions {
  readonly endpoint: string;
  readonly profile?: string;
  readonly context: readonly string[];
  readonly json?: boolean;
}

const collect = (value: string, former: readonly string[]): string[] => [...former, value];

export function canCommand(): Command {
  return new Command('can')
    .description('ask whether a request would be allowed')
    .argument('<principal>', 'ARN of a user, group or role, or its end: user/David')
    .argument('<action>', 'sts:AssumeRole, s3:GetObject …')
    .argument('[resource]', 'ARN', '*')
    .addOption(endpointOption())
    .addOption(profileOption())
    .addOption(
      new Option('--context <key=value>', 'a condition key of the request; repeat for more')
        .argParser(collect)
        .default([]),
    )
    .addOption(new Option('--json', 'print the whole answer of the simulator'))
    .action(async (...given: [string, string, string, CanOptions]) => {
      const [principal, action, resource, options] = given;
      const { can } = await import('../questions/can.ts');
      await can({ principal, action, resource }, options);
    });
}
