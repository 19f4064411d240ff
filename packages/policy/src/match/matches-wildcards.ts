/**
 * One text against one pattern with `*` and `?`, for those who list what a policy names rather than
 * decide by it. Page: IAM UG "IAM JSON policy elements: Action".
 */
import { anyText, anyUnit, matchTokens } from './wildcard.ts';

const wildcards: Readonly<Record<string, number>> = { '*': anyText, '?': anyUnit };

/** Case counts: actions are to be given in lower case, both. */
export function matchesWildcards(pattern: string, text: string): boolean {
  const tokens = Array.from(
    { length: pattern.length },
    (_unit, at) => wildcards[pattern[at] ?? ''] ?? pattern.charCodeAt(at),
  );
  return matchTokens(tokens, text, 0);
}
