/**
 * Texts with wildcards and policy variables, read letter by letter. Slow on purpose. Pages: IAM UG
 * "IAM policy elements: Variables and tags" ("Special characters", "Specifying default values",
 * "Policy variables with no value") and "IAM JSON policy elements: Resource".
 */
import type { RequestContext } from '../../src/types.ts';

/** One letter, `*` (any letters) or `?` (one letter). */
export type Token =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'star' }
  | { readonly kind: 'question' };

const letters = (text: string): Token[] =>
  Array.from({ length: text.length }, (_, at) => ({ kind: 'letter', letter: text.charAt(at) }));

interface Variable {
  readonly key: string;
  readonly defaultValue: string | undefined;
  readonly end: number;
}

/** What stands between `${` at `start` and its brace. */
function variableAt(text: string, start: number): Variable {
  let at = start + 2;
  let key = '';
  while (at < text.length && text[at] !== '}' && text[at] !== ',') {
    key += text.charAt(at);
    at += 1;
  }
  if (text[at] !== ',') return { key, defaultValue: undefined, end: at + 1 };
  const opening = text.indexOf("'", at);
  const closing = text.indexOf("'", opening + 1);
  return {
    key,
    defaultValue: text.slice(opening + 1, closing),
    end: text.indexOf('}', closing) + 1,
  };
}

/**
 * The text with its variables replaced. "Wildcards inside a value" do not exist: what a variable
 * puts in is letters. Undefined: a variable has no value, "there is no equal or like value".
 */
export function tokensOf(
  text: string,
  reading: { readonly wildcards: boolean; readonly context: RequestContext | undefined },
): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const letter = text.charAt(at);
    if (reading.context !== undefined && letter === '$' && text[at + 1] === '{') {
      const special = /^\$\{([*?$])\}/.exec(text.slice(at));
      if (special !== null) {
        tokens.push({ kind: 'letter', letter: special[1] ?? '' });
        at += 4;
        continue;
      }
      const variable = variableAt(text, at);
      const value = reading.context.get(variable.key.toLowerCase());
      // "You cannot use a multivalued context key as a policy variable."
      const known = typeof value === 'string' ? value : variable.defaultValue;
      if (known === undefined) return undefined;
      tokens.push(...letters(known));
      at = variable.end;
      continue;
    }
    if (reading.wildcards && letter === '*') tokens.push({ kind: 'star' });
    else if (reading.wildcards && letter === '?') tokens.push({ kind: 'question' });
    else tokens.push({ kind: 'letter', letter });
    at += 1;
  }
  return tokens;
}

/** `mayCross(n)`: may the nth token, a wildcard, stand for a colon? */
export function matches(
  tokens: readonly Token[],
  text: string,
  mayCross: (index: number) => boolean = () => true,
): boolean {
  const known = new Map<string, boolean>();
  const from = (at: number, place: number): boolean => {
    const name = `${at} ${place}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const answer = tryFrom(at, place);
    known.set(name, answer);
    return answer;
  };
  const tryFrom = (at: number, place: number): boolean => {
    const token = tokens[at];
    if (token === undefined) return place === text.length;
    const letter = text[place];
    if (token.kind === 'letter') return letter === token.letter && from(at + 1, place + 1);
    const takes = letter !== undefined && (letter !== ':' || mayCross(at));
    if (token.kind === 'question') return takes && from(at + 1, place + 1);
    return from(at + 1, place) || (takes && from(at, place + 1));
  };
  return from(0, 0);
}

const isColon = (token: Token | undefined): boolean =>
  token?.kind === 'letter' && token.letter === ':';

/**
 * "You can use wildcard characters within the individual segments of an ARN (the parts separated by
 * colons). If the * wildcard is the last character of a resource ARN segment, it can expand to
 * match beyond the colon boundaries." The resource part, after the fifth colon, is one segment:
 * "the asterisk can expand to replace everything within a segment".
 */
export function matchesResource(tokens: readonly Token[], arn: string): boolean {
  const colonsBefore = (index: number): number => tokens.slice(0, index).filter(isColon).length;
  return matches(tokens, arn, (index) => {
    if (colonsBefore(index) >= 5) return true;
    const isLast = index === tokens.length - 1 || isColon(tokens[index + 1]);
    return tokens[index]?.kind === 'star' && isLast;
  });
}

/** Segments at the first five colons; the sixth keeps its own. */
export function segmentsOf(tokens: readonly Token[]): Token[][] {
  const segments: Token[][] = [[]];
  for (const token of tokens) {
    if (isColon(token) && segments.length < 6) segments.push([]);
    else segments.at(-1)?.push(token);
  }
  return segments;
}
