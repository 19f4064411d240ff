/**
 * Blob ids: 32 hexadecimal digits, the first 12 the time of the put in milliseconds, so that ids
 * sort by age; the last 20 random. Anything else is no blob, and never reaches a file name.
 */
import { randomBytes } from 'node:crypto';

const blobId = /^[0-9a-f]{32}$/;

export function newBlobId(nowMs: number = Date.now()): string {
  return nowMs.toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
}

export function isBlobId(id: string): boolean {
  return blobId.test(id);
}
