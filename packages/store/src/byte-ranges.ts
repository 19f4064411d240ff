/** Ranges of bytes as stores take them. */
import type { ByteRange } from './types.ts';

/**
 * The part of a range that lies within `size` bytes. What of the range is satisfiable, and how to
 * say that it is not, is the caller's: a store just gives what there is.
 */
export function clampRange(range: ByteRange | undefined, size: number): ByteRange {
  const { offset, length } = range ?? { offset: 0, length: size };
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0) {
    throw new RangeError('a byte range needs a non-negative integer offset and length');
  }
  const start = Math.min(offset, size);
  return { offset: start, length: Math.min(length, size - start) };
}
