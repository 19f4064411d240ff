/**
 * An ordered set of packed keys: sorted chunks of bounded size, found by binary search. Adding and
 * removing moves at most one chunk; a range is a walk. No chunk is ever empty.
 */
import type { PackedKey, PackedRange } from './keys.ts';

const chunkKeysMax = 512;

export interface SortedKeys {
  /** The key must not be present. */
  add(key: PackedKey): void;
  /** The key must be present. */
  remove(key: PackedKey): void;
  range(range: PackedRange): PackedKey[];
}

export function createSortedKeys(): SortedKeys {
  const chunks: PackedKey[][] = [];

  /** The last chunk that begins at or before the key, else the first. */
  function chunkFor(key: PackedKey): number {
    return Math.max(0, partition(chunks.length, (index) => (chunks[index]?.[0] ?? '') <= key) - 1);
  }

  function add(key: PackedKey): void {
    const index = chunkFor(key);
    const chunk = chunks[index];
    if (chunk === undefined) {
      chunks.push([key]);
      return;
    }
    chunk.splice(below(chunk, key), 0, key);
    if (chunk.length > chunkKeysMax) chunks.splice(index + 1, 0, chunk.splice(chunkKeysMax / 2));
  }

  function remove(key: PackedKey): void {
    const index = chunkFor(key);
    const chunk = chunks[index] ?? [];
    chunk.splice(below(chunk, key), 1);
    if (chunk.length === 0) chunks.splice(index, 1);
  }

  function range({ low, high, limit, reverse }: PackedRange): PackedKey[] {
    return reverse ? backward(low, high, limit) : forward(low, high, limit);
  }

  function forward(low: PackedKey, high: PackedKey, limit: number): PackedKey[] {
    const found: PackedKey[] = [];
    for (let index = chunkFor(low); index < chunks.length; index += 1) {
      const chunk = chunks[index] ?? [];
      for (let at = below(chunk, low); at < chunk.length; at += 1) {
        const key = chunk[at] as PackedKey;
        if (key >= high || found.length >= limit) return found;
        found.push(key);
      }
    }
    return found;
  }

  function backward(low: PackedKey, high: PackedKey, limit: number): PackedKey[] {
    const found: PackedKey[] = [];
    for (let index = chunkFor(high); index >= 0; index -= 1) {
      const chunk = chunks[index] ?? [];
      for (let at = below(chunk, high) - 1; at >= 0; at -= 1) {
        const key = chunk[at] as PackedKey;
        if (key < low || found.length >= limit) return found;
        found.push(key);
      }
    }
    return found;
  }

  return { add, remove, range };
}

/** How many keys of a chunk are less than `key`. */
function below(chunk: readonly PackedKey[], key: PackedKey): number {
  return partition(chunk.length, (index) => (chunk[index] as PackedKey) < key);
}

/** How many of the first indexes satisfy `holds`, which is true up to some index and then false. */
function partition(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
