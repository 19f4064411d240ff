/** What compiling finds out, so that matching need not: the matching itself is in the vectors. */
import { describe, expect, it } from 'vitest';
import type { TextPattern, WildcardRule } from './text-pattern.ts';
import { compileText, matchesText } from './text-pattern.ts';
import { tokensToText } from './wildcard.ts';

const compile = (text: string, wildcards: WildcardRule = 'plain'): TextPattern =>
  compileText(text, { wildcards, variables: true, ignoreCase: false });

/** As text; variables by their key. */
const piecesOf = ({ pieces }: TextPattern): readonly string[] =>
  pieces.map((piece) => ('key' in piece ? `<${piece.key}>` : tokensToText(piece)));

describe('a compiled text', () => {
  it.each([
    ['abc', 'abc', true, false],
    ['', '', true, false],
    ['abc*', 'abc', false, true],
    ['*', '', false, true],
    ['abc?', 'abc', false, false],
    ['a*c', 'a', false, false],
    ['a**', 'a', false, true],
    ['?*', '', false, false],
    ['ab\u0000c', 'ab\u0000c', true, false],
    ['ab${x}', 'ab', false, false],
    ['ab${x}*', 'ab', false, false],
    ['${x}ab', '', false, false],
    ['ab${*}', 'ab*', true, false],
  ])('%j begins with %j', (text, prefix, isLiteral, isPrefix) => {
    expect(compile(text)).toMatchObject({ prefix, isLiteral, isPrefix });
  });

  it('is no prefix where the star stays in its segment', () => {
    expect(compile('arn:aws:s*', 'resource')).toMatchObject({ isPrefix: true });
    expect(compile('arn:aws:s*', 'arn')).toMatchObject({ isPrefix: false });
    expect(compile('arn:aws:s3:::b/*', 'arn')).toMatchObject({ isPrefix: true });
  });

  it('holds texts and variables in turn, none of them empty', () => {
    expect(piecesOf(compile('${a}'))).toEqual(['<a>']);
    expect(piecesOf(compile('x${A}y'))).toEqual(['x', '<a>', 'y']);
    expect(piecesOf(compile('${a}${b}*'))).toEqual(['<a>', '<b>', '*']);
    expect(piecesOf(compile('xy*'))).toEqual([]);
    expect(compile('x${a}').tokens).toEqual([]);
  });

  it('is one star for several', () => {
    expect(compile('a****b').tokens).toHaveLength(3);
  });

  it('is written back for people, also within segments', () => {
    expect(tokensToText(compile('arn:a?c:*:b*d', 'arn').tokens)).toBe('arn:a?c:*:b*d');
  });

  it('matches from its prefix on', () => {
    const context = { get: (key: string) => (key === 'x' ? 'b:c' : undefined) };
    expect(matchesText(compile('a${x}?'), 'ab:cd', context)).toBe(true);
    expect(matchesText(compile('a${x}?'), 'ab:c', context)).toBe(false);
    expect(matchesText(compile('b${x}'), 'ab:c', context)).toBe(false);
  });
});
