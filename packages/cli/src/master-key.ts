/**
 * The master key: `DATA/hallpass.key` (mode 0600, 32 random bytes in base64), made on the first
 * start, or HALLPASS_MASTER_KEY where several nodes share one. Everything sealed at rest hangs on
 * it.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const keyBytes = 32;
const variable = 'HALLPASS_MASTER_KEY';

export class InvalidMasterKey extends Error {
  override readonly name = 'InvalidMasterKey';
}

function decode(text: string, source: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === keyBytes) return key;
  throw new InvalidMasterKey(`${source} must hold ${keyBytes} bytes in base64`);
}

export function loadMasterKey(folder: string, environment: NodeJS.ProcessEnv): Buffer {
  const given = environment[variable];
  if (given !== undefined && given !== '') return decode(given, variable);
  const path = join(folder, 'hallpass.key');
  try {
    return decode(readFileSync(path, 'utf8'), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const key = randomBytes(keyBytes);
  // `wx`: a key is never written over. Synced before anything is sealed under it.
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, `${key.toString('base64')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return key;
}
