/** One scenario, both evaluators. */
import { evaluate } from '../../src/index.ts';
import type { Decision } from '../../src/index.ts';
import type { WrittenPolicies } from '../vectors.ts';
import { compileAll, outcomeOf } from '../vectors.ts';
import { oracle } from './decide.ts';
import type { Answers, OraclePolicies } from './decide.ts';
import type { Scenario } from './scenarios.ts';

const isLevels = (name: string): boolean => name.endsWith('Levels');

const textsOf = (documents: unknown): readonly string[] =>
  (documents as readonly object[]).map((document) => JSON.stringify(document));

/** Policies as texts, which each evaluator parses for itself. */
export function asTexts({ resourceKind, ...sets }: WrittenPolicies): OraclePolicies {
  const texts = Object.entries(sets).map(([name, value]) => [
    name,
    isLevels(name) ? (value as readonly unknown[]).map(textsOf) : textsOf(value),
  ]);
  return { ...Object.fromEntries(texts), ...(resourceKind && { resourceKind }) };
}

export interface Comparison {
  readonly decision: Decision;
  /** In the words of the vectors. */
  readonly outcome: string;
  readonly admitted: Answers;
}

export function compare({ request, policies }: Scenario): Comparison {
  const decision = evaluate(request, compileAll(policies));
  return {
    decision,
    outcome: outcomeOf(decision),
    admitted: oracle(request, asTexts(policies)),
  };
}

export const agree = ({ outcome, admitted }: Comparison): boolean => admitted.includes(outcome);

/** How often what was decided; `open`: AWS's text admits both an allow and a denial. */
export function tally(comparisons: readonly Comparison[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (name: string): unknown => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { decision, outcome, admitted } of comparisons) {
    count(outcome === 'allow' ? `allow ${decision.reason}` : outcome);
    if (admitted.includes('allow') && admitted.length > 1) count('open');
  }
  return new Map([...counts].toSorted());
}

/** What a person needs to follow a disagreement by hand. */
export const report = (scenario: Scenario, { outcome, admitted }: Comparison): string =>
  `the engine says ${outcome}, AWS's text ${admitted.join(' or ')}:\n` +
  JSON.stringify({ request: scenario.told, policies: scenario.policies }, undefined, 1);
