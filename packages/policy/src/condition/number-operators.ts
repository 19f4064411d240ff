/**
 * Numeric* and Date*. Page: IAM UG "Condition operators", "Numeric condition operators", "Date
 * condition operators". Texts that are no number or no date meet nothing.
 */
import type { CompileValue, Operator } from './operator.ts';

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return decimal.test(trimmed) ? Number(trimmed) : undefined;
}

/** The W3C profile of ISO 8601: a year, a month, a day, or a day and a time, which may carry a zone. */
const isoDate =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?([Zz]|[+-]\d{2}:?\d{2})?)?)?)?$/;

/** No zone is UTC: the digits that it lacks are zero. */
function zoneMinutes(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
}

function isoToMs(parts: readonly string[]): number | undefined {
  const number = (index: number, missing: number): number => {
    const part = parts[index] ?? '';
    return part === '' ? missing : Number(part);
  };
  const [year, month, day] = [number(1, 0), number(2, 1), number(3, 1)];
  const [hour, minute, second] = [number(4, 0), number(5, 0), number(6, 0)];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59)
    return undefined;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  const fraction = Math.floor(Number(`0.${parts[7] ?? ''}0`) * 1000);
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  const minutes = hour * 60 + minute - zoneMinutes(parts[8] ?? '');
  return midnight + minutes * 60_000 + second * 1000 + fraction;
}

/** Milliseconds since 1970, from ISO 8601 or seconds since 1970. Four digits are a year. */
export function parseDate(text: string): number | undefined {
  const trimmed = text.trim();
  const iso = isoDate.exec(trimmed);
  if (iso !== null) return isoToMs(iso);
  const seconds = parseNumber(trimmed);
  return seconds === undefined ? undefined : seconds * 1000;
}

type Parse = (text: string) => number | undefined;
type Compare = (value: number, wanted: number) => boolean;

function comparison(parse: Parse, compare: Compare): CompileValue {
  return (policyValue) => {
    const wanted = parse(policyValue);
    if (wanted === undefined) return undefined;
    return (text) => {
      const value = parse(text);
      return value !== undefined && compare(value, wanted);
    };
  };
}

const comparisons: readonly (readonly [string, boolean, Compare])[] = [
  ['Equals', false, (value, wanted) => value === wanted],
  ['NotEquals', true, (value, wanted) => value === wanted],
  ['LessThan', false, (value, wanted) => value < wanted],
  ['LessThanEquals', false, (value, wanted) => value <= wanted],
  ['GreaterThan', false, (value, wanted) => value > wanted],
  ['GreaterThanEquals', false, (value, wanted) => value >= wanted],
];

function family(prefix: string, parse: Parse): Operator[] {
  return comparisons.map(([suffix, negated, compare]) => ({
    name: prefix + suffix,
    negated,
    takesVariables: false,
    compile: comparison(parse, compare),
  }));
}

export const numberOperators: readonly Operator[] = [
  ...family('Numeric', parseNumber),
  ...family('Date', parseDate),
];
