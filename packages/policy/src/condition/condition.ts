/**
 * A condition of a statement: operator, quantifier, `IfExists`, key and values, compiled.
 * Pages: IAM UG "Condition operators", "Set operators for multivalued context keys".
 *
 * | key in the request | no quantifier | negated | IfExists  | ForAnyValue | ForAllValues |
 * | ------------------ | ------------- | ------- | --------- | ----------- | ------------ |
 * | missing            | false         | true    | true      | false       | true         |
 * | values             | any is met    | none is | as before | one passes  | each passes  |
 */
import type { ConditionEntry } from '../syntax/document.ts';
import type { RequestContext } from '../types.ts';
import { ipOperators } from './ip-operators.ts';
import { numberOperators } from './number-operators.ts';
import type { Operator, ValueTest } from './operator.ts';
import { stringOperators } from './string-operators.ts';

/** `Null` looks at the key and not at its values, so it has no comparison. */
export const nullOperator = 'Null';

const operators: ReadonlyMap<string, Operator> = new Map(
  [...stringOperators, ...numberOperators, ...ipOperators].map((operator) => [
    operator.name.toLowerCase(),
    operator,
  ]),
);

/** By name without qualifier and `IfExists`, in any case. */
export const findOperator = (name: string): Operator | undefined =>
  operators.get(name.toLowerCase());

export const isNullOperator = (name: string): boolean =>
  name.toLowerCase() === nullOperator.toLowerCase();

/** Every operator's name in AWS's spelling. */
export const operatorNames: readonly string[] = [
  ...[...operators.values()].map(({ name }) => name),
  nullOperator,
];

export interface CompiledCondition {
  readonly source: ConditionEntry;
  /** In lower case. */
  readonly key: string;
  readonly matches: (context: RequestContext) => boolean;
}

type ContextValue = string | readonly string[] | undefined;

const isMissing = (value: ContextValue): boolean =>
  value === undefined || (typeof value !== 'string' && value.length === 0);

/** "…or if the key values resolve to a null data set, such as an empty string". */
const isNullSet = (value: string | readonly string[]): boolean =>
  value === '' || (value.length === 1 && value[0] === '');

function anyOf(tests: readonly ValueTest[]): ValueTest {
  const [first, ...others] = tests;
  if (first === undefined) return () => false;
  if (others.length === 0) return first;
  return (value, context) => {
    for (const test of tests) if (test(value, context)) return true;
    return false;
  };
}

interface Comparison {
  readonly key: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly test: ValueTest;
}

function unquantified({ key, negated, ifExists, test }: Comparison): CompiledCondition['matches'] {
  return (context) => {
    const value = context.get(key);
    if (typeof value === 'string') return test(value, context) !== negated;
    if (value === undefined || value.length === 0) return ifExists || negated;
    // Several values without a quantifier: AWS leaves it undefined. One that is met is enough.
    return value.some((item) => test(item, context)) !== negated;
  };
}

function forAnyValue({ key, negated, ifExists, test }: Comparison): CompiledCondition['matches'] {
  return (context) => {
    const value = context.get(key);
    if (ifExists && isMissing(value)) return true;
    if (value === undefined || isNullSet(value)) return false;
    if (typeof value === 'string') return test(value, context) !== negated;
    return value.some((item) => test(item, context) !== negated);
  };
}

function forAllValues({ key, negated, test }: Comparison): CompiledCondition['matches'] {
  return (context) => {
    const value = context.get(key);
    if (value === undefined || isNullSet(value)) return true;
    if (typeof value === 'string') return test(value, context) !== negated;
    return value.every((item) => test(item, context) !== negated);
  };
}

/** `"Null": {"key": "true"}` is met when the key is missing. */
function compileNull(source: ConditionEntry): CompiledCondition {
  const key = source.key.value.toLowerCase();
  const wanted = source.values.map(({ value }) => value.toLowerCase());
  const [whenMissing, whenPresent] = [wanted.includes('true'), wanted.includes('false')];
  const matches = (context: RequestContext): boolean =>
    isMissing(context.get(key)) ? whenMissing : whenPresent;
  return { source, key, matches };
}

/** `undefined` for an operator that does not exist: its statement is never applied. */
export function compileCondition(
  source: ConditionEntry,
  variables: boolean,
): CompiledCondition | undefined {
  if (isNullOperator(source.baseOperator)) return compileNull(source);
  const operator = findOperator(source.baseOperator);
  if (operator === undefined) return undefined;
  const tests: ValueTest[] = [];
  for (const { value } of source.values) {
    const test = operator.compile(value, { variables: variables && operator.takesVariables });
    // A value of another type meets nothing; the others still count.
    if (test !== undefined) tests.push(test);
  }
  const key = source.key.value.toLowerCase();
  const { negated } = operator;
  const comparison: Comparison = { key, negated, ifExists: source.ifExists, test: anyOf(tests) };
  if (source.qualifier === 'ForAnyValue') return { source, key, matches: forAnyValue(comparison) };
  if (source.qualifier === 'ForAllValues') {
    return { source, key, matches: forAllValues(comparison) };
  }
  return { source, key, matches: unquantified(comparison) };
}
