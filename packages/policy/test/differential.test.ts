/**
 * The engine against the second evaluator of `oracle/`, on generated policies and requests. A
 * disagreement is told with fast-check's seed and in its smallest form; settle it by AWS's pages,
 * mend the side that is wrong, and add a vector. `node scripts/differential-nightly.ts` runs many
 * more.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest } from '../src/index.ts';
import { agree, asTexts, compare, report, tally } from './oracle/compare.ts';
import { oracle } from './oracle/decide.ts';
import type { Answers } from './oracle/decide.ts';
import { scenarios } from './oracle/scenarios.ts';
import { readVectors } from './vectors.ts';
import type { WrittenPolicies } from './vectors.ts';

/** Cases that rest on no sentence of AWS's; the file says why. */
const choices = readFileSync(join(import.meta.dirname, 'oracle', 'choices.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

/** Of a document that no service stores, or an operator that does not exist: nothing. */
function answers(request: AuthorizationRequest, policies: WrittenPolicies): Answers {
  try {
    return oracle(request, asTexts(policies));
  } catch {
    return [];
  }
}

describe('differential', () => {
  it('the second evaluator answers the vectors as AWS does', () => {
    const disagreeing = readVectors().filter(({ request, policies, expected }) => {
      return !answers(request, policies).includes(expected);
    });
    // A new one here: is it AWS's text, which the second evaluator misses, or a choice of ours?
    expect(disagreeing.map(({ name }) => name).toSorted()).toEqual(choices.toSorted());
  });

  it('the engine decides as the second evaluator', () => {
    const agrees = fc.property(scenarios, (scenario) => {
      const comparison = compare(scenario);
      if (!agree(comparison)) throw new Error(report(scenario, comparison));
    });
    fc.assert(agrees, { numRuns: 6_000 });
  });

  it('every step of a decision decides some of the cases', () => {
    const sample = fc.sample(scenarios, { numRuns: 4_000, seed: 20_261_117 }).map(compare);
    const counts = tally(sample);
    const share = (beginning: string): number =>
      [...counts].reduce((sum, [name, n]) => sum + (name.startsWith(beginning) ? n : 0), 0) / 4_000;
    expect(share('allow')).toBeGreaterThan(0.2);
    expect(share('allow')).toBeLessThan(0.6);
    expect(share('explicitDeny')).toBeGreaterThan(0.1);
    expect(share('implicitDeny')).toBeGreaterThan(0.2);
    // What AWS's text leaves open proves nothing.
    expect(share('open')).toBeLessThan(0.01);
    const types = ['identity', 'boundary', 'session', 'resource', 'trust', 'scp', 'rcp'];
    const denials = [...types, 'vpc-endpoint'].flatMap((type) => [
      `explicitDeny ${type}`,
      `implicitDeny ${type}`,
    ]);
    const reasons = ['identity-policy', 'resource-policy', 'both-accounts', 'root-user'];
    const allows = [...reasons, 'always-allowed'].map((reason) => `allow ${reason}`);
    const others = ['deny other-partition', 'deny root-assumes-role'];
    const all = [...denials, ...allows, ...others];
    expect(all.filter((name) => (counts.get(name) ?? 0) < 8)).toEqual([]);
  });
});
