/**
 * Random bytes for ids and nonces, of which a busy server wants a few with every request: asking
 * the system for a few costs more than whatever is made of them, asking for many at once does not.
 * Long-term secrets are not made here, but each of bytes of its own.
 */
import { randomBytes } from 'node:crypto';

const poolBytes = 4096;
let pool: Buffer = Buffer.alloc(0);

/** Bytes that nobody else was given. Fewer than the pool has; they keep it in memory. */
export function takeRandom(length: number): Buffer {
  if (length > poolBytes) throw new RangeError(`at most ${poolBytes} random bytes at once`);
  if (pool.length < length) pool = randomBytes(poolBytes);
  const taken = pool.subarray(0, length);
  pool = pool.subarray(length);
  return taken;
}
