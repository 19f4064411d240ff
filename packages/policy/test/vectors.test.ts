import { describe, expect, it } from 'vitest';
import { evaluate } from '../src/index.ts';
import { compileAll, outcomeOf, readVectors } from './vectors.ts';

const vectors = readVectors();

describe('vectors', () => {
  it('are many, each named once and each with its source', () => {
    expect(vectors.length).toBeGreaterThan(600);
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(vectors.length);
    expect(vectors.filter(({ source }) => source === '')).toEqual([]);
  });

  it.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_name, vector) => {
    const decision = evaluate(vector.request, compileAll(vector.policies));
    expect(outcomeOf(decision)).toBe(vector.expected);
  });
});
