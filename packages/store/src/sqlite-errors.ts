/** What SQLite's result codes mean to us. https://www.sqlite.org/rescode.html */
import {
  DataFolderCorrupt,
  DataFolderLocked,
  DataFolderUnwritable,
  StoreFailed,
  StoreFull,
} from './errors.ts';

const primary = {
  PERM: 3,
  BUSY: 5,
  LOCKED: 6,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  NOTADB: 26,
} as const;

function primaryCode(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}

export function isFull(error: unknown): boolean {
  return primaryCode(error) === primary.FULL;
}

/** An error while writing to an open store. */
export function writeError(error: unknown): StoreFull | StoreFailed {
  return isFull(error) ? new StoreFull(error) : new StoreFailed(error);
}

/** An error while opening; one that is none of SQLite's and none of the file system's stays. */
export function openError(folder: string, error: unknown): unknown {
  switch (primaryCode(error)) {
    case primary.BUSY:
    case primary.LOCKED:
      return new DataFolderLocked(folder);
    case primary.CORRUPT:
    case primary.NOTADB:
      return new DataFolderCorrupt(folder, (error as Error).message, error);
    case primary.PERM:
    case primary.READONLY:
    case primary.CANTOPEN:
    case primary.IOERR:
    case primary.FULL:
      return new DataFolderUnwritable(folder, error);
    default:
      return isFileSystemError(error) ? new DataFolderUnwritable(folder, error) : error;
  }
}

function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
