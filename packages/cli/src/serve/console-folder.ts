/** Where the built pages of the console are: beside its sources, or in its published package. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export function consoleFolder(): string {
  return fileURLToPath(new URL('./dist', import.meta.resolve('@hallpass/console')));
}

/** For the person who starts the server. */
export function consoleLine(url: string): string {
  return existsSync(join(consoleFolder(), 'index.html'))
    ? `The console is at ${url}/_console/\n`
    : 'The console was not built: `npm run build:console` builds it\n';
}
