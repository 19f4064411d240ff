/**
 * The whole gate, the same here and in CI: types, lint, format, dead code, generated documents,
 * tests. Every step runs, whatever the ones before it found, so that one run shows all there is to
 * mend. The last line counts: `N passed, N failed, N skipped` (steps and tests together).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const binaries = join(root, 'node_modules/.bin');

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function run(command: readonly string[]): boolean {
  const [name = '', ...args] = command;
  const env = { ...process.env, PATH: `${binaries}${delimiter}${process.env['PATH'] ?? ''}` };
  return spawnSync(name, args, { cwd: root, env, stdio: 'inherit' }).status === 0;
}

function step(title: string, ...commands: readonly (readonly string[])[]): Tally {
  process.stdout.write(`\n== ${title}\n`);
  const startedMs = performance.now();
  const passed = commands.map(run).every(Boolean);
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  process.stdout.write(`== ${title}: ${passed ? 'ok' : 'FAILED'} (${seconds} s)\n`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

interface TestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
}

/** Counts tests; a run that broke off, or failed outside of any test, counts as one more failure. */
function tests(): Tally {
  const folder = mkdtempSync(join(tmpdir(), 'hallpass-check-'));
  const file = join(folder, 'tests.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const outcome = step('tests', ['vitest', 'run', ...reporters]);
    const report = JSON.parse(readFileSync(file, 'utf8')) as TestReport;
    const broken = outcome.failed > 0 && report.numFailedTests === 0 ? 1 : 0;
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch (error) {
    process.stdout.write(`no test report: ${String(error)}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const packages = readdirSync(join(root, 'packages'));

const tallies = [
  step('types', ['tsc', '-p', '.', '--noEmit'], ['tsc', '-p', 'packages/console', '--noEmit']),
  step('lint', ['oxlint']),
  step('format', ['oxfmt', '--check']),
  step('dead code', ['knip']),
  step('packaging', ...packages.map((name) => ['publint', `packages/${name}`, '--level=error'])),
  step('table of operations', ['node', 'scripts/operations-table.ts', '--check']),
  step('list of deviations', ['node', 'scripts/deviations.ts', '--check']),
  tests(),
];
const sum = (of: keyof Tally): number => tallies.reduce((total, tally) => total + tally[of], 0);
process.stdout.write(
  `\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`,
);
process.exitCode = sum('failed') === 0 ? 0 : 1;
