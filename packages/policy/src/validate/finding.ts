/**
 * A finding and where it points. Paths and spans are those of the API; positions are the engine's
 * (lines and columns from 1), which the API's operation turns into columns from 0. Page: Access
 * Analyzer API Reference "ValidatePolicyFinding", "PathElement".
 */
import type { JsonPath } from '../json/json-node.ts';
import type { ConditionEntry } from '../syntax/document.ts';
import type { Span } from '../types.ts';
import type { FindingType, IssueCode } from './issue-codes.ts';
import { findingTypeOf, learnMoreLink } from './issue-codes.ts';

/** Exactly one member is there. */
export interface FindingPathElement {
  readonly index?: number;
  /** The name of a member, when the finding is about the name. */
  readonly key?: string;
  readonly substring?: { readonly start: number; readonly length: number };
  /** The name of a member, when the finding is about its value or something in it. */
  readonly value?: string;
}

export interface FindingLocation {
  readonly path: readonly FindingPathElement[];
  readonly span: Span;
}

export interface Finding {
  readonly findingType: FindingType;
  readonly issueCode: IssueCode;
  readonly findingDetails: string;
  readonly learnMoreLink: string;
  readonly locations: readonly FindingLocation[];
}

const asValue = (step: string | number): FindingPathElement =>
  typeof step === 'number' ? { index: step } : { value: step };

interface Placed {
  readonly path: JsonPath;
  readonly span: Span;
}

/** The value itself. */
export const atValue = ({ path, span }: Placed): FindingLocation => ({
  path: path.map(asValue),
  span,
});

/** The name of a member, whose value has this path. */
export function atKey(path: JsonPath, keySpan: Span): FindingLocation {
  const steps = path.map(asValue);
  const last = path.at(-1);
  return {
    path: typeof last === 'string' ? [...steps.slice(0, -1), { key: last }] : steps,
    span: keySpan,
  };
}

/** The name of an element with its own key span: Action, Principal, Condition … */
export const atElementKey = (element: {
  readonly path: JsonPath;
  readonly keySpan: Span;
}): FindingLocation => atKey(element.path, element.keySpan);

export const atConditionKey = ({ key }: ConditionEntry): FindingLocation =>
  atKey(key.path, key.span);

/** A part of a text. With escapes in the text, the span is that of the whole. */
export function atSubstring(
  text: Placed & { readonly value: string },
  start: number,
  length: number,
): FindingLocation {
  const { path, span, value } = text;
  const steps = [...path.map(asValue), { substring: { start, length } }];
  const isPlain = span.end.offset - span.start.offset === value.length + 2;
  if (!isPlain) return { path: steps, span };
  const shift = (by: number): Span['start'] => ({
    line: span.start.line,
    column: span.start.column + 1 + by,
    offset: span.start.offset + 1 + by,
  });
  return { path: steps, span: { start: shift(start), end: shift(start + length) } };
}

export function finding(
  issueCode: IssueCode,
  findingDetails: string,
  ...locations: readonly FindingLocation[]
): Finding {
  return {
    findingType: findingTypeOf(issueCode),
    issueCode,
    findingDetails,
    learnMoreLink: learnMoreLink(issueCode),
    locations,
  };
}
