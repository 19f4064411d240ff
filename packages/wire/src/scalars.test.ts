import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Malformed,
  formatDateTime,
  parseBase64,
  parseBoolean,
  parseDateTime,
  parseEpochSeconds,
  parseHttpDate,
  parseInteger,
} from './scalars.ts';

describe('timestamps', () => {
  const date = fc.date({
    min: new Date('1000-01-01'),
    max: new Date('9999-12-31'),
    noInvalidDate: true,
  });

  test('are printed as the engine prints them', () => {
    fc.assert(
      fc.property(date, (value) => {
        const text = value.toISOString();
        expect(formatDateTime(value, 'always')).toBe(text);
        expect(formatDateTime(value, 'never')).toBe(text.replace(/\.\d{3}Z$/, 'Z'));
      }),
    );
    expect(() => formatDateTime(new Date(Number.NaN), 'always')).toThrow(RangeError);
  });

  test('are read back', () => {
    fc.assert(
      fc.property(date, (value) => {
        expect(parseDateTime(value.toISOString())).toEqual(value);
        const whole = new Date(Math.floor(value.getTime() / 1000) * 1000);
        expect(parseHttpDate(value.toUTCString())).toEqual(whole);
        expect(parseEpochSeconds(String(whole.getTime() / 1000))).toEqual(whole);
      }),
    );
  });

  test.each([
    ['2026-02-03T04:05:06Z', '2026-02-03T04:05:06.000Z'],
    ['2026-02-03T04:05:06.5Z', '2026-02-03T04:05:06.500Z'],
    ['2026-02-03T04:05:06+02:00', '2026-02-03T02:05:06.000Z'],
    ['2026-02-03T04:05:06-0330', '2026-02-03T07:35:06.000Z'],
    ['20260203T040506Z', '2026-02-03T04:05:06.000Z'],
    ['2026-02-03', '2026-02-03T00:00:00.000Z'],
    ['0099-12-31T23:59:59Z', '0099-12-31T23:59:59.000Z'],
  ])('%s', (text, expected) => {
    expect(parseDateTime(text).toISOString()).toBe(expected);
  });

  test.each([
    '',
    'now',
    '2026',
    '2026-02-30',
    '2026-13-01',
    '2026-01-01T25:00:00Z',
    '2026-01-01T00:00',
  ])('%j is none', (text) => {
    expect(() => parseDateTime(text)).toThrow(Malformed);
    expect(() => parseHttpDate(text)).toThrow(Malformed);
  });
});

test.each(['', ' ', '1.5', '1e3', '0x1', 'abc', '9007199254740993', '--1', 'NaN', 'Infinity'])(
  '%j is no integer',
  (text) => {
    expect(() => parseInteger(text)).toThrow(Malformed);
  },
);

test('integers, booleans and base64 in text', () => {
  expect(parseInteger(' -12 ')).toBe(-12);
  expect([parseBoolean('true'), parseBoolean('0')]).toEqual([true, false]);
  expect(() => parseBoolean('TRUE')).toThrow('boolean must follow xsd1.1 definition');
  expect(() => parseBoolean('')).toThrow('missing value for boolean type');
  expect(parseBase64('AP8=')).toEqual(new Uint8Array([0, 255]));
  expect(() => parseBase64('AP8')).toThrow(Malformed);
  expect(() => parseBase64('A P8=')).toThrow(Malformed);
});
