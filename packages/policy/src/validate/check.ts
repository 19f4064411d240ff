/** The forms of checks. A check looks at one thing and tells what it finds, in the text's order. */
import type { Finding } from './finding.ts';
import type { ConditionView, PolicyView, StatementView } from './view.ts';

export type PolicyCheck = (policy: PolicyView) => readonly Finding[];

export type StatementCheck = (statement: StatementView, policy: PolicyView) => readonly Finding[];

export type ConditionCheck = (
  condition: ConditionView,
  statement: StatementView,
  policy: PolicyView,
) => readonly Finding[];

export const none: readonly Finding[] = [];
