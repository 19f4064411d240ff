/** The conditions of a statement as a trace shows them: what was wanted, and what the request had. */
import { findOperator } from '../condition/condition.ts';
import type { CompiledCondition } from '../condition/condition.ts';
import { compileText, resolveTokens } from '../match/text-pattern.ts';
import { tokensToText } from '../match/wildcard.ts';
import type { RequestContext } from '../types.ts';
import type { CompiledStatement } from './compiled-statement.ts';
import type { TracedCondition } from './trace.ts';

function wantedValues(
  { source }: CompiledCondition,
  statement: CompiledStatement,
  context: RequestContext,
): (string | null)[] {
  const takesVariables =
    statement.document.version === '2012-10-17' &&
    findOperator(source.baseOperator)?.takesVariables === true;
  return source.values.map(({ value }) => {
    if (!takesVariables || !value.includes('${')) return value;
    const pattern = compileText(value, { wildcards: 'plain', variables: true, ignoreCase: false });
    if (pattern.pieces.length === 0) return value;
    const tokens = resolveTokens(pattern, context);
    return tokens === undefined ? null : tokensToText(tokens);
  });
}

export function traceConditions(
  statement: CompiledStatement,
  context: RequestContext,
): TracedCondition[] {
  return statement.conditions.map((condition) => ({
    operator: condition.source.operator.value,
    key: condition.source.key.value,
    wanted: wantedValues(condition, statement, context),
    actual: context.get(condition.key) ?? null,
    matches: condition.matches(context),
  }));
}
