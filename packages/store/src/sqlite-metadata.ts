/**
 * The metadata store on SQLite, one process per file.
 *
 * One table of packed keys and values. A connection writes: a batch is one transaction, appended to
 * the write-ahead log, then the log is synced in the thread pool, so that the event loop goes on
 * meanwhile. Another connection reads, inside a read transaction that begins where the last batch
 * was published: until a batch is durable nobody sees it. What was read stays at hand in a cache,
 * which the publication of a batch updates; this process is the only writer.
 */
import { totalmem } from 'node:os';
import type { StatementSync } from 'node:sqlite';
import { type CellCache, createCellCache } from './cell-cache.ts';
import { cellOnDisk } from './cells.ts';
import { type MetadataFile, openMetadataFile } from './metadata-file.ts';
import { type Migration, migrations } from './metadata-format.ts';
import { writeError } from './sqlite-errors.ts';
import { createLog, type Snapshot } from './sqlite-log.ts';
import { createSource } from './sqlite-source.ts';
import {
  type Backend,
  createTransactions,
  type TransactionLimits,
  type Writes,
} from './transactions.ts';
import type { MetadataStore } from './types.ts';

export interface SqliteMetadataOptions extends TransactionLimits {
  /** The file; its folder must exist. */
  readonly path: string;
  readonly cacheBytesMax?: number;
  /** The write-ahead log is brought into the file when about so much was appended. */
  readonly logBytesBegin?: number;
  /** Only tests give others. */
  readonly migrations?: readonly Migration[];
}

/** Holds 100,000 listed objects; a small machine gives an eighth of its memory. */
const cacheBytesMaxDefault: number = Math.min(256 * 1024 * 1024, memoryBytes() / 8);
const pageBytes = 4096;
const keptWeightMax = 16 * 1024;

function memoryBytes(): number {
  // Within a container its limit counts; without a limit that is 0 or beyond what there is.
  return Math.min(process.constrainedMemory() || Infinity, totalmem());
}

export async function openSqliteMetadataStore(
  options: SqliteMetadataOptions,
): Promise<MetadataStore> {
  const { path } = options;
  const file = openMetadataFile({ path, migrations: options.migrations ?? migrations });
  const cache = createCellCache(options.cacheBytesMax ?? cacheBytesMaxDefault);
  return createTransactions(createSqliteBackend(file, cache, options), options);
}

function createSqliteBackend(
  file: MetadataFile,
  cache: CellCache,
  { logBytesBegin }: SqliteMetadataOptions,
): Backend {
  const snapshot = createSnapshot(file);
  const write = createWriter(file);
  const log = createLog(file, snapshot, logBytesBegin);
  return {
    published: createSource(file.reader, cache),
    // The writer's own page cache outlives a commit, the reader's does not.
    current: createSource(file.writer, cache),
    async persist(writes) {
      try {
        await log.makeRoom();
        log.grewBy(write(writes));
        await log.sync();
      } catch (error) {
        throw writeError(error);
      }
    },
    publish(writes) {
      snapshot.advance();
      for (const [key, cell] of writes) {
        // Who only writes large values must not drive out what others read.
        if (cell && cell.weight > keptWeightMax) cache.forget(key);
        else cache.set(key, cell ? cellOnDisk(cell) : null);
      }
    },
    async close() {
      await log.close();
      snapshot.end();
      file.reader.close();
      file.writer.close();
    },
  };
}

/** Keeps the reader in a read transaction, so that it sees no commit before it is told to. */
function createSnapshot({ reader }: MetadataFile): Snapshot {
  const begin = reader.prepare('BEGIN');
  const commit = reader.prepare('COMMIT');
  // A read transaction begins with its first read: this one needs only the file's first page.
  const first = reader.prepare('SELECT 1 FROM sqlite_schema LIMIT 1');
  const enter = (): void => {
    begin.run();
    first.get();
  };
  enter();
  return {
    advance() {
      commit.run();
      enter();
    },
    end: () => void commit.run(),
  };
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
      bytes += cell.weight;
    }
  }
  return bytes;
}
