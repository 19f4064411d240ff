/**
 * Tuple keys, packed into byte strings whose plain order is the order of the tuples.
 *
 * A packed key is a JavaScript string with one byte per character, so that `<` compares bytes, a
 * Map finds it, and SQLite gets it as a BLOB. Per element:
 *   number  0x10 + n, then its n significant bytes, big-endian (n = 0 to 7)
 *   string  0x20, its UTF-8 bytes with 0x00 written as 0x00 0xFF, then 0x00
 * INVARIANT: no element begins with 0xFF. So after a packed prefix a byte below 0xFF begins a
 * further element, and 0xFF continues a longer string: `[prefix, prefix + 0xFF)` holds exactly the
 * keys that begin with the prefix.
 */
import type { Key, ScanOptions } from './types.ts';

/** One byte per character. */
export type PackedKey = string;

/** From `low` up to but without `high`. */
export interface PackedRange {
  readonly low: PackedKey;
  readonly high: PackedKey;
  readonly limit: number;
  readonly reverse: boolean;
}

/** S3 keys have at most 1024 bytes; this leaves ample room for what stands before them. */
export const keyBytesMax = 4096;

const numberTag = 0x10;
const stringTag = 0x20;
const stringStart = '\x20';
const stringEnd = '\0';
const escapedNul = '\0\xff';
const prefixEnd = '\xff';
// eslint-disable-next-line no-control-regex -- the control characters are the point
const needsNoEncoding = /^[\x01-\x7f]*$/;

export function packKey(key: Key): PackedKey {
  if (key.length === 0) throw new TypeError('a key needs at least one element');
  const packed = packElements(key);
  if (packed.length > keyBytesMax) throw new RangeError(`a key exceeds ${keyBytesMax} bytes`);
  return packed;
}

function packElements(key: Key): PackedKey {
  let packed = '';
  for (const element of key) {
    packed += typeof element === 'string' ? packString(element) : packNumber(element);
  }
  return packed;
}

function packString(text: string): string {
  if (needsNoEncoding.test(text)) return stringStart + text + stringEnd;
  // A lone surrogate has no UTF-8 form: two different keys would become one.
  if (!text.isWellFormed()) throw new TypeError('a key element is not well-formed Unicode');
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  return stringStart + bytes.replaceAll('\0', escapedNul) + stringEnd;
}

function packNumber(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new TypeError('a number in a key must be a safe, non-negative integer');
  }
  let bytes = '';
  let count = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) {
    bytes = String.fromCharCode(rest % 256) + bytes;
    count += 1;
  }
  return String.fromCharCode(numberTag + count) + bytes;
}

/** The elements of a packed key, from position `start` on. */
export function unpackKey(packed: PackedKey, start = 0): (string | number)[] {
  const key: (string | number)[] = [];
  let at = start;
  while (at < packed.length) {
    const tag = packed.charCodeAt(at);
    if (tag === stringTag) {
      const end = endOfString(packed, at + 1);
      key.push(unpackString(packed.slice(at + 1, end)));
      at = end + 1;
    } else {
      const end = at + 1 + tag - numberTag;
      key.push(unpackNumber(packed, at + 1, end));
      at = end;
    }
  }
  return key;
}

function endOfString(packed: PackedKey, start: number): number {
  let end = packed.indexOf(stringEnd, start);
  while (packed.charCodeAt(end + 1) === 0xff) end = packed.indexOf(stringEnd, end + 2);
  return end;
}

function unpackString(bytes: string): string {
  if (needsNoEncoding.test(bytes)) return bytes;
  return Buffer.from(bytes.replaceAll(escapedNul, '\0'), 'latin1').toString('utf8');
}

function unpackNumber(packed: PackedKey, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 256 + packed.charCodeAt(at);
  return value;
}

export function packRange(options: ScanOptions): PackedRange {
  const { prefix, after, from, limit, reverse = false } = options;
  if (!Number.isSafeInteger(limit) || limit < 0) {
    throw new RangeError('the limit of a scan must be a non-negative integer');
  }
  const start = packElements(prefix);
  let low = start;
  let high = start + prefixEnd;
  // No key lies between k and k + 0x00, since no element begins with 0x00.
  if (reverse) {
    if (after !== undefined) high = lesser(high, packKey(after));
    if (from !== undefined) high = lesser(high, packKey(from) + stringEnd);
  } else {
    if (after !== undefined) low = greater(low, packKey(after) + stringEnd);
    if (from !== undefined) low = greater(low, packKey(from));
  }
  return { low, high, limit, reverse };
}

function lesser(a: PackedKey, b: PackedKey): PackedKey {
  return a < b ? a : b;
}

function greater(a: PackedKey, b: PackedKey): PackedKey {
  return a > b ? a : b;
}

export function keyBytes(packed: PackedKey): Uint8Array {
  return Buffer.from(packed, 'latin1');
}

export function keyFromBytes(bytes: Uint8Array): PackedKey {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
