/**
 * The write-ahead log: synced before a batch is acknowledged, and brought into the database file
 * when it has grown, both without holding up the event loop.
 *
 * A checkpoint copies the log's pages into the file, in a thread with a connection of its own,
 * first while commits go on, then once more with the next batch waiting: now nothing of the log is
 * missing in the file, and the next commit begins the log anew.
 * https://www.sqlite.org/wal.html#performance_considerations
 */
import { closeSync, fdatasync } from 'node:fs';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { CheckpointRequest } from './checkpoint-thread.ts';
import type { MetadataFile } from './metadata-file.ts';

export interface Snapshot {
  /** Moves on to all that is committed. */
  advance(): void;
  end(): void;
}

export interface Log {
  /** Before a batch is written, while nothing is. */
  makeRoom(): Promise<void>;
  grewBy(bytes: number): void;
  sync(): Promise<void>;
  close(): Promise<void>;
}

const syncData = promisify(fdatasync);
/** A checkpoint begins when about so much was appended, */
const logBytesBegin = 8 * 1024 * 1024;
/** and writers wait for it from here on. */
const logBytesMax = 64 * 1024 * 1024;

export function createLog(file: MetadataFile, snapshot: Snapshot): Log {
  let bytes = 0;
  let thread: CheckpointThread | undefined;
  let copying: Promise<void> | undefined;
  let copied = false;

  function checkpoint(): Promise<void> {
    thread ??= startCheckpointThread(file.path);
    return thread.checkpoint();
  }

  async function makeRoom(): Promise<void> {
    if (bytes < logBytesBegin) return;
    if (!copied) {
      copying ??= checkpoint().then(() => void (copied = true));
      // A failure is seen by whoever awaits it below.
      copying.catch(() => undefined);
      if (bytes < logBytesMax) return;
      await copying;
    }
    await checkpoint();
    // Now that the file has everything, a reader that begins here does without the log.
    snapshot.advance();
    bytes = 0;
    copied = false;
    copying = undefined;
  }

  return {
    makeRoom,
    grewBy: (more) => void (bytes += more),
    sync: () => syncData(file.logDescriptor),
    async close() {
      await copying?.catch(() => undefined);
      await thread?.stop();
      closeSync(file.logDescriptor);
    },
  };
}

interface CheckpointThread {
  checkpoint(): Promise<void>;
  stop(): Promise<void>;
}

function startCheckpointThread(path: string): CheckpointThread {
  const module = new URL(`./checkpoint-thread${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(module, { workerData: { path } });
  let settle: ((failure: unknown) => void) | undefined;
  const answer = (failure: unknown): void => {
    // An idle thread does not keep the process alive.
    worker.unref();
    settle?.(failure);
    settle = undefined;
  };
  worker.on('message', answer);
  worker.on('error', answer);
  worker.on('exit', () => answer(null));

  function ask(request: CheckpointRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      settle = (failure) => (failure === null ? resolve() : reject(asError(failure)));
      worker.ref();
      worker.postMessage(request);
    });
  }

  return { checkpoint: () => ask('checkpoint'), stop: () => ask('stop') };
}

/** What the thread could send of SQLite's error. */
function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : Object.assign(new Error('checkpoint'), failure);
}
