/**
 * What of the published state is at hand: a cache bounded in bytes, absent keys included. Two
 * generations make it forget roughly what was used least recently, and a hit costs one Map lookup:
 * when the young generation is full it becomes the old one, whose hits move back.
 */
import type { Cell } from './cells.ts';
import type { PackedKey } from './keys.ts';

/** `null`: known to be absent. */
type Known = Cell | null;

export interface CellCache {
  /** `undefined`: not known. */
  get(key: PackedKey): Known | undefined;
  set(key: PackedKey, known: Known): void;
  forget(key: PackedKey): void;
}

/** What an entry costs beside its key and value, about. */
const entryBytes = 160;

export function createCellCache(bytesMax: number): CellCache {
  let young = new Map<PackedKey, Known>();
  let old = new Map<PackedKey, Known>();
  let youngBytes = 0;

  function set(key: PackedKey, known: Known): void {
    young.set(key, known);
    youngBytes += entryBytes + key.length + (known?.weight ?? 0);
    if (youngBytes * 2 < bytesMax) return;
    old = young;
    young = new Map();
    youngBytes = 0;
  }

  return {
    get(key) {
      const known = young.get(key);
      if (known !== undefined) return known;
      const older = old.get(key);
      if (older === undefined) return undefined;
      set(key, older);
      return older;
    },
    set,
    forget(key) {
      young.delete(key);
      old.delete(key);
    },
  };
}
