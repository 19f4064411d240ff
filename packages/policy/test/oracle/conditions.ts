/**
 * The Condition element, word by word. Pages: IAM UG "Condition operators", "Conditions with
 * multiple context keys or values", "Single-valued vs. multivalued context keys".
 */
import type { RequestContext } from '../../src/types.ts';
import { isInRange } from './addresses.ts';
import { instantOf } from './dates.ts';
import { matches, segmentsOf, tokensOf } from './text.ts';

export interface ConditionReading {
  readonly context: RequestContext;
  /** Policy variables exist since 2012-10-17. */
  readonly hasVariables: boolean;
}

type Match = (requested: string, written: string, reading: ConditionReading) => boolean;

const variablesOf = (reading: ConditionReading): RequestContext | undefined =>
  reading.hasVariables ? reading.context : undefined;

const text =
  (wildcards: boolean, ignoreCase: boolean): Match =>
  (requested, written, reading) => {
    const tokens = tokensOf(written, { wildcards, context: variablesOf(reading) });
    if (tokens === undefined) return false;
    if (!ignoreCase) return matches(tokens, requested);
    const lower = tokens.map((token) =>
      token.kind === 'letter' ? { ...token, letter: token.letter.toLowerCase() } : token,
    );
    return matches(lower, requested.toLowerCase());
  };

function numberOf(written: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(written) ? Number(written) : undefined;
}

/** "Each of the six colon-delimited components of the ARN is checked separately." */
const arn: Match = (requested, written, reading) => {
  const tokens = tokensOf(written, { wildcards: true, context: variablesOf(reading) });
  if (tokens === undefined) return false;
  const patterns = segmentsOf(tokens);
  const segments = requested.split(':');
  const parts = [...segments.slice(0, 5), segments.slice(5).join(':')];
  if (patterns.length !== 6 || segments.length < 6 || segments[0] !== 'arn') return false;
  return patterns.every((pattern, at) => matches(pattern, parts[at] ?? ''));
};

const compared =
  (
    read: (value: string) => number | undefined,
    holds: (requested: number, written: number) => boolean,
  ): Match =>
  (requested, written) => {
    const [left, right] = [read(requested), read(written)];
    return left !== undefined && right !== undefined && holds(left, right);
  };

/** "Compares the value of the key byte for byte against a base-64 encoded representation." */
const binary: Match = (requested, written) => {
  const isBase64 = (value: string): boolean => /^[A-Za-z0-9+/]+={0,2}$/.test(value);
  if (!isBase64(requested) || !isBase64(written)) return false;
  return Buffer.from(requested, 'base64').equals(Buffer.from(written, 'base64'));
};

const positive: Readonly<Record<string, Match>> = {
  StringEquals: text(false, false),
  StringEqualsIgnoreCase: text(false, true),
  StringLike: text(true, false),
  NumericEquals: compared(numberOf, (a, b) => a === b),
  NumericLessThan: compared(numberOf, (a, b) => a < b),
  NumericLessThanEquals: compared(numberOf, (a, b) => a <= b),
  NumericGreaterThan: compared(numberOf, (a, b) => a > b),
  NumericGreaterThanEquals: compared(numberOf, (a, b) => a >= b),
  DateEquals: compared(instantOf, (a, b) => a === b),
  DateLessThan: compared(instantOf, (a, b) => a < b),
  DateLessThanEquals: compared(instantOf, (a, b) => a <= b),
  DateGreaterThan: compared(instantOf, (a, b) => a > b),
  DateGreaterThanEquals: compared(instantOf, (a, b) => a >= b),
  // "Comparing a key to "true" or "false"."
  Bool: (requested, written) => requested === written && /^(true|false)$/.test(written),
  BinaryEquals: binary,
  IpAddress: (requested, written) => isInRange(requested, written),
  ArnEquals: arn,
  ArnLike: arn,
};

/** "Negated matching": the operator whose opposite it is. */
const negated: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

interface Operator {
  readonly qualifier: string;
  readonly name: string;
  readonly ifExists: boolean;
}

function readOperator(written: string): Operator {
  const [qualifier, rest] = written.includes(':') ? written.split(':') : ['', written];
  const ifExists = rest?.endsWith('IfExists') ?? false;
  const name = ifExists ? rest?.slice(0, -'IfExists'.length) : rest;
  return { qualifier: qualifier ?? '', name: name ?? '', ifExists };
}

function compare(
  operator: Operator,
  requested: readonly string[],
  isMet: (value: string) => boolean,
): boolean {
  const isNegated = operator.name in negated;
  const isNullDataSet = requested.length === 0 || (requested.length === 1 && requested[0] === '');
  switch (operator.qualifier) {
    // "It also returns true if there are no context keys in the request, or if the context key
    // value resolves to a null dataset, such as an empty string."
    case 'ForAllValues':
      return isNullDataSet || requested.every(isMet);
    // "For no matching context key or a null dataset, the condition returns false."
    case 'ForAnyValue':
      return !isNullDataSet && requested.some(isMet);
    default:
      // "If the key is not present, the condition is false; if the key must not match, true."
      return requested.length === 0 ? isNegated : requested.some(isMet);
  }
}

/** One key under one operator. */
function holds(
  operator: Operator,
  tested: { readonly key: string; readonly written: readonly string[] },
  reading: ConditionReading,
): boolean {
  const value = reading.context.get(tested.key.toLowerCase());
  const requested = value === undefined ? [] : typeof value === 'string' ? [value] : value;
  // "true: the key doesn't exist, it is null. false: the key exists and its value is not null."
  if (operator.name === 'Null') {
    return tested.written.some((wanted) => (wanted === 'true') === (requested.length === 0));
  }
  // "If the key is not present, evaluate the condition element as true."
  if (operator.ifExists && requested.length === 0) return true;
  const match = positive[negated[operator.name] ?? operator.name];
  if (match === undefined) throw new Error(`the oracle has no operator ${operator.name}`);
  const isMet = (one: string): boolean => {
    const isMatched = tested.written.some((wanted) => match(one, wanted, reading));
    return operator.name in negated ? !isMatched : isMatched;
  };
  return compare(operator, requested, isMet);
}

export const listOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);

/** "Operators and keys: AND. Values of one key: OR; of a negated operator: NOR." */
export function conditionHolds(condition: unknown, reading: ConditionReading): boolean {
  if (condition === undefined) return true;
  return Object.entries(condition as Record<string, Record<string, unknown>>).every(
    ([written, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        holds(readOperator(written), { key, written: listOf(values) }, reading),
      ),
  );
}
