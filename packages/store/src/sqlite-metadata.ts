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
import type { StatementSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { type CellCache, createCellCache } from './cell-cache.ts';
import { type Cell, cellFromDisk, cellOnDisk } from './cells.ts';
import { keyBytes, keyFromBytes, type PackedRange } from './keys.ts';
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
  get(key: string): Cell | undefined;
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
  const upward = reader.prepare(rangeQuery('ASC'));
  const downward = reader.prepare(rangeQuery('DESC'));
  for (const statement of [point, upward, downward]) statement.setReturnArrays(true);

  const enter = (): void => {
    begin.run();
    first.get();
  };
  enter();
  return {
    get(key) {
      const row = point.get(keyBytes(key)) as unknown as [string | Uint8Array] | undefined;
      return row && cellFromDisk(row[0]);
    },
    scan({ low, high, limit, reverse }, cache) {
      const statement = reverse ? downward : upward;
      // The empty string would be bound as an empty BLOB, below which nothing is anyway.
      const rows = statement.all(keyBytes(low), keyBytes(high), limit);
      return (rows as unknown as [Uint8Array, string | Uint8Array][]).map(([k, v]) => {
        const key = keyFromBytes(k);
        const known = cache.get(key);
        if (known) return { key, cell: known };
        const cell = cellFromDisk(v);
        cache.set(key, cell);
        return { key, cell };
      });
    },
    advance() {
      commit.run();
      enter();
    },
    end: () => void commit.run(),
  };
}

function rangeQuery(direction: 'ASC' | 'DESC'): string {
  return `SELECT k, v FROM entries WHERE k >= ? AND k < ? ORDER BY k ${direction} LIMIT ?`;
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
      remove.run(keyBytes(key));
    } else {
      upsert.run(keyBytes(key), cell.stored as string | Uint8Array);
      bytes += cell.bytes;
    }
  }
  return bytes;
}
