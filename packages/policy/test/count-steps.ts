/**
 * Work counted instead of timed: how often the blocks of the package's code ran, as V8 counts them,
 * the same on every machine, however busy it is. What one call of the language does with a long
 * string counts once. Import this before the code that is counted: V8 counts the blocks only of
 * functions that it compiles afterwards.
 */
import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector';

const session = new Session();
session.connect();

function ask(method: string, params: object = {}): unknown {
  let answer: unknown;
  session.post(method, params, (error, result) => {
    if (error !== null) throw error;
    answer = result;
  });
  return answer;
}

ask('Profiler.enable');
ask('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** Taking the counts sets them back to zero. */
function takeCounts(): number {
  const taken = ask('Profiler.takePreciseCoverage');
  const { result } = taken as Profiler.TakePreciseCoverageReturnType;
  return result
    .filter(({ url }) => url.includes('/packages/policy/src/'))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}

export function countSteps(work: () => void): number {
  takeCounts();
  work();
  return takeCounts();
}
