import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WildcardRule } from './text-pattern.ts';
import { compileText, matchesText } from './text-pattern.ts';
import type { Tokens } from './wildcard.ts';
import { matchTokens, tokensToText } from './wildcard.ts';

const noContext = { get: () => undefined };

function matches(pattern: string, text: string, wildcards: WildcardRule): boolean {
  const compiled = compileText(pattern, { wildcards, variables: false, ignoreCase: false });
  return matchesText(compiled, text, noContext);
}

interface Place {
  readonly pattern: string;
  readonly text: string;
  readonly segment?: number;
}

/** The naive oracle: tries everything, exponentially. `segment` counts the pattern's colons so far. */
function naive({ pattern, text, segment = 0 }: Place, rule: WildcardRule): boolean {
  const [first, ...others] = pattern;
  const rest = others.join('');
  const inSegment = rule !== 'plain' && segment < 5;
  if (first === undefined) return text === '';
  if (first === '*') {
    const endsSegment = /^\**(?::|$)/.test(rest);
    const stays = inSegment && !(rule === 'resource' && endsSegment);
    for (let taken = 0; taken <= text.length; taken += 1) {
      if (stays && text.slice(0, taken).includes(':')) return false;
      if (naive({ pattern: rest, text: text.slice(taken), segment }, rule)) return true;
    }
    return false;
  }
  const next = first === ':' ? segment + 1 : segment;
  const isMet =
    text !== '' && (first === '?' ? !(inSegment && text.startsWith(':')) : text.startsWith(first));
  return isMet && naive({ pattern: rest, text: text.slice(1), segment: next }, rule);
}

const textOf = (characters: string, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters.split('')), maxLength });

const hostile: readonly (readonly [string, string])[] = [
  ['a*'.repeat(200), `${'a'.repeat(400)}b`],
  [`${'*a'.repeat(200)}b`, 'a'.repeat(400)],
  [`*${'a'.repeat(200)}b`, 'a'.repeat(400)],
  [`${'?*'.repeat(200)}x`, 'a'.repeat(400)],
  ['*'.repeat(6000), 'a'.repeat(400)],
  [`arn:*${':*a'.repeat(100)}`, `arn:${':aaa'.repeat(100)}b`],
  [`*:${'*a'.repeat(140)}:x`, `${'a'.repeat(50)}:`.repeat(8)],
  [`arn:*:*:*:*:${'*a'.repeat(140)}c`, `arn:${'a:'.repeat(200)}b`],
  ['👩‍👩‍👧*'.repeat(40), '👩‍👩‍👧'.repeat(40)],
];

/** How many tokens the matcher reads. */
function countSteps(tokens: Tokens, text: string): number {
  let steps = 0;
  const counted = new Proxy(tokens, {
    get(target, name) {
      if (name !== 'length') steps += 1;
      return Reflect.get(target, name) as unknown;
    },
  });
  matchTokens(counted, text, 0);
  return steps;
}

describe('wildcards', () => {
  it.each(['plain', 'resource', 'arn'] as const)('match as a naive oracle does: %s', (rule) => {
    fc.assert(
      fc.property(textOf('ab:*?', 10), textOf('ab:', 12), (pattern, text) => {
        expect(matches(pattern, text, rule)).toBe(naive({ pattern, text }, rule));
      }),
      { numRuns: 20_000 },
    );
  });

  it.each(['plain', 'resource', 'arn'] as const)('match in the last segment too: %s', (rule) => {
    fc.assert(
      fc.property(textOf('a:*?', 7), textOf('a:', 8), (pattern, text) => {
        const [longPattern, longText] = [`arn:aws:s3:::${pattern}`, `arn:aws:s3:::${text}`];
        expect(matches(longPattern, longText, rule)).toBe(
          naive({ pattern: longPattern, text: longText }, rule),
        );
      }),
      { numRuns: 5_000 },
    );
  });

  it.each(['plain', 'resource', 'arn'] as const)(
    'take few steps on hostile patterns: %s',
    (wildcards) => {
      const options = { wildcards, variables: false, ignoreCase: false } as const;
      for (const [pattern, text] of hostile) {
        const { tokens } = compileText(pattern, options);
        const steps = countSteps(tokens, text);
        // A step reads a token up to four times; each unit of the text meets each token once.
        expect(steps).toBeLessThanOrEqual(4 * (tokens.length + 1) * (text.length + 1));
      }
    },
  );

  it('are written back for people', () => {
    const options = { wildcards: 'plain', variables: true, ignoreCase: false } as const;
    expect(tokensToText(compileText('a*?${*}${?}b', options).tokens)).toBe('a*?${*}${?}b');
  });
});
