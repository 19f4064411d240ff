/** What stands in the way of a start, in one line for the person who starts it. */
import { InvalidSetting } from '@hallpass/server';
import {
  DataFolderCorrupt,
  DataFolderLocked,
  DataFolderTooNew,
  DataFolderUnwritable,
  StoreFull,
} from '@hallpass/store';
import { Failure } from '../failure.ts';
import { InvalidMasterKey } from './master-key.ts';

const told: readonly (abstract new (...parts: never[]) => Error)[] = [
  DataFolderCorrupt,
  DataFolderLocked,
  DataFolderTooNew,
  DataFolderUnwritable,
  InvalidMasterKey,
  InvalidSetting,
  StoreFull,
];

/** Anything that is not known here is a bug and stays what it is. */
export function startFailure(
  error: unknown,
  options: { readonly host: string; readonly port: number; readonly data: string },
): unknown {
  if (!(error instanceof Error)) return error;
  if (told.some((kind) => error instanceof kind)) return new Failure(error.message);
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'listen' || syscall === 'getaddrinfo') {
    const place = `${options.host}:${options.port}`;
    if (code === 'EADDRINUSE') return new Failure(`${place} is in use by another program`);
    if (code === 'EACCES') return new Failure(`this user may not listen on ${place}`);
    return new Failure(`${options.host} is no address of this machine (${code})`);
  }
  if (syscall !== undefined) {
    return new Failure(`the data folder \`${options.data}\` cannot be used: ${error.message}`);
  }
  return error;
}
