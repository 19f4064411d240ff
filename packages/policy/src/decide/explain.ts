/**
 * A traced decision as a text for people: every policy considered, level by level, what each
 * statement said with the deciding line underlined, and the smallest change that would allow the
 * request.
 */
import type { AuthorizationRequest } from '../types.ts';
import type { UnderlineOptions } from '../underline.ts';
import { underline } from '../underline.ts';
import type { Decision } from './decision.ts';
import { originText, principalArn, statementLabel, typeNames } from './policy-names.ts';
import type { Trace, TracedPolicy, TracedSet, TracedStatement } from './trace.ts';

export interface ExplainOptions extends UnderlineOptions {
  /** Leaves out statements that had no part in what their policies said; an Allow takes a line. */
  readonly brief?: boolean;
}

type Style = Required<ExplainOptions>;

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function statementLines(traced: TracedStatement, style: Style): string[] {
  const { statement, mismatch } = traced;
  const label = `${statement.effect} in ${statementLabel(statement)}, line ${statement.span.start.line}`;
  if (mismatch === undefined) {
    const tone = statement.effect === 'Deny' ? 'bad' : 'good';
    const lines = underline(traced.effectLine, traced.effectSpan, { style, tone });
    return [style.paint(tone, `${label}: applies`), ...indent(lines)];
  }
  return [
    `${label}: does not apply, ${mismatch.message}`,
    ...indent(underline(mismatch.line, mismatch.span, { style, tone: 'strong' })),
  ];
}

/** Where something applies, what does not apply had no part in it: a Deny before an Allow. */
function shownStatements({ statements }: TracedPolicy, set: TracedSet): readonly TracedStatement[] {
  if (set.outcome === 'no-allow') return statements;
  const effect = set.outcome === 'allow' ? 'Allow' : 'Deny';
  return statements.filter((traced) => traced.applies && traced.statement.effect === effect);
}

/** What lets a request pass is said in a line; what stops it is shown. */
function briefAllow({ origin }: TracedPolicy, shown: readonly TracedStatement[]): string[] {
  return shown.map(({ statement }) => {
    const where = `${statementLabel(statement)}, line ${statement.span.start.line}`;
    return `${originText(origin)}: Allow in ${where}`;
  });
}

function policyLines(policy: TracedPolicy, set: TracedSet, style: Style): string[] {
  const shown = style.brief ? shownStatements(policy, set) : policy.statements;
  if (style.brief && shown.length === 0 && policy.statements.length > 0) return [];
  if (style.brief && set.outcome === 'allow') return briefAllow(policy, shown);
  const inside = shown.flatMap((statement) => statementLines(statement, style));
  return [originText(policy.origin), ...indent(inside.length === 0 ? ['no statements'] : inside)];
}

const outcomes: Readonly<Record<TracedSet['outcome'], string>> = {
  'explicit-deny': 'denies',
  allow: 'allows',
  'no-allow': 'does not allow',
};

function setLines(set: TracedSet, style: Style): string[] {
  const { policyType, level, outcome, policies, withheld } = set;
  const where = level === undefined ? '' : `, level ${level}`;
  const inside = policies.flatMap((policy) => policyLines(policy, set, style));
  const none =
    withheld === undefined ? 'no policies' : `not shown: the policy is account ${withheld}'s`;
  const tone = outcome === 'allow' ? 'good' : 'bad';
  const heading = `${typeNames[policyType]}${where}: ${style.paint(tone, outcomes[outcome])}`;
  return [heading, ...indent(inside.length === 0 ? [none] : inside)];
}

function keyLines({ contextKeys }: Trace): string[] {
  const keys = Object.entries(contextKeys).map(([key, value]) =>
    value === null ? `${key} is missing` : `${key} = ${JSON.stringify(value)}`,
  );
  return keys.length === 0 ? [] : ['condition keys', ...indent(keys)];
}

const changeLines = ({ changes }: Trace, style: Style): string[] =>
  changes.length === 0
    ? []
    : [style.paint('strong', 'to allow it'), ...indent(changes.map(({ text }) => text))];

function reasonText({ effect, explicit, reason, decidedBy }: Decision): string {
  if (decidedBy === undefined) return `by ${reason.replaceAll('-', ' ')}`;
  const { policyType, origin, statement } = decidedBy;
  if (statement !== undefined) return `by ${statementLabel(statement)} of ${originText(origin)}`;
  if (effect === 'allow' || explicit) return `by ${originText(origin)}`;
  return `because no ${typeNames[policyType]} allows it`;
}

/** `decision` must carry a trace; without one only the heading is told. */
export function explain(
  request: Pick<AuthorizationRequest, 'principal' | 'action' | 'resource'>,
  decision: Decision,
  options: ExplainOptions = {},
): string {
  const { principal, action, resource } = request;
  const style: Style = {
    paint: (_tone, text) => text,
    columnsMax: Number.POSITIVE_INFINITY,
    brief: false,
    ...options,
  };
  const isAllowed = decision.effect === 'allow';
  const effect = style.paint(isAllowed ? 'good' : 'bad', isAllowed ? 'ALLOWED' : 'DENIED');
  const heading = [
    `${effect}: ${style.paint('strong', action)} on ${resource}`,
    ...indent([`for ${principalArn(principal)}`, reasonText(decision)]),
  ];
  const { trace } = decision;
  if (trace === undefined) return heading.join('\n');
  const inside = [
    ...trace.sets.flatMap((set) => setLines(set, style)),
    ...keyLines(trace),
    ...changeLines(trace, style),
  ];
  return [...heading, ...inside].join('\n');
}
