/**
 * The engine against its second evaluator on many generated cases, for a nightly run.
 *
 *     node scripts/differential-nightly.ts [CASES] [SEED]
 *
 * Prints the seed, what decided how often, and each disagreement in its smallest form. Exit code 1
 * when there is one.
 */
import fc from 'fast-check';
import {
  agree,
  compare,
  report,
  tally,
  type Comparison,
} from '../packages/policy/test/oracle/compare.ts';
import { scenarios } from '../packages/policy/test/oracle/scenarios.ts';

const [casesText = '100000', seedText] = process.argv.slice(2);
const cases = Number(casesText);
const seed = seedText === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(seedText);
if (!Number.isInteger(cases) || cases < 1 || !Number.isInteger(seed)) {
  throw new Error('usage: node scripts/differential-nightly.ts [CASES] [SEED]');
}

console.log(`${cases} cases, seed ${seed}`);
const comparisons: Comparison[] = [];
const result = fc.check(
  fc.property(scenarios, (scenario) => {
    const comparison = compare(scenario);
    comparisons.push(comparison);
    if (!agree(comparison)) throw new Error(report(scenario, comparison));
  }),
  { numRuns: cases, seed },
);
for (const [name, count] of tally(comparisons)) {
  const percent = ((100 * count) / comparisons.length).toFixed(2);
  console.log(`${String(count).padStart(8)}  ${percent.padStart(5)} %  ${name}`);
}
if (result.failed) {
  console.log(`disagreement after ${result.numRuns} cases, shrunk ${result.numShrinks} times`);
  console.log(result.errorInstance);
  process.exitCode = 1;
} else {
  console.log('no disagreement');
}
