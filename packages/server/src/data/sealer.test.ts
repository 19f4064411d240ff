import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSealer } from './sealer.ts';

const keys = { encryption: randomBytes(32), authentication: randomBytes(32) };
const texts = fc.array(fc.uint8Array({ maxLength: 3000 }), { maxLength: 20 });

describe('a sealer', () => {
  test('opens what it sealed, in any order, also in another process', () => {
    fc.assert(
      fc.property(texts, (plain) => {
        const sealer = createSealer(keys);
        const sealed = plain.map((text) => sealer.seal(text));
        const opened = sealed.toReversed().map((text) => createSealer(keys).open(text));
        expect(opened.toReversed()).toEqual(plain.map((text) => Buffer.from(text)));
      }),
    );
  });

  test('is AES-256-CTR, then HMAC-SHA256 over counter and ciphertext', () => {
    const sealer = createSealer(keys);
    sealer.seal(randomBytes(40));
    const plain = randomBytes(100);
    const sealed = sealer.seal(plain);
    const [counter, tag] = [sealed.subarray(0, 16), sealed.subarray(-32)];
    const cipher = createCipheriv('aes-256-ctr', keys.encryption, counter);
    expect(sealed.subarray(16, -32)).toEqual(cipher.update(plain));
    const mac = createHmac('sha256', keys.authentication).update(sealed.subarray(0, -32));
    expect(tag).toEqual(mac.digest());
  });

  test('never uses a block of the counter twice, not when a cipher is used up either', () => {
    const sealer = createSealer(keys);
    let nextBlock = 0n;
    const prefixes = new Set<string>();
    for (let index = 0; index < 40; index += 1) {
      const size = index % 2 === 0 ? 1_000_001 : 1;
      const counter = sealer.seal(new Uint8Array(size)).subarray(0, 16);
      const begin = BigInt(counter.readUInt32BE(12));
      const prefix = counter.toString('hex', 0, 12);
      if (!prefixes.has(prefix)) nextBlock = 0n;
      prefixes.add(prefix);
      expect(begin).toBeGreaterThanOrEqual(nextBlock);
      nextBlock = begin + BigInt(Math.ceil(size / 16));
      expect(nextBlock).toBeLessThanOrEqual(2n ** 20n);
    }
    expect(prefixes.size).toBe(2);
  });

  test('opens nothing that was changed, cut, or sealed with other keys', () => {
    const sealer = createSealer(keys);
    const sealed = sealer.seal(Buffer.from('a session'));
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(sealer.open(changed)).toBeUndefined();
      expect(sealer.open(sealed.subarray(0, index))).toBeUndefined();
    }
    expect(sealer.open(Buffer.concat([sealed, Buffer.of(0)]))).toBeUndefined();
    const other = { ...keys, authentication: randomBytes(32) };
    expect(createSealer(other).open(sealed)).toBeUndefined();
  });
});
