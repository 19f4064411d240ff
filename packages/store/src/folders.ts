/**
 * Making names durable: a file that was created or renamed survives a power failure only when its
 * folder was synced.
 */
import { closeSync, fsync, fsyncSync, open, close, openSync } from 'node:fs';
import { promisify } from 'node:util';

const openAsync = promisify(open);
const fsyncAsync = promisify(fsync);
const closeAsync = promisify(close);

/** Windows has no way to sync a folder, and needs none: NTFS journals names. */
const foldersSync = process.platform !== 'win32';

export function syncFolderNow(folder: string): void {
  if (!foldersSync) return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export async function syncFolder(folder: string): Promise<void> {
  if (!foldersSync) return;
  const descriptor = await openAsync(folder, 'r');
  try {
    await fsyncAsync(descriptor);
  } finally {
    await closeAsync(descriptor);
  }
}

/**
 * Syncs folders in groups: whoever asks while a sync of the same folder runs shares the next one,
 * which begins after all of them asked.
 */
export function createFolderSync(): (folder: string) => Promise<void> {
  const running = new Map<string, Promise<void>>();
  const next = new Map<string, Promise<void>>();

  function start(folder: string): Promise<void> {
    const work = syncFolder(folder).finally(() => running.delete(folder));
    running.set(folder, work);
    return work;
  }

  return (folder) => {
    const current = running.get(folder);
    if (current === undefined) return start(folder);
    let waiting = next.get(folder);
    if (waiting === undefined) {
      const begin = (): Promise<void> => {
        next.delete(folder);
        return start(folder);
      };
      waiting = current.then(begin, begin);
      next.set(folder, waiting);
    }
    return waiting;
  };
}
