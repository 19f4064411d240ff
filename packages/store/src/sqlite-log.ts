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
import { isFull } from './sqlite-errors.ts';

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
const logBytesBeginDefault: number = 8 * 1024 * 1024;
/** and writers wait for it when that has grown so many times. */
const waitingFactor = 8;

export function createLog(
  file: MetadataFile,
  snapshot: Snapshot,
  logBytesBegin: number = logBytesBeginDefault,
): Log {
  let bytes = 0;
  let thread: CheckpointThread | undefined;
  let copying: Promise<void> | undefined;
  let copied = false;
  let failure: unknown;

  /** False when there is no room for it: then a commit will say so, or there is room again. */
  async function checkpoint(): Promise<boolean> {
    thread ??= startCheckpointThread(file.path);
    try {
      await thread.checkpoint();
      return true;
    } catch (error) {
      if (!isFull(error)) failure = error;
      return false;
    }
  }

  async function copy(): Promise<void> {
    copied = await checkpoint();
    copying = undefined;
  }

  async function makeRoom(): Promise<void> {
    if (failure !== undefined) throw failure;
    if (bytes < logBytesBegin) return;
    if (!copied) {
      copying ??= copy();
      if (bytes < waitingFactor * logBytesBegin) return;
      await copying;
    }
    if (!(copied && (await checkpoint()))) return;
    // Now that the file has everything, a reader that begins here does without the log.
    snapshot.advance();
    bytes = 0;
    copied = false;
  }

  return {
    makeRoom,
    grewBy: (more) => void (bytes += more),
    sync: () => syncData(file.logDescriptor),
    async close() {
      await copying;
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
