/**
 * Condition operators, their qualifiers and the types of keys. Page: IAM UG "IAM policy validation
 * check reference"; "IAM JSON policy elements: Condition operators".
 */
import type { Located } from '../syntax/document.ts';
import type { ConditionKeyType } from './catalogue.ts';
import type { ConditionCheck, StatementCheck } from './check.ts';
import { none } from './check.ts';
import type { Finding } from './finding.ts';
import { atConditionKey, atKey, atValue, finding } from './finding.ts';
import type { ConditionView, OperatorFamily, StatementView } from './view.ts';

const atOperator = ({ path, span }: Located<string>) => atKey(path, span);

/** Of several keys under one operator, the first: the operator stands there once. */
const firstOfOperator = ({ conditions }: StatementView): readonly ConditionView[] => [
  ...new Map(
    [...conditions].reverse().map((view) => [view.entry.operator.span.start.offset, view]),
  ).values(),
];

const checkOperators: StatementCheck = (view) =>
  firstOfOperator(view).flatMap(({ family, entry }): readonly Finding[] => {
    const { operator, ifExists, qualifier } = entry;
    if (family === undefined) {
      const details = `There is no condition operator ${operator.value}.`;
      return [finding('INVALID_CONDITION_OPERATOR', details, atOperator(operator))];
    }
    if (family !== 'Null') return none;
    const found: Finding[] = [];
    if (ifExists) {
      const details = 'Null asks whether the key is there, so it takes no IfExists. Remove one.';
      found.push(finding('NULL_WITH_IF_EXISTS', details, atOperator(operator)));
    }
    if (qualifier !== undefined) {
      const details =
        `Null asks whether the key is there, not for its values: with ${qualifier} it always ` +
        `gives the same answer. Remove ${qualifier}.`;
      found.push(finding('NULL_WITH_QUALIFIER', details, atOperator(operator)));
    }
    return found;
  });

const checkEmptyBlocks: StatementCheck = ({ statement, operatorMembers }) => {
  const { condition } = statement;
  if (condition === undefined) return none;
  const details = 'The condition block is empty and does nothing. Fill it or remove it.';
  if (operatorMembers.length === 0) {
    return [finding('EMPTY_OBJECT_CONDITION', details, atValue(condition))];
  }
  return operatorMembers.flatMap(({ value }) =>
    value.kind === 'object' && value.members.length === 0
      ? [finding('EMPTY_OBJECT_CONDITION', details, atValue(value))]
      : none,
  );
};

const useNull = 'To ask for that, use Null with true.';

const checkEmptyLists: ConditionCheck = ({ entry, valueAt }) => {
  const { isList, values, qualifier, ifExists, key } = entry;
  if (!isList || values.length > 0 || valueAt.span.end.offset - valueAt.span.start.offset < 2) {
    return none;
  }
  const name = key.value;
  if (qualifier === 'ForAllValues') {
    const details = `With no values, ForAllValues is met only when ${name} is missing. ${useNull}`;
    return [finding('EMPTY_ARRAY_CONDITION_FORALLVALUES', details, valueAt)];
  }
  if (qualifier === 'ForAnyValue') {
    const details = `With no values for ${name}, ForAnyValue is never met. Give values.`;
    return [finding('EMPTY_ARRAY_CONDITION_FORANYVALUE', details, valueAt)];
  }
  if (ifExists) {
    const details = `With no values, IfExists is met only when ${name} is missing. ${useNull}`;
    return [finding('EMPTY_ARRAY_CONDITION_IFEXISTS', details, valueAt)];
  }
  const details = `There are no values for ${name}. Give values or remove the key.`;
  return [finding('EMPTY_ARRAY_CONDITION', details, valueAt)];
};

const checkQualifier: ConditionCheck = ({ entry, knowledge, family }) => {
  if (knowledge.status !== 'known' || family === undefined || family === 'Null') return none;
  const { qualifier, key } = entry;
  const { isMultivalued } = knowledge.facts;
  if (isMultivalued && qualifier === undefined) {
    const details =
      `${key.value} has several values in a request. Say with ForAllValues or ForAnyValue how ` +
      'they count.';
    return [finding('MISSING_QUALIFIER', details, atConditionKey(entry))];
  }
  if (isMultivalued || qualifier !== 'ForAllValues') return none;
  const details =
    `${key.value} has one value at most, and ForAllValues is met when it has none. ` +
    'Remove ForAllValues.';
  return [finding('FORALLVALUES_WITH_SINGLE_VALUED_KEY', details, atConditionKey(entry))];
};

/** Operators that make sense for a key, its own first. */
const families: Readonly<Record<ConditionKeyType, readonly OperatorFamily[]>> = {
  ARN: ['Arn', 'String'],
  Binary: ['Binary', 'String'],
  Bool: ['Bool'],
  Date: ['Date', 'Numeric'],
  IPAddress: ['IpAddress'],
  Numeric: ['Numeric'],
  String: ['String', 'Arn'],
};

const checkType: ConditionCheck = ({ entry, knowledge, family, isLike }) => {
  if (knowledge.status !== 'known' || family === undefined || family === 'Null') return none;
  const wanted = families[knowledge.facts.type];
  const name = entry.key.value;
  if (!wanted.includes(family)) {
    const details = `${name} wants an operator of the type ${wanted[0]}, not ${family}.`;
    return [finding('TYPE_MISMATCH', details, atConditionKey(entry))];
  }
  if (knowledge.facts.type !== 'ARN' || family !== 'String' || !isLike) return none;
  const details =
    `${name} is an ARN, in which a wildcard of a String operator runs over the fields. ` +
    'Use an Arn operator.';
  return [finding('STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS', details, atConditionKey(entry))];
};

const checkDuplicates: StatementCheck = ({ conditions }) => {
  const seen = new Map<string, ConditionView>();
  return conditions.flatMap((view): readonly Finding[] => {
    const id = `${view.entry.operator.span.start.offset}:${view.key}`;
    const before = seen.get(id);
    seen.set(id, view);
    if (before === undefined || before.entry.key.value === view.entry.key.value) return none;
    const details =
      `${view.entry.key.value} and ${before.entry.key.value} are the same key: case does not ` +
      'count. Write it once.';
    const locations = [before, view].map(({ entry }) => atConditionKey(entry));
    return [finding('DUPLICATE_KEYS_WITH_DIFFERENT_CASE', details, ...locations)];
  });
};

export const operatorStatementChecks: readonly StatementCheck[] = [
  checkOperators,
  checkEmptyBlocks,
  checkDuplicates,
];

export const operatorChecks: readonly ConditionCheck[] = [
  checkEmptyLists,
  checkQualifier,
  checkType,
];
