/**
 * Reading entries through one SQLite connection, with what was read before at hand in the cache.
 * All connections that share a cache must see the same state when they are asked.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { CellCache } from './cell-cache.ts';
import { type Cell, cellFromDisk } from './cells.ts';
import type { PackedKey } from './keys.ts';
import type { Row, Source } from './views.ts';

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

/** A row on its way: `loadMissing` leaves none without its cell. */
interface FoundRow {
  readonly key: PackedKey;
  cell: Cell | undefined;
}

/** Scans read the keys first, and values only for the stretch of keys that the cache lacks. */
function createScan(database: DatabaseSync, cache: CellCache): Source['scan'] {
  const keys = { up: prepareKeys(database, 'ASC'), down: prepareKeys(database, 'DESC') };
  const values = database.prepare('SELECT v FROM entries WHERE k BETWEEN ? AND ? ORDER BY k');
  values.setReturnArrays(true);

  function loadMissing(found: readonly FoundRow[]): void {
    const first = found.findIndex(({ cell }) => cell === undefined);
    const last = found.findLastIndex(({ cell }) => cell === undefined);
    const [one, other] = [found[first] as FoundRow, found[last] as FoundRow];
    const upward = one.key <= other.key;
    const [low, high] = upward ? [one.key, other.key] : [other.key, one.key];
    const rows = values.all(low, high) as unknown as [string | Uint8Array][];
    if (!upward) rows.reverse();
    for (let index = first; index <= last; index += 1) {
      const row = found[index] as FoundRow;
      if (row.cell !== undefined) continue;
      row.cell = cellFromDisk((rows[index - first] as [string | Uint8Array])[0]);
      cache.set(row.key, row.cell);
    }
  }

  return ({ low, high, limit, reverse }) => {
    const statement = reverse ? keys.down : keys.up;
    const found: FoundRow[] = [];
    let isWhole = true;
    for (const [key] of statement.all(low, high, limit) as unknown as [PackedKey][]) {
      const cell = cache.get(key) ?? undefined;
      if (cell === undefined) isWhole = false;
      found.push({ key, cell });
    }
    if (!isWhole) loadMissing(found);
    return found as Row[];
  };
}

function prepareKeys(database: DatabaseSync, order: 'ASC' | 'DESC'): StatementSync {
  const statement = database.prepare(
    `SELECT k FROM entries WHERE k >= ? AND k < ? ORDER BY k ${order} LIMIT ?`,
  );
  statement.setReturnArrays(true);
  return statement;
}
