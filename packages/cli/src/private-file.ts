/** Files that nobody else may read, and that are there whole or not at all, after a power cut too. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export function writePrivateFile(path: string, text: string): void {
  const temporary = `${path}.new`;
  // What an earlier writer left may be open to others; `mode` counts only for a new file.
  rmSync(temporary, { force: true });
  writeFileSync(temporary, text, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** A new name is durable when its folder is. Windows cannot sync folders and need not. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
