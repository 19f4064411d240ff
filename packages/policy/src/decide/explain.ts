/**
 * A traced decision as a text for people: every policy considered, level by level, what each
 * statement said with the deciding line underlined, and the smallest change that would allow the
 * request.
 */
import type { AuthorizationRequest, Span } from '../types.ts';
import type { Decision } from './decision.ts';
import { originText, principalArn, statementLabel, typeNames } from './policy-names.ts';
import type { Trace, TracedPolicy, TracedSet, TracedStatement } from './trace.ts';

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

const tabsAsSpaces = (text: string): string => text.replaceAll('\t', ' ');

/** The line of the policy and, below it, carets under the span. */
function underline(line: string, { start, end }: Span): string[] {
  const margin = `${start.line} | `;
  const last = end.line === start.line ? end.column : line.trimEnd().length + 1;
  const carets = '^'.repeat(Math.max(1, last - start.column));
  const before = ' '.repeat(margin.length - 2);
  return [`${margin}${tabsAsSpaces(line)}`, `${before}| ${' '.repeat(start.column - 1)}${carets}`];
}

function statementLines(traced: TracedStatement): string[] {
  const { statement, mismatch } = traced;
  const label = `${statement.effect} in ${statementLabel(statement)}, line ${statement.span.start.line}`;
  if (mismatch === undefined) {
    return [`${label}: applies`, ...indent(underline(traced.effectLine, traced.effectSpan))];
  }
  return [
    `${label}: does not apply, ${mismatch.message}`,
    ...indent(underline(mismatch.line, mismatch.span)),
  ];
}

function policyLines({ origin, statements }: TracedPolicy): string[] {
  const inside = statements.flatMap(statementLines);
  return [originText(origin), ...indent(inside.length === 0 ? ['no statements'] : inside)];
}

const outcomes: Readonly<Record<TracedSet['outcome'], string>> = {
  'explicit-deny': 'denies',
  allow: 'allows',
  'no-allow': 'does not allow',
};

function setLines({ policyType, level, outcome, policies }: TracedSet): string[] {
  const where = level === undefined ? '' : `, level ${level}`;
  const inside = policies.flatMap(policyLines);
  const heading = `${typeNames[policyType]}${where}: ${outcomes[outcome]}`;
  return [heading, ...indent(inside.length === 0 ? ['no policies'] : inside)];
}

function keyLines({ contextKeys }: Trace): string[] {
  const keys = Object.entries(contextKeys).map(([key, value]) =>
    value === null ? `${key} is missing` : `${key} = ${JSON.stringify(value)}`,
  );
  return keys.length === 0 ? [] : ['condition keys', ...indent(keys)];
}

const changeLines = ({ changes }: Trace): string[] =>
  changes.length === 0 ? [] : ['to allow it', ...indent(changes.map(({ text }) => text))];

function reasonText({ effect, explicit, reason, decidedBy }: Decision): string {
  if (decidedBy === undefined) return `by ${reason.replaceAll('-', ' ')}`;
  const { policyType, origin, statement } = decidedBy;
  if (statement !== undefined) return `by ${statementLabel(statement)} of ${originText(origin)}`;
  if (effect === 'allow' || explicit) return `by ${originText(origin)}`;
  return `because no ${typeNames[policyType]} allows it`;
}

/** `decision` must carry a trace; without one only the heading is told. */
export function explain(request: AuthorizationRequest, decision: Decision): string {
  const { principal, action, resource } = request;
  const effect = decision.effect === 'allow' ? 'ALLOWED' : 'DENIED';
  const heading = [
    `${effect}: ${action} on ${resource}`,
    ...indent([`for ${principalArn(principal)}`, reasonText(decision)]),
  ];
  const { trace } = decision;
  if (trace === undefined) return heading.join('\n');
  const inside = [...trace.sets.flatMap(setLines), ...keyLines(trace), ...changeLines(trace)];
  return [...heading, ...inside].join('\n');
}
