import { expect, test } from 'vitest';
import { parseColor, roleColors, textOn } from './role-colors.ts';

test('a colour is read with and without #', () => {
  expect(parseColor('F2B0A9')).toBe('#f2b0a9');
  expect(parseColor('#F2B0A9')).toBe('#f2b0a9');
  for (const other of ['', 'red', '#fff', '#12345g', 'javascript:1', '#1234567']) {
    expect(parseColor(other)).toBeUndefined();
  }
});

test('text can be read on every colour', () => {
  expect(roleColors.map(({ value }) => textOn(value))).toEqual([
    '#000000',
    '#000000',
    '#000000',
    '#000000',
    '#000000',
    '#ffffff',
  ]);
  expect(textOn('#ffffff')).toBe('#000000');
  expect(textOn('#000000')).toBe('#ffffff');
});
