/**
 * Seals what is made with every request and kept nowhere, such as session tokens: AES-256-CTR, then
 * HMAC-SHA256 over counter and ciphertext (encrypt-then-MAC, as RFC 7518 section 5.2 has it for
 * CBC). One cipher goes on from text to text; AES-GCM needs a new one for each, which took a fifth
 * of an AssumeRole.
 *
 * INVARIANT: no block of the counter is used twice under one key. A cipher begins at 96 random bits
 * followed by a zero, each text at the block after the last one's, and long before the count wraps
 * another cipher begins. The counter shows how much was sealed between two texts, and no more.
 */
import type { Cipheriv } from 'node:crypto';
import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import { createHmacKey } from '@hallpass/wire';

const algorithm = 'aes-256-ctr';
const blockBytes = 16;
const prefixBytes = 12;
const tagBytes = 32;
const scratch = Buffer.alloc(4096);
/** 16 MiB. */
const cipherBlocksMax = 2 ** 20;

export interface Sealer {
  seal(plain: Uint8Array): Buffer;
  /** `undefined` for anything that was not sealed with these keys, unchanged. */
  open(sealed: Uint8Array): Buffer | undefined;
}

export interface SealerKeys {
  /** 32 bytes each. */
  readonly encryption: Uint8Array;
  readonly authentication: Uint8Array;
}

export function createSealer({ encryption, authentication }: SealerKeys): Sealer {
  const mac = createHmacKey(authentication);
  let cipher: Cipheriv | undefined;
  const counter = Buffer.alloc(blockBytes);
  let used = 0;

  /** The cipher, with so many blocks of its own before it wraps. */
  function cipherFor(blocks: number): Cipheriv {
    if (cipher !== undefined && used + blocks <= cipherBlocksMax) return cipher;
    counter.set(randomBytes(prefixBytes));
    counter.writeUInt32BE(0, prefixBytes);
    used = 0;
    cipher = createCipheriv(algorithm, encryption, counter);
    return cipher;
  }

  return {
    seal(plain) {
      const blocks = Math.ceil(plain.length / blockBytes);
      const current = cipherFor(blocks);
      counter.writeUInt32BE(used, prefixBytes);
      used += blocks;
      const end = blockBytes + plain.length;
      const sealed = Buffer.allocUnsafe(end + tagBytes);
      counter.copy(sealed);
      // Whole blocks, so that the next text begins where the counter says.
      const padded = blocks * blockBytes;
      const room = padded <= scratch.length ? scratch : Buffer.alloc(padded);
      room.set(plain);
      current.update(room.subarray(0, padded)).copy(sealed, blockBytes, 0, plain.length);
      sealed.write(mac.digestOfBytes(sealed.subarray(0, end)), end, 'latin1');
      return sealed;
    },
    open(sealed) {
      const end = sealed.length - tagBytes;
      if (end < blockBytes) return undefined;
      const text = Buffer.from(sealed.buffer, sealed.byteOffset, end);
      const tag = Buffer.from(mac.digestOfBytes(text), 'latin1');
      if (!timingSafeEqual(tag, sealed.subarray(end))) return undefined;
      const decipher = createDecipheriv(algorithm, encryption, text.subarray(0, blockBytes));
      return decipher.update(text.subarray(blockBytes));
    },
  };
}
