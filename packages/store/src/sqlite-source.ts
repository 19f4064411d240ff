/**
 * Reading entries through one SQLite connection, with what was read before at hand in the cache.
 * All connections that share a cache must see the same state when they are asked.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CellCache } from './cell-cache.ts';
import { type Cell, cellFromDisk } from './cells.ts';
import type { PackedKey } from './keys.ts';
import type { Source } from './transactions.ts';

export function createSource(database: DatabaseSync, cache: CellCache): Source {
  const point = database.prepare('SELECT v FROM entries WHERE k = ?');
  point.setReturnArrays(true);
  return {
    get(key) {
      const known = cache.get(key);
      if (known !== undefined) return known ?? undefined;
      const row = point.get(key) as unknown as [string | Uint8Array] | undefined;
      const cell = row && cellFromDisk(row[0]);
      cache.set(key, cell ?? null);
      return cell;
    },
    scan: createScan(database, cache),
  };
}

/** Scans read the keys first, and values only for the stretch of keys that the cache lacks. */
function createScan(database: DatabaseSync, cache: CellCache): Source['scan'] {
  const keys = { up: prepareKeys(database, 'ASC'), down: prepareKeys(database, 'DESC') };
  const values = database.prepare('SELECT v FROM entries WHERE k BETWEEN ? AND ? ORDER BY k');
  values.setReturnArrays(true);

  function loadMissing(found: readonly PackedKey[], cells: (Cell | undefined)[]): void {
    const first = cells.indexOf(undefined);
    if (first === -1) return;
    const last = cells.lastIndexOf(undefined);
    const [one, other] = [found[first], found[last]] as [PackedKey, PackedKey];
    const upward = one <= other;
    const bounds: [PackedKey, PackedKey] = upward ? [one, other] : [other, one];
    const rows = values.all(...bounds) as unknown as [string | Uint8Array][];
    if (!upward) rows.reverse();
    for (let index = first; index <= last; index += 1) {
      if (cells[index] !== undefined) continue;
      const cell = cellFromDisk((rows[index - first] as [string | Uint8Array])[0]);
      cells[index] = cell;
      cache.set(found[index] as PackedKey, cell);
    }
  }

  return ({ low, high, limit, reverse }) => {
    const statement = reverse ? keys.down : keys.up;
    const found = (statement.all(low, high, limit) as unknown as [PackedKey][]).map(([k]) => k);
    const cells: (Cell | undefined)[] = found.map((key) => cache.get(key) ?? undefined);
    loadMissing(found, cells);
    return found.map((key, index) => ({ key, cell: cells[index] as Cell }));
  };
}

function prepareKeys(database: DatabaseSync, order: 'ASC' | 'DESC'): StatementSync {
  const statement = database.prepare(
    `SELECT k FROM entries WHERE k >= ? AND k < ? ORDER BY k ${order} LIMIT ?`,
  );
  statement.setReturnArrays(true);
  return statement;
}
