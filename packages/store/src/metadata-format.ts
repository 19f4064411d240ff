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
    run: (database) =>
      database.exec(
        'CREATE TABLE entries (k TEXT PRIMARY KEY, v ANY NOT NULL) STRICT, WITHOUT ROWID',
      ),
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
