import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHmacKey } from './hmac.ts';

const ascii = fc.string({ unit: 'binary-ascii', maxLength: 300 });

describe('createHmacKey', () => {
  it('gives what node gives, for texts of changing length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.array(ascii), (key, texts) => {
        const { digest } = createHmacKey(key);
        for (const text of texts) {
          const expected = createHmac('sha256', key).update(text).digest('base64');
          expect(digest(text, 'base64')).toBe(expected);
        }
      }),
    );
  });

  it('refuses a key that is longer than a block', () => {
    expect(() => createHmacKey(new Uint8Array(65))).toThrow(RangeError);
  });
});
