/** The files of the repository as git sees them: tracked, or new and not ignored. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { root } from './generated-file.ts';

export function sourceFiles(...patterns: readonly string[]): readonly string[] {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...patterns];
  const names = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0');
  const present = names.filter((name) => name !== '' && existsSync(resolve(root, name)));
  return [...new Set(present)].toSorted();
}
