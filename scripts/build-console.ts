/**
 * Builds the console when it was not built, or its sources are newer than the build. Quiet when
 * there is nothing to do, so that `npm start` costs nothing. `--force` builds in any case.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'packages/console');
const built = join(folder, 'dist/index.html');

/** What the built pages are made from. `packages/policy` runs in the page, too. */
const sources: readonly string[] = [
  ...readdirSync(folder)
    .filter((name) => !/^(dist|node_modules)/.test(name))
    .map((name) => join(folder, name)),
  join(root, 'packages/policy/src'),
];

function newestMs(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).map((name) => newestMs(join(path, name)));
  return Math.max(stat.mtimeMs, ...inside);
}

function isCurrent(): boolean {
  if (!existsSync(built)) return false;
  return Math.max(...sources.map(newestMs)) <= statSync(built).mtimeMs;
}

if (process.argv.includes('--force') || !isCurrent()) {
  process.stdout.write('Building the console\n');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', '--logLevel', 'warn'];
  const { status } = spawnSync(process.execPath, args, { cwd: folder, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
