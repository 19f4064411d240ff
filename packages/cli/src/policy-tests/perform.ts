/** `hallpass test FILE…`: reads the files, decides the cases, reports. See docs/policy-tests.md. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { Failure } from '../failure.ts';
import type { ServerOptions } from '../questions/simulator.ts';
import { simulatePrincipal } from '../questions/simulator.ts';
import { paintFor, withoutSteering } from '../terminal.ts';
import { decideLive, decideOffline, differences } from './decide.ts';
import { readSuite } from './read-suite.ts';
import type { Result } from './report.ts';
import { countsOf, junitXml, reportJson, reportText } from './report.ts';
import type { Case, Fault, Suite } from './suite.ts';

export interface TestOptions extends ServerOptions {
  readonly junit?: string;
  readonly json?: boolean;
  readonly skipLive?: boolean;
}

/** Beside 1 for cases that failed: the files or the options are wrong. */
const cannotTest = 2;

const fileBytesMax = 4 * 1024 * 1024;

function readText(file: string): string {
  try {
    if (statSync(file).size <= fileBytesMax) return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(`${file}: ${(error as Error).message}`, cannotTest);
  }
  throw new Failure(`${file} is larger than ${fileBytesMax} bytes`, cannotTest);
}

const faultText = ({ file, line, column, message }: Fault): string =>
  `${file}:${line}:${column}: ${withoutSteering(message)}`;

async function readSuites(files: readonly string[]): Promise<readonly Suite[]> {
  const suites: Suite[] = [];
  const faults: Fault[] = [];
  for (const file of files) {
    const read = await readSuite(file, readText(file));
    faults.push(...read.faults.toSorted((a, b) => a.line - b.line || a.column - b.column));
    if (read.suite !== undefined) suites.push(read.suite);
  }
  if (faults.length === 0) return suites;
  const [first = '', ...rest] = faults.map(faultText);
  throw new Failure([first, ...rest].join('\n'), cannotTest);
}

async function decide(test: Case, options: TestOptions): Promise<Omit<Result, 'milliseconds'>> {
  if (test.kind === 'live' && options.skipLive === true) {
    return { case: test, differences: [], skipped: true };
  }
  try {
    const outcome =
      test.kind === 'offline'
        ? decideOffline(test)
        : await decideLive(test, (asked) => simulatePrincipal(asked, options));
    return { case: test, outcome, differences: differences(test, outcome) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { case: test, error: error.message, differences: [] };
  }
}

function writeJunit(file: string, results: readonly Result[]): void {
  try {
    writeFileSync(file, junitXml(results));
  } catch (error) {
    throw new Failure(`the JUnit file: ${(error as Error).message}`, cannotTest);
  }
}

export async function testPolicies(files: readonly string[], options: TestOptions): Promise<void> {
  const suites = await readSuites(files);
  const results: Result[] = [];
  for (const test of suites.flatMap(({ cases }) => cases)) {
    const startedAtMs = performance.now();
    const result = await decide(test, options);
    results.push({ ...result, milliseconds: performance.now() - startedAtMs });
  }
  if (options.junit !== undefined) writeJunit(options.junit, results);
  process.stdout.write(
    options.json === true ? reportJson(results) : reportText(results, paintFor(process.stdout)),
  );
  if (countsOf(results).failed > 0) process.exitCode = 1;
}
