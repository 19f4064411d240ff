/**
 * Writes a file that is made from the source, or with `--check` only compares: the check fails when
 * somebody forgot to run `npm run docs`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';

export const root: string = resolve(import.meta.dirname, '..');

export function writeGenerated(path: string, text: string): void {
  const file = resolve(root, path);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (before === text) return;
  if (process.argv.includes('--check')) {
    process.stderr.write(`${relative(root, file)} is out of date: run npm run docs\n`);
    process.exitCode = 1;
    return;
  }
  writeFileSync(file, text);
  process.stdout.write(`${relative(root, file)} written\n`);
}
