/**
 * The Condition element: operators, each with keys, each with values.
 * Page: IAM UG "IAM JSON policy elements: Condition".
 */
import type { JsonMember, JsonObject } from '../json/json-node.ts';
import type { ConditionElement, ConditionEntry, ConditionQualifier } from './document.ts';
import type { ElementReader } from './element-reader.ts';
import { readTexts, typeError } from './element-reader.ts';

export interface OperatorName {
  readonly qualifier?: ConditionQualifier;
  readonly baseOperator: string;
  readonly ifExists: boolean;
}

const qualifiers: readonly ConditionQualifier[] = ['ForAllValues', 'ForAnyValue'];
const ifExistsSuffix = 'IfExists';

/** `ForAnyValue:StringLikeIfExists` → its three parts. */
export function splitOperator(written: string): OperatorName {
  const qualifier = qualifiers.find((name) => written.startsWith(`${name}:`));
  const rest = qualifier === undefined ? written : written.slice(qualifier.length + 1);
  const ifExists = rest.endsWith(ifExistsSuffix);
  const baseOperator = ifExists ? rest.slice(0, -ifExistsSuffix.length) : rest;
  return { ...(qualifier === undefined ? {} : { qualifier }), baseOperator, ifExists };
}

function readEntries(
  reader: ElementReader,
  operator: JsonMember,
  keys: JsonObject,
): ConditionEntry[] {
  const name = splitOperator(operator.key);
  const located = { value: operator.key, span: operator.keySpan, path: keys.path };
  const entries: ConditionEntry[] = [];
  for (const { key, keySpan, value } of keys.members) {
    if (value.kind === 'object' || value.kind === 'null') {
      typeError(reader, value, 'a value or a list of values');
      continue;
    }
    entries.push({
      operator: located,
      ...name,
      key: { value: key, span: keySpan, path: value.path },
      values: readTexts(reader, value, true),
      isList: value.kind === 'array',
      span: { start: keySpan.start, end: value.span.end },
      path: value.path,
    });
  }
  return entries;
}

export function readCondition(
  reader: ElementReader,
  { value, keySpan }: JsonMember,
): ConditionElement | undefined {
  if (value.kind !== 'object') return typeError(reader, value, 'an object');
  const entries: ConditionEntry[] = [];
  for (const member of value.members) {
    if (member.value.kind === 'object') entries.push(...readEntries(reader, member, member.value));
    else typeError(reader, member.value, 'an object of condition keys');
  }
  return { keySpan, span: value.span, path: value.path, entries };
}
