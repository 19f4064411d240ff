/** `hallpass tutorial`: its options. What it does is in `../tutorial/perform.ts`. */
import { Command, Option } from 'commander';
import type { TutorialOptions } from '../tutorial/perform.ts';

export function tutorialCommand(): Command {
  return new Command('tutorial')
    .description("AWS's tutorial on access across accounts, step by step")
    .addOption(
      new Option('--endpoint <url>', 'a running server, started with --example cross-account'),
    )
    .addOption(new Option('--commands', 'print the story as aws commands to paste instead'))
    .action(async (options: TutorialOptions) => {
      const { tutorial } = await import('../tutorial/perform.ts');
      await tutorial(options);
    });
}
