import { describe, expect, it } from 'vitest';
import { takeRandom } from './random.ts';

describe('takeRandom', () => {
  it('never gives bytes twice, also across pools', () => {
    const taken = Array.from({ length: 2000 }, () => takeRandom(12).toString('hex'));
    expect(new Set(taken).size).toBe(2000);
    expect(taken.every((text) => text.length === 24)).toBe(true);
  });

  it('gives a whole pool, and refuses more', () => {
    expect(takeRandom(4096)).toHaveLength(4096);
    expect(() => takeRandom(4097)).toThrow(RangeError);
  });
});
