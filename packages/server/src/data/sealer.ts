/**
 * Seals what is made with every request and kept nowhere, such as session tokens: AES-256-CTR, then
 * HMAC-SHA256 over counter and ciphertext (encrypt-then-MAC, as RFC 7518 section 5.2 has it for
 * CBC). One cipher goes on from text to text, with its key stream made ahead; AES-GCM needs a new
 * one for each, which took a fifth of an AssumeRole.
 *
 * INVARIANT: no block of the counter is used twice under one key. A cipher begins at 96 random bits
 * followed by a zero, each text behind the blocks of the last one, and long before the count wraps
 * another cipher begins. The counter shows how much was sealed between two texts, and no more.
 */
import type { Cipheriv } from 'node:crypto';
import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';
import { createHmacKey } from '@hallpass/wire';

const algorithm = 'aes-256-ctr';
const blockBytes = 16;
const prefixBytes = 12;
const tagBytes = 32;
/** 16 MiB. */
const cipherBlocksMax = 2 ** 20;
/** So much key stream is made at once: to ask OpenSSL costs more than what it does for a text. */
const aheadBlocks = 1024;
const nothing = Buffer.alloc(aheadBlocks * blockBytes);

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
  const takeStream = createKeyStream(encryption);
  return {
    seal(plain) {
      const { counter, stream, at } = takeStream(Math.ceil(plain.length / blockBytes));
      const end = blockBytes + plain.length;
      const sealed = Buffer.allocUnsafe(end + tagBytes);
      counter.copy(sealed);
      for (let index = 0; index < plain.length; index += 1) {
        sealed[blockBytes + index] = (plain[index] as number) ^ (stream[at + index] as number);
      }
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

/** Key stream that belongs to one text. */
interface StreamPart {
  /** Of its first block. */
  readonly counter: Buffer;
  readonly stream: Buffer;
  readonly at: number;
}

function createKeyStream(key: Uint8Array): (blocks: number) => StreamPart {
  let cipher: Cipheriv | undefined;
  const counter = Buffer.alloc(blockBytes);
  let stream = nothing;
  /** Blocks of the cipher: made so far, and given away. */
  let made = 0;
  let given = 0;

  function makeMore(blocks: number): void {
    const more = Math.max(blocks, aheadBlocks);
    if (cipher === undefined || made + more > cipherBlocksMax) {
      counter.set(randomBytes(prefixBytes));
      counter.writeUInt32BE(0, prefixBytes);
      cipher = createCipheriv(algorithm, key, counter);
      made = 0;
    }
    const zeros = more === aheadBlocks ? nothing : Buffer.alloc(more * blockBytes);
    stream = cipher.update(zeros);
    // What was left of the stream before is given to nobody.
    given = made;
    made += more;
  }

  return (blocks) => {
    if (given + blocks > made) makeMore(blocks);
    counter.writeUInt32BE(given, prefixBytes);
    const at = stream.length - (made - given) * blockBytes;
    given += blocks;
    return { counter, stream, at };
  };
}
