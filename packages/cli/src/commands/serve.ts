/** `hallpass serve`: its options. What it does is in `../serve/serve.ts`. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { examples } from '../examples.ts';
import { defaultPort } from '../options.ts';
import type { ServeOptions } from '../serve/serve.ts';

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be 0 to 65535.');
}

export function serveCommand(): Command {
  return new Command('serve')
    .description('run the server')
    .addOption(new Option('--host <address>', 'address to listen on').default('127.0.0.1'))
    .addOption(
      new Option('--port <number>', 'port to listen on; 0 takes a free one')
        .argParser(portNumber)
        .default(defaultPort),
    )
    .addOption(new Option('--data <folder>', 'where all state is kept').default('./hallpass-data'))
    .addOption(
      new Option('--example <name>', 'make the prerequisites of a tutorial, once').choices(
        Object.keys(examples),
      ),
    )
    .addOption(new Option('--test-clock', 'let `hallpass clock advance` move the time'))
    .action(async (options: ServeOptions) => {
      const { serve } = await import('../serve/serve.ts');
      await serve(options);
    });
}
