/** The thread of `sqlite-log.ts`: copies the log into the database file on request. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';

export type CheckpointRequest = 'checkpoint' | 'stop';

const { path } = workerData as { readonly path: string };
const database = new DatabaseSync(path, { timeout: 1000 });
database.exec('PRAGMA synchronous = NORMAL');
const checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');

parentPort?.on('message', (request: CheckpointRequest) => {
  if (request === 'stop') {
    database.close();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(run());
});

/** `null`, or what went wrong. A copied error loses SQLite's code, so it goes separately. */
function run(): unknown {
  try {
    checkpoint.get();
    return null;
  } catch (error) {
    const { message, errcode } = error as Error & { errcode?: number };
    return { message, errcode };
  }
}
