/**
 * The master key: `DATA/hallpass.key` (mode 0600, 32 random bytes in base64), made on the first
 * start, or HALLPASS_MASTER_KEY where several nodes share one. Everything sealed at rest hangs on
 * it, so none is ever made for data that was sealed with another.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNewDeployment } from '@hallpass/server';
import type { MetadataStore } from '@hallpass/store';
import { writePrivateFile } from '../private-file.ts';

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

export async function loadMasterKey(
  folder: string,
  from: { readonly metadata: MetadataStore; readonly environment: NodeJS.ProcessEnv },
): Promise<Buffer> {
  const given = from.environment[variable];
  if (given !== undefined && given !== '') return decode(given, variable);
  const path = join(folder, 'hallpass.key');
  try {
    return decode(readFileSync(path, 'utf8'), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  if (!(await isNewDeployment(from.metadata))) {
    throw new InvalidMasterKey(`${path} is missing, and ${variable} is not set`);
  }
  const key = randomBytes(keyBytes);
  writePrivateFile(path, `${key.toString('base64')}\n`);
  return key;
}
