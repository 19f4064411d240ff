/**
 * A cell is a value on its way between the caller and the disk: JSON as text, bytes as bytes.
 *
 * Text is parsed at the first read and then kept parsed and frozen, so that what a reader gets is
 * always what the disk holds (never the object that was put), and a bug that writes to a shared
 * value throws instead of changing what others read.
 */
import type { Json, Value } from './types.ts';

/** A value beyond this belongs into a blob. */
export const valueBytesMax: number = 16 * 1024 * 1024;

export interface Cell {
  /** What goes to the disk; dropped when it has been parsed and is there already. */
  stored: string | Uint8Array | undefined;
  value: Value | undefined;
  readonly onDisk: boolean;
  /** What it takes in memory, about: parsed JSON twice its text. */
  readonly weight: number;
}

export function cellOf(value: Value): Cell {
  if (value instanceof Uint8Array) {
    // Copied: the caller's may be a view into a pooled buffer that lives and changes on.
    const bytes = new Uint8Array(value);
    checkSize(bytes.byteLength);
    return { stored: bytes, value: bytes, onDisk: false, weight: bytes.byteLength };
  }
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError('a value must be JSON data or bytes');
  checkSize(text.length);
  return { stored: text, value: undefined, onDisk: false, weight: 2 * text.length };
}

function checkSize(bytes: number): void {
  if (bytes > valueBytesMax) throw new RangeError(`a value exceeds ${valueBytesMax} bytes`);
}

export function cellFromDisk(stored: string | Uint8Array): Cell {
  return typeof stored === 'string'
    ? { stored, value: undefined, onDisk: true, weight: 2 * stored.length }
    : { stored, value: stored, onDisk: true, weight: stored.byteLength };
}

/** What a written cell becomes once it is on disk. */
export function cellOnDisk(cell: Cell): Cell {
  const stored = cell.value === undefined ? cell.stored : undefined;
  return { stored, value: cell.value, onDisk: true, weight: cell.weight };
}

export function cellValue(cell: Cell): Value {
  if (cell.value === undefined) {
    cell.value = freeze(JSON.parse(cell.stored as string) as Json);
    if (cell.onDisk) cell.stored = undefined;
  }
  return cell.value;
}

function freeze(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  // The depth is bounded by what JSON.parse itself accepts.
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) freeze(member);
  }
  return Object.freeze(value);
}
