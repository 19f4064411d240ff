import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareKeys, someKey } from './contract/model.ts';
import { keyReader, packKey, packRange } from './keys.ts';

const sign = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

test('packing keeps the order', () => {
  fc.assert(
    fc.property(someKey, someKey, (a, b) => {
      expect(sign(packKey(a), packKey(b))).toBe(Math.sign(compareKeys(a, b)));
      // As SQLite compares TEXT.
      const inUtf8 = Buffer.compare(Buffer.from(packKey(a)), Buffer.from(packKey(b)));
      expect(inUtf8).toBe(Math.sign(compareKeys(a, b)));
    }),
    { numRuns: 3000 },
  );
});

test('unpacking gives the key back, and a packed key is bytes without 0x00', () => {
  fc.assert(
    fc.property(someKey, (key) => {
      const packed = packKey(key);
      expect(keyReader([])(packed)).toStrictEqual(key);
      expect(keyReader(key.slice(0, 1))(packed)).toStrictEqual(key);
      expect(packed).toMatch(/^[\x01-\xff]+$/);
    }),
    { numRuns: 3000 },
  );
});

test('the range of a prefix holds exactly the keys that begin with it', () => {
  fc.assert(
    fc.property(someKey, someKey, fc.boolean(), (prefix, other, extend) => {
      const key = extend ? [...prefix, ...other] : other;
      const { low, high } = packRange({ prefix, limit: 1 });
      const packed = packKey(key);
      const begins = prefix.every((element, index) => key[index] === element);
      expect(packed >= low && packed < high).toBe(begins);
    }),
    { numRuns: 3000 },
  );
});
