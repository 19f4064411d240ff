/**
 * Removes blobs that no record names: left by uploads that broke off before their transaction, and
 * by deletions whose blob was to go a moment later when the server stopped. Runs beside the
 * requests; a blob found young stays, since its transaction may be on its way.
 */
import { collectGarbage } from '@hallpass/store';
import { isBlobReferenced } from './data/blob-references.ts';
import type { ServerState } from './server-state.ts';

const firstSweepMs = 60_000;
const sweepEveryMs = 3_600_000;
const youngMs = 3_600_000;

export interface BlobSweep {
  /** Resolves to the number of blobs removed. */
  run(olderThanMs?: number): Promise<number>;
  /** Stops the timers, and a sweep under way at its next blob. */
  close(): Promise<void>;
}

export function startBlobSweep({ metadata, blobs, log }: ServerState): BlobSweep {
  const stop = new AbortController();
  let underWay: Promise<unknown> = Promise.resolve();

  const run = (olderThanMs: number = youngMs): Promise<number> =>
    collectGarbage(blobs, {
      olderThanMs,
      isReferenced(id) {
        stop.signal.throwIfAborted();
        return metadata.read((tx) => isBlobReferenced(tx, id));
      },
    });
  const sweep = async (): Promise<void> => {
    try {
      const removed = await run();
      if (removed > 0) log.info({ removed }, 'removed blobs that no object names');
    } catch (error) {
      // What is left is tried again at the next sweep; it takes room and harms nothing else.
      if (!stop.signal.aborted) log.warn({ error }, 'looking for unused blobs failed');
    }
  };
  const start = (): void => {
    underWay = sweep();
  };
  const first = setTimeout(start, firstSweepMs).unref();
  const every = setInterval(start, sweepEveryMs).unref();
  return {
    run,
    async close() {
      clearTimeout(first);
      clearInterval(every);
      stop.abort();
      await underWay;
    },
  };
}
