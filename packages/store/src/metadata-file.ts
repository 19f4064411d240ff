/**
 * Opening the SQLite file of the metadata: made whole or not at all, never touched when it is not
 * ours, newer, or damaged. What refuses comes first; the first change is a migration.
 *
 * A damaged file is looked for when the last owner did not close it (it left its write-ahead log
 * behind, which SQLite removes on closing). SQLite's log makes such an end harmless in itself; the
 * check finds disks and people that did harm.
 */
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderCorrupt, DataFolderTooNew } from './errors.ts';
import { syncFolderNow } from './folders.ts';
import {
  applicationId,
  latestVersion,
  migrate,
  type Migration,
  versionOf,
} from './metadata-format.ts';
import { openError } from './sqlite-errors.ts';

export interface MetadataFile {
  readonly path: string;
  /** The only connection that writes. */
  readonly writer: DatabaseSync;
  /** For the published state. */
  readonly reader: DatabaseSync;
  /** The write-ahead log, open for syncing. */
  readonly logDescriptor: number;
}

export interface MetadataFileOptions {
  readonly path: string;
  readonly migrations: readonly Migration[];
}

/** Past this size a check after a crash would hold up the start for too long (about 1 s/GB). */
const checkedBytesMax = 2 * 1024 ** 3;
const headerBytes = 100;
const magic = 'SQLite format 3\0';

export function openMetadataFile(options: MetadataFileOptions): MetadataFile {
  const folder = dirname(options.path);
  try {
    if (!existsSync(options.path)) create(options);
    checkHeader(options.path);
    checkContent(options);
    return connect(options);
  } catch (error) {
    throw openError(folder, error);
  }
}

function create({ path, migrations }: MetadataFileOptions): void {
  if (existsSync(`${path}-wal`)) {
    throw new DataFolderCorrupt(dirname(path), `\`${path}\` is missing, its log is not`);
  }
  const unfinished = `${path}.new`;
  rmSync(unfinished, { force: true });
  rmSync(`${unfinished}-journal`, { force: true });
  const descriptor = openSync(unfinished, 'wx', 0o600);
  closeSync(descriptor);
  const database = new DatabaseSync(unfinished);
  try {
    database.exec(`PRAGMA application_id = ${applicationId}`);
    migrate(database, migrations);
  } finally {
    database.close();
  }
  syncFile(unfinished);
  renameSync(unfinished, path);
  syncFolderNow(dirname(path));
}

function syncFile(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * INVARIANT: before this process connects; closing any descriptor of the file later would drop
 * SQLite's locks on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
 */
function checkHeader(path: string): void {
  const header = Buffer.alloc(headerBytes);
  const descriptor = openSync(path, 'r');
  try {
    readSync(descriptor, header, 0, headerBytes, 0);
  } finally {
    closeSync(descriptor);
  }
  if (header.toString('latin1', 0, magic.length) !== magic) {
    throw new DataFolderCorrupt(dirname(path), `\`${path}\` is no database`);
  }
  if (header.readUInt32BE(68) !== applicationId) {
    throw new DataFolderCorrupt(dirname(path), `\`${path}\` is not a database of this product`);
  }
}

function checkContent({ path, migrations }: MetadataFileOptions): void {
  const log = `${path}-wal`;
  const unclean = existsSync(log) && statSync(log).size > 0;
  const probe = new DatabaseSync(path, { readOnly: true });
  try {
    const found = versionOf(probe);
    const known = latestVersion(migrations);
    if (found > known) throw new DataFolderTooNew(dirname(path), { found, known });
    if (found < 1) throw new DataFolderCorrupt(dirname(path), `\`${path}\` has no version`);
    if (unclean && statSync(path).size <= checkedBytesMax) quickCheck(probe, path);
  } finally {
    probe.close();
  }
}

function quickCheck(database: DatabaseSync, path: string): void {
  const row = database.prepare('PRAGMA quick_check(1)').get();
  const verdict = String(row?.['quick_check']);
  if (verdict !== 'ok') throw new DataFolderCorrupt(dirname(path), verdict);
}

function connect({ path, migrations }: MetadataFileOptions): MetadataFile {
  const writer = new DatabaseSync(path, { timeout: 1000 });
  try {
    // The log inherits the mode of the file.
    chmodSync(path, 0o600);
    writer.exec('PRAGMA journal_mode = WAL');
    // Commits do not sync: `sqlite-metadata.ts` syncs the log itself before it acknowledges, off
    // the main thread. NORMAL still syncs where the order on disk matters, around checkpoints.
    writer.exec('PRAGMA synchronous = NORMAL');
    writer.exec('PRAGMA wal_autocheckpoint = 0');
    writer.exec('PRAGMA journal_size_limit = 67108864');
    writer.exec('PRAGMA cache_size = -16384');
    writer.exec('PRAGMA temp_store = MEMORY');
    migrate(writer, migrations);
    const reader = new DatabaseSync(path, { readOnly: true, timeout: 1000 });
    reader.exec('PRAGMA cache_size = -16384');
    reader.prepare('SELECT 1 FROM entries LIMIT 1').get();
    const logDescriptor = openSync(`${path}-wal`, 'r+');
    syncFolderNow(dirname(path));
    return { path, writer, reader, logDescriptor };
  } catch (error) {
    writer.close();
    throw error;
  }
}
