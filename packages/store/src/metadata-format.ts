/**
 * The format of the metadata file and how older ones become the present one. The version is
 * SQLite's `user_version`, raised in the same transaction as the step that earns it. A release
 * opens every older format and refuses newer ones.
 */
import type { DatabaseSync } from 'node:sqlite';

export interface Migration {
  /** The version that this step makes of the one before. */
  readonly to: number;
  readonly run: (database: DatabaseSync) => void;
}

/** In order, without gaps. Steps that a release has shipped never change. */
export const migrations: readonly Migration[] = [
  {
    to: 1,
    // Not WITHOUT ROWID: there a value of more than 1 KB takes pages of its own, and a walk over
    // keys reads the values too. Measured: a put of 1 KiB 16 µs instead of 26, its read 9 instead
    // of 25, and half the log.
    run: (database) =>
      database.exec(
        'CREATE TABLE entries (id INTEGER PRIMARY KEY, k TEXT NOT NULL UNIQUE, v ANY NOT NULL) STRICT',
      ),
  },
  {
    to: 2,
    // Objects may have versions since. Nothing is where it was not before, but a release that knows
    // of no versions would take an object's body for another's and delete buckets that have some.
    run: () => undefined,
  },
];

/** "HLPS": tells our files from other SQLite databases. */
export const applicationId = 0x484c5053;

export function latestVersion(steps: readonly Migration[]): number {
  return steps.at(-1)?.to ?? 0;
}

export function versionOf(database: DatabaseSync): number {
  const row = database.prepare('PRAGMA user_version').get();
  return Number(row?.['user_version']);
}

export function migrate(database: DatabaseSync, steps: readonly Migration[]): void {
  const found = versionOf(database);
  for (const step of steps) {
    if (step.to <= found) continue;
    database.exec('BEGIN IMMEDIATE');
    try {
      step.run(database);
      database.exec(`PRAGMA user_version = ${step.to}`);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}
