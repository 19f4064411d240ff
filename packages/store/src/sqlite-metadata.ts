/**
 * The metadata store on SQLite, one process per file.
 *
 * One table of packed keys and values. A connection writes: a batch is one transaction, appended to
 * the write-ahead log, then the log is synced in the thread pool, so that the event loop goes on
 * meanwhile. Another connection reads, inside a read transaction that begins where the last batch
 * was published: until a batch is durable nobody sees it. What was read stays at hand in a cache,
 * which the publication of a batch updates; this process is the only writer.
 */
import { closeSync, fdatasync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { type CellCache, createCellCache } from './cell-cache.ts';
import { type Cell, cellFromDisk, cellOnDisk } from './cells.ts';
import type { PackedKey, PackedRange } from './keys.ts';
import { type MetadataFile, openMetadataFile } from './metadata-file.ts';
import { type Migration, migrations } from './metadata-format.ts';
import { writeError } from './sqlite-errors.ts';
import {
  type Backend,
  createTransactions,
  type Row,
  type TransactionLimits,
  type Writes,
} from './transactions.ts';
import type { MetadataStore } from './types.ts';

export interface SqliteMetadataOptions extends TransactionLimits {
  /** The file; its folder must exist. */
  readonly path: string;
  readonly cacheBytesMax?: number;
  /** Only tests give others. */
  readonly migrations?: readonly Migration[];
}

const syncData = promisify(fdatasync);
const cacheBytesMaxDefault = 64 * 1024 * 1024;
/** The log is brought into the file when about so much was appended. */
const logBytesMax = 8 * 1024 * 1024;
const pageBytes = 4096;

export async function openSqliteMetadataStore(
  options: SqliteMetadataOptions,
): Promise<MetadataStore> {
  const { path } = options;
  const file = openMetadataFile({ path, migrations: options.migrations ?? migrations });
  const cache = createCellCache(options.cacheBytesMax ?? cacheBytesMaxDefault);
  return createTransactions(createSqliteBackend(file, cache), options);
}

function createSqliteBackend(file: MetadataFile, cache: CellCache): Backend {
  const published = createReader(file);
  const write = createWriter(file);
  let logBytes = 0;
  return {
    get(key) {
      const known = cache.get(key);
      if (known !== undefined) return known ?? undefined;
      const cell = published.get(key);
      cache.set(key, cell ?? null);
      return cell;
    },
    scan: (range) => published.scan(range, cache),
    async persist(writes) {
      try {
        logBytes += write(writes);
        await syncData(file.logDescriptor);
      } catch (error) {
        throw writeError(error);
      }
    },
    publish(writes) {
      published.advance();
      for (const [key, cell] of writes) cache.set(key, cell ? cellOnDisk(cell) : null);
      if (logBytes < logBytesMax) return;
      logBytes = 0;
      file.writer.exec('PRAGMA wal_checkpoint(PASSIVE)');
      // Now the reader needs nothing of the log, so that the next commit may begin it anew.
      published.advance();
    },
    async close() {
      published.end();
      closeSync(file.logDescriptor);
      file.reader.close();
      file.writer.close();
    },
  };
}

interface PublishedReader {
  get(key: PackedKey): Cell | undefined;
  scan(range: PackedRange, cache: CellCache): readonly Row[];
  /** Moves on to all that is committed. */
  advance(): void;
  end(): void;
}

function createReader({ reader }: MetadataFile): PublishedReader {
  const begin = reader.prepare('BEGIN');
  const commit = reader.prepare('COMMIT');
  // A read transaction begins with its first read.
  const first = reader.prepare('SELECT 1 FROM entries LIMIT 1');
  const point = reader.prepare('SELECT v FROM entries WHERE k = ?');
  point.setReturnArrays(true);
  const scan = createScan(reader);
  const enter = (): void => {
    begin.run();
    first.get();
  };
  enter();
  return {
    get(key) {
      const row = point.get(key) as unknown as [string | Uint8Array] | undefined;
      return row && cellFromDisk(row[0]);
    },
    scan,
    advance() {
      commit.run();
      enter();
    },
    end: () => void commit.run(),
  };
}

/** Scans read the keys first, and values only for the stretch of keys that the cache lacks. */
function createScan(reader: DatabaseSync): PublishedReader['scan'] {
  const keys = { up: prepareKeys(reader, 'ASC'), down: prepareKeys(reader, 'DESC') };
  const values = reader.prepare('SELECT v FROM entries WHERE k BETWEEN ? AND ? ORDER BY k');
  values.setReturnArrays(true);

  function loadMissing(
    found: readonly PackedKey[],
    cells: (Cell | undefined)[],
    cache: CellCache,
  ): void {
    const first = cells.indexOf(undefined);
    if (first === -1) return;
    const last = cells.lastIndexOf(undefined);
    const [low, high] = [found[first], found[last]].sort() as [PackedKey, PackedKey];
    const rows = values.all(low, high) as unknown as [string | Uint8Array][];
    // Rows come in ascending order; the keys that were found may go the other way.
    if (found[first] !== low) rows.reverse();
    for (let index = first; index <= last; index += 1) {
      if (cells[index] !== undefined) continue;
      const cell = cellFromDisk((rows[index - first] as [string | Uint8Array])[0]);
      cells[index] = cell;
      cache.set(found[index] as PackedKey, cell);
    }
  }

  return ({ low, high, limit, reverse }, cache) => {
    const statement = reverse ? keys.down : keys.up;
    const found = (statement.all(low, high, limit) as unknown as [PackedKey][]).map(([k]) => k);
    const cells: (Cell | undefined)[] = found.map((key) => cache.get(key) ?? undefined);
    loadMissing(found, cells, cache);
    return found.map((key, index) => ({ key, cell: cells[index] as Cell }));
  };
}

function prepareKeys(reader: DatabaseSync, order: 'ASC' | 'DESC'): StatementSync {
  const statement = reader.prepare(
    `SELECT k FROM entries WHERE k >= ? AND k < ? ORDER BY k ${order} LIMIT ?`,
  );
  statement.setReturnArrays(true);
  return statement;
}

/** Writes and commits a batch, and tells about how much the log grew by it. */
function createWriter({ writer }: MetadataFile): (writes: Writes) => number {
  const begin = writer.prepare('BEGIN IMMEDIATE');
  const commit = writer.prepare('COMMIT');
  const upsert = writer.prepare(
    'INSERT INTO entries (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v',
  );
  const remove = writer.prepare('DELETE FROM entries WHERE k = ?');
  return (writes) => {
    begin.run();
    try {
      const bytes = applyWrites(writes, { upsert, remove });
      commit.run();
      return bytes;
    } catch (error) {
      if (writer.isTransaction) writer.exec('ROLLBACK');
      throw error;
    }
  };
}

function applyWrites(
  writes: Writes,
  { upsert, remove }: { readonly upsert: StatementSync; readonly remove: StatementSync },
): number {
  let bytes = 0;
  for (const [key, cell] of writes) {
    bytes += pageBytes;
    if (cell === undefined) {
      remove.run(key);
    } else {
      upsert.run(key, cell.stored as string | Uint8Array);
      bytes += cell.bytes;
    }
  }
  return bytes;
}
