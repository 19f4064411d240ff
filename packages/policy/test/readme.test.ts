/** The README's example does what the README says. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, vi } from 'vitest';

const folder = join(import.meta.dirname, '..');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');

/** The first block of a language. */
function block(language: string): string {
  const found = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'm').exec(readme)?.[1];
  if (found === undefined) throw new Error(`no ${language} in the README`);
  return found;
}

it('the example prints what the README shows', async () => {
  const printed: unknown[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(text));
  const door = pathToFileURL(join(folder, 'src/index.ts')).href;
  const code = stripTypeScriptTypes(block('ts').replace('@hallpass/policy', door));
  await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);
  log.mockRestore();
  expect(`${printed.join('\n')}\n`).toBe(block('text'));
});
