import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonNode } from './json-node.ts';
import { parseJson } from './parse-json.ts';

/** What `JSON.parse` would have made of it. */
function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'null':
      return null;
    case 'array':
      return node.items.map(plain);
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, plain(value)]));
    default:
      return node.value;
  }
}

function nodesOf(node: JsonNode): JsonNode[] {
  if (node.kind === 'array') return [node, ...node.items.flatMap(nodesOf)];
  if (node.kind === 'object') {
    return [node, ...node.members.flatMap(({ value }) => nodesOf(value))];
  }
  return [node];
}

const firstProblem = (text: string, limits?: { charactersMax: number; depthMax: number }) =>
  parseJson(text, limits).problems[0];

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { root, problems } = parseJson(text);
        expect(problems).toEqual([]);
        expect(root && plain(root)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses what JSON.parse refuses, and reads the rest', () => {
    const characters = fc.constantFrom(
      ...'{ } [ ] : , " \\ 0 1 29 . e E + - t f n \u0001 true null "a"'.split(' '),
      ' ',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(parseJson(text).root !== undefined).toBe(isJson);
      }),
      { numRuns: 20_000 },
    );
  });

  it('knows where each value stands', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), undefined, indent);
        const { root } = parseJson(text);
        for (const node of root === undefined ? [] : nodesOf(root)) {
          const { start, end } = node.span;
          expect(JSON.parse(text.slice(start.offset, end.offset))).toEqual(plain(node));
          const before = text.slice(0, start.offset).split('\n');
          expect([start.line, start.column]).toEqual([
            before.length,
            (before.at(-1)?.length ?? 0) + 1,
          ]);
        }
      }),
    );
  });

  it('gives paths', () => {
    const { root } = parseJson('{"a":[1,{"b":true}]}');
    expect(root && nodesOf(root).map(({ path }) => path)).toEqual([
      [],
      ['a'],
      ['a', 0],
      ['a', 1],
      ['a', 1, 'b'],
    ]);
  });

  it('reports duplicate names and goes on', () => {
    const { root, problems } = parseJson('{"a":1,\n "a":2,"__proto__":3}');
    expect(problems).toMatchObject([
      { code: 'duplicate-key', path: ['a'], at: { line: 2, column: 2, offset: 9 } },
    ]);
    expect(root?.kind === 'object' && root.members.map(({ key }) => key)).toEqual([
      'a',
      'a',
      '__proto__',
    ]);
  });

  it('says where it stopped reading', () => {
    expect(firstProblem('{\n  "a": tru\n}')).toMatchObject({
      code: 'json',
      at: { line: 2, column: 8 },
      path: ['a'],
    });
    expect(firstProblem('{"a":1,}')).toMatchObject({ message: 'a quoted name is expected here' });
    expect(firstProblem('"\\x"')).toMatchObject({ message: 'unknown escape in a string' });
    expect(firstProblem('"\\u12g4"')).toMatchObject({
      message: 'a \\u escape needs four hex digits',
    });
    expect(firstProblem('\uFEFF{}')).toMatchObject({ code: 'json' });
    expect(firstProblem('')).toMatchObject({ message: 'a JSON value is expected here' });
    expect(firstProblem('{} {}')).toMatchObject({
      message: 'the text goes on after the end of the value',
    });
  });

  it('is bounded in size and depth', () => {
    expect(firstProblem('[[1]]', { charactersMax: 4, depthMax: 9 })).toMatchObject({
      code: 'too-large',
    });
    expect(firstProblem('[[1]]', { charactersMax: 9, depthMax: 1 })).toMatchObject({
      code: 'too-deep',
      at: { offset: 1 },
    });
    expect(firstProblem('['.repeat(100_000))).toMatchObject({ code: 'too-deep' });
    expect(firstProblem('{"a":'.repeat(20_000))).toMatchObject({ code: 'too-deep' });
  });
});
