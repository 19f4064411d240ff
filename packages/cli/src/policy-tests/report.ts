/** What came of the cases: for people, as JUnit XML for CI, as JSON. */
import type { Paint } from '../terminal.ts';
import { withoutSteering } from '../terminal.ts';
import type { Outcome } from './decide.ts';
import type { Case } from './suite.ts';

export interface Result {
  readonly case: Case;
  readonly outcome?: Outcome;
  /** Why it could not be decided: no server, no permission. */
  readonly error?: string;
  /** Expected (-) against answered (+). */
  readonly differences: readonly string[];
  readonly skipped?: true;
  readonly milliseconds: number;
}

export const isFailure = ({ differences, error }: Result): boolean =>
  error !== undefined || differences.length > 0;

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export function countsOf(results: readonly Result[]): Counts {
  const failed = results.filter(isFailure).length;
  const skipped = results.filter((result) => result.skipped === true).length;
  return { passed: results.length - failed - skipped, failed, skipped };
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');

function failureLines(result: Result, paint: Paint): string[] {
  const { place } = result.case;
  const asked = `${result.case.action} on ${result.case.resource}`;
  const lines = [
    `  ${place.file}:${place.line}`,
    `  ${asked}`,
    ...(result.error === undefined ? [] : [paint('bad', `  ${result.error}`)]),
    ...result.differences.map((line) => paint(line.startsWith('-') ? 'good' : 'bad', `  ${line}`)),
  ];
  const { explanation } = result.outcome ?? {};
  return explanation === undefined ? lines : [...lines, indent(explanation)];
}

function resultLines(result: Result, paint: Paint): string[] {
  const { name } = result.case;
  if (result.skipped === true) return [paint('faint', `- ${name} (skipped)`)];
  if (!isFailure(result)) return [`${paint('good', '✓')} ${name}`];
  return [paint('bad', `✗ ${name}`), ...failureLines(result, paint)];
}

export function reportText(results: readonly Result[], paint: Paint): string {
  const { passed, failed, skipped } = countsOf(results);
  const counts = [
    `${passed} passed`,
    ...(failed === 0 ? [] : [paint('bad', `${failed} failed`)]),
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
  ];
  const lines = results.flatMap((result) => resultLines(result, paint));
  return `${[...lines, '', counts.join(', ')].join('\n')}\n`;
}

export function reportJson(results: readonly Result[]): string {
  const told = results.map((result) => ({
    file: result.case.place.file,
    line: result.case.place.line,
    name: result.case.name,
    passed: !isFailure(result) && result.skipped !== true,
    ...(result.skipped === true ? { skipped: true } : {}),
    expected: {
      decision: result.case.expect,
      ...(result.case.by === undefined ? {} : { by: result.case.by }),
    },
    ...(result.outcome === undefined
      ? {}
      : { decision: result.outcome.decision, by: result.outcome.by }),
    ...(result.error === undefined ? {} : { error: result.error }),
  }));
  return `${JSON.stringify({ ...countsOf(results), cases: told }, undefined, 2)}\n`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

const escaped = (text: string): string =>
  withoutSteering(text).replace(/[&<>"\n\t]/g, (letter) => entities[letter] ?? letter);

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

function junitCase(result: Result): string {
  const { file, line } = result.case.place;
  const head = `    <testcase classname="${escaped(file)}" name="${escaped(result.case.name)}" file="${escaped(file)}" line="${line}" time="${seconds(result.milliseconds)}"`;
  if (result.skipped === true) return `${head}><skipped/></testcase>`;
  if (!isFailure(result)) return `${head}/>`;
  const { error, differences, outcome } = result;
  const kind = error === undefined ? 'failure' : 'error';
  const message = error ?? differences.join('\n');
  const body = [message, outcome?.explanation ?? ''].join('\n');
  return `${head}><${kind} message="${escaped(message)}">${escaped(body).replaceAll('&#10;', '\n')}</${kind}></testcase>`;
}

function junitSuite(file: string, results: readonly Result[]): string {
  const { failed, skipped } = countsOf(results);
  const errors = results.filter(({ error }) => error !== undefined).length;
  const time = seconds(results.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  const counts = `tests="${results.length}" failures="${failed - errors}" errors="${errors}" skipped="${skipped}"`;
  return [
    `  <testsuite name="${escaped(file)}" ${counts} time="${time}">`,
    ...results.map(junitCase),
    '  </testsuite>',
  ].join('\n');
}

/** The form that Jenkins, GitLab, GitHub actions and others read. */
export function junitXml(results: readonly Result[]): string {
  const files = [...new Set(results.map((result) => result.case.place.file))];
  const suites = files.map((file) =>
    junitSuite(
      file,
      results.filter((result) => result.case.place.file === file),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="hallpass">\n${suites.join('\n')}\n</testsuites>\n`;
}
