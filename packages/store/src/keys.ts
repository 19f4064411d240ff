/**
 * Tuple keys, packed into byte strings whose plain order is the order of the tuples.
 *
 * A packed key is a JavaScript string with one byte per character, so that `<` compares bytes and a
 * Map finds it. SQLite gets it as TEXT (UTF-8 keeps the order; TEXT crosses into JavaScript twice
 * as fast as a BLOB), which is why it has no 0x00. Per element:
 * number  0x10 + n, then n digits to the base 64, 0x30 to 0x6F (n = 0 to 9)
 * string  0x20, its UTF-8 bytes, 0x01; where 0x00, 0x01, 0x02 become 0x02 and 0x02, 0x03, 0x04
 * INVARIANT: an element begins below 0xFF and ends where its own bytes say so. So the keys that
 * begin with a prefix are exactly those in `[prefix, prefix + 0xFF)`.
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
const digitZero = 0x30;
const stringTag = 0x20;
const stringStart = '\x20';
const stringEnd = '\x01';
/** Sorts before whatever can follow a whole key. */
const justAfter = '\x01';
const prefixEnd = '\xff';
const needsNoEncoding = /^[\x03-\x7f]*$/;
const special = /[\0-\x02]/g;
const escaped = /\x02([\x02-\x04])/g;

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
  return stringStart + bytes.replace(special, escape) + stringEnd;
}

function escape(byte: string): string {
  return '\x02' + String.fromCharCode(byte.charCodeAt(0) + 2);
}

function unescape(_: string, byte: string): string {
  return String.fromCharCode(byte.charCodeAt(0) - 2);
}

function packNumber(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new TypeError('a number in a key must be a safe, non-negative integer');
  }
  let digits = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 64)) {
    digits = String.fromCharCode(digitZero + (rest % 64)) + digits;
  }
  return String.fromCharCode(numberTag + digits.length) + digits;
}

/**
 * The elements of packed keys that all begin with `prefix`, whose own elements are known and not
 * read again.
 */
export function keyReader(prefix: Key): (packed: PackedKey) => Key {
  const start = packElements(prefix).length;
  return (packed) => unpackAfter(prefix, packed, start);
}

function unpackAfter(known: Key, packed: PackedKey, start: number): (string | number)[] {
  const key = known.slice();
  let at = start;
  while (at < packed.length) {
    const tag = packed.charCodeAt(at);
    if (tag === stringTag) {
      const end = packed.indexOf(stringEnd, at + 1);
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

function unpackString(bytes: string): string {
  if (needsNoEncoding.test(bytes)) return bytes;
  return Buffer.from(bytes.replace(escaped, unescape), 'latin1').toString('utf8');
}

function unpackNumber(packed: PackedKey, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) value = value * 64 + (packed.charCodeAt(at) - digitZero);
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
  if (reverse) {
    if (after !== undefined) high = lesser(high, packKey(after));
    if (from !== undefined) high = lesser(high, packKey(from) + justAfter);
  } else {
    if (after !== undefined) low = greater(low, packKey(after) + justAfter);
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
