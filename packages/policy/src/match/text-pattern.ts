/**
 * A text of a policy, compiled: literal, with wildcards, with variables, or both. Compiled once;
 * matching one without variables allocates nothing. Pages: IAM UG "IAM JSON policy elements:
 * Resource", "Condition operators", "Variables and tags".
 */
import type { RequestContext } from '../types.ts';
import type { PolicyVariable } from './variable.ts';
import { resolveVariable, variableAt } from './variable.ts';
import type { Tokens } from './wildcard.ts';
import { anyText, anyTextInSegment, anyUnit, anyUnitInSegment, matchTokens } from './wildcard.ts';

/**
 * - none: `*` and `?` are ordinary characters (StringEquals).
 * - plain: they match anything (StringLike, actions).
 * - arn: inside the first five segments of an ARN they stay in their segment (ArnLike).
 * - resource: as arn, but a `*` that ends its segment may run past the colon.
 */
export type WildcardRule = 'none' | 'plain' | 'resource' | 'arn';

export interface PatternOptions {
  readonly wildcards: WildcardRule;
  /** Version 2012-10-17, in an element that takes them. */
  readonly variables: boolean;
  readonly ignoreCase: boolean;
}

export interface TextPattern {
  readonly written: string;
  readonly ignoreCase: boolean;
  /** The text before the first wildcard or variable. */
  readonly prefix: string;
  /** No wildcard and no variable: `prefix` is all. */
  readonly isLiteral: boolean;
  /** `prefix` and then anything. */
  readonly isPrefix: boolean;
  /** All of it, when there is no variable. */
  readonly tokens: Tokens;
  /** Otherwise tokens and variables in turn; empty when there is no variable. */
  readonly pieces: readonly (Tokens | PolicyVariable)[];
}

const lastSegment = 5;

function starToken(rule: WildcardRule, segment: number, isSegmentEnd: boolean): number {
  if (rule === 'plain' || segment >= lastSegment) return anyText;
  return rule === 'resource' && isSegmentEnd ? anyText : anyTextInSegment;
}

function unitToken(rule: WildcardRule, segment: number): number {
  return rule === 'plain' || segment >= lastSegment ? anyUnit : anyUnitInSegment;
}

/** In a resource only what follows the fifth colon takes variables. */
function takesVariables(options: PatternOptions, segment: number): boolean {
  return options.variables && (options.wildcards !== 'resource' || segment >= lastSegment);
}

function pushText(tokens: number[], text: string): void {
  for (let index = 0; index < text.length; index += 1) tokens.push(text.charCodeAt(index));
}

interface Pieces {
  readonly list: (number[] | PolicyVariable)[];
  last: number[];
}

function pushVariable(pieces: Pieces, variable: PolicyVariable): void {
  if (pieces.last.length > 0) pieces.list.push(pieces.last);
  pieces.list.push(variable);
  pieces.last = [];
}

function compilePieces(text: string, options: PatternOptions): Pieces {
  const { wildcards } = options;
  const pieces: Pieces = { list: [], last: [] };
  let segment = 0;
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text[offset] ?? '';
    if (character === '$' && takesVariables(options, segment)) {
      const found = variableAt(text, offset);
      if (found !== undefined) {
        if (found.variable !== undefined) pushVariable(pieces, found.variable);
        pushText(pieces.last, found.literal);
        offset += found.length - 1;
        continue;
      }
    }
    if (character === ':') segment += 1;
    if (character === '*' && wildcards !== 'none') {
      // A run of stars is one star: nothing is gained by several but time.
      while (text[offset + 1] === '*') offset += 1;
      const next = text[offset + 1];
      pieces.last.push(starToken(wildcards, segment, next === undefined || next === ':'));
    } else if (character === '?' && wildcards !== 'none') {
      pieces.last.push(unitToken(wildcards, segment));
    } else {
      pieces.last.push(character.charCodeAt(0));
    }
  }
  return pieces;
}

function prefixOf(tokens: Tokens): string {
  let prefix = '';
  for (const token of tokens) {
    if (token < 0) break;
    prefix += String.fromCharCode(token);
  }
  return prefix;
}

export function compileText(written: string, options: PatternOptions): TextPattern {
  const text = options.ignoreCase ? written.toLowerCase() : written;
  const { list, last } = compilePieces(text, options);
  const hasVariables = list.length > 0;
  if (hasVariables && last.length > 0) list.push(last);
  const [first] = list;
  const tokens = hasVariables ? [] : last;
  const prefix = prefixOf(hasVariables ? (Array.isArray(first) ? first : []) : tokens);
  const rest = tokens.length - prefix.length;
  return {
    written,
    ignoreCase: options.ignoreCase,
    prefix,
    isLiteral: !hasVariables && rest === 0,
    isPrefix: !hasVariables && rest === 1 && tokens.at(-1) === anyText,
    tokens,
    pieces: list,
  };
}

const isTokens = (piece: Tokens | PolicyVariable): piece is Tokens => Array.isArray(piece);

/** The tokens with the variables' values in them; `undefined` when one has no value. */
export function resolveTokens(pattern: TextPattern, context: RequestContext): Tokens | undefined {
  const tokens: number[] = [];
  for (const piece of pattern.pieces) {
    if (isTokens(piece)) {
      for (const token of piece) tokens.push(token);
      continue;
    }
    const value = resolveVariable(piece, context);
    if (value === undefined) return undefined;
    pushText(tokens, pattern.ignoreCase ? value.toLowerCase() : value);
  }
  return tokens;
}

/** INVARIANT: `text` is already in lower case when the pattern ignores case. */
export function matchesText(pattern: TextPattern, text: string, context: RequestContext): boolean {
  if (pattern.isLiteral) return text === pattern.prefix;
  if (!text.startsWith(pattern.prefix)) return false;
  if (pattern.isPrefix) return true;
  if (pattern.pieces.length === 0) return matchTokens(pattern.tokens, text, pattern.prefix.length);
  const tokens = resolveTokens(pattern, context);
  return tokens !== undefined && matchTokens(tokens, text, pattern.prefix.length);
}
