import { describe, expect, it } from 'vitest';
import { parseNumber } from './number-operators.ts';

describe('numbers in policies', () => {
  it.each([
    ['10', 10],
    [' -1.50 ', -1.5],
    ['+.5e2', 50],
    ['3.', 3],
  ])('%s', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(['', '0x10', '0b11', '1_000', 'Infinity', 'NaN', '1e', '--1', '1 0'])(
    '%s is none',
    (text) => {
      expect(parseNumber(text)).toBeUndefined();
    },
  );
});
