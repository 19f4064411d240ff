/** The metadata store in memory: for tests, and for servers that need not remember. */
import { type Cell, cellOnDisk } from './cells.ts';
import type { PackedKey } from './keys.ts';
import { createSortedKeys } from './sorted-keys.ts';
import { type Backend, createTransactions, type TransactionLimits } from './transactions.ts';
import type { Source } from './views.ts';
import type { MetadataStore } from './types.ts';

export function createMemoryMetadataStore(limits: TransactionLimits = {}): MetadataStore {
  return createTransactions(createMemoryBackend(), limits);
}

function createMemoryBackend(): Backend {
  const cells = new Map<PackedKey, Cell>();
  const keys = createSortedKeys();
  const source: Source = {
    get: (key) => cells.get(key),
    scan: (range) => keys.range(range).map((key) => ({ key, cell: cells.get(key) as Cell })),
  };
  return {
    published: source,
    current: source,
    persist: () => Promise.resolve(),
    publish(writes) {
      for (const [key, cell] of writes) {
        const present = cells.has(key);
        if (cell === undefined) {
          if (present) keys.remove(key);
          cells.delete(key);
        } else {
          if (!present) keys.add(key);
          cells.set(key, cellOnDisk(cell));
        }
      }
    },
    close: () => Promise.resolve(),
  };
}
