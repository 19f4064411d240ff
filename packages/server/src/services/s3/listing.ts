/**
 * Walking ordered keys with prefix and delimiter. What lies below a common prefix is not walked:
 * the walk jumps over it, so that a page costs what it shows and not what the bucket holds. Pages:
 * S3 UG "Organizing objects using prefixes", S3 API Reference "ListObjectsV2".
 */
import type { Eventually } from '@hallpass/store';

/** Where a walk begins: after a key, or beyond all keys that begin with a text. */
export type Position =
  | { readonly kind: 'start' }
  | { readonly kind: 'after'; readonly key: string }
  | { readonly kind: 'beyond'; readonly prefix: string };

export interface Walk<T> {
  readonly prefix: string;
  readonly delimiter: string | undefined;
  readonly begin: Position;
  /** Keys and common prefixes together. */
  readonly max: number;
  /** Entries in order, only keys after `after` or, else, from `from` on. */
  readonly scan: (range: ScanRange<T>) => Eventually<readonly T[]>;
  readonly keyOf: (entry: T) => string;
}

export interface ScanRange<T> {
  readonly from?: string | undefined;
  readonly after?: string | undefined;
  /** The last entry seen, for walks whose entries share keys. */
  readonly last?: T | undefined;
  readonly limit: number;
}

export interface WalkPage<T> {
  readonly entries: readonly T[];
  readonly prefixes: readonly string[];
  /** Where the next page begins; absent at the end. */
  readonly next?: Position;
}

const scanMin = 16;
const scanMax = 1001;
const lastCodePoint = 0x10ffff;

/** The least text greater than all that begin with `prefix`; undefined when there is none. */
export function successor(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.length > 0) {
    const last = points.pop() ?? 0;
    if (last === lastCodePoint) continue;
    // Surrogates are no characters; the order of UTF-8 bytes is that of code points.
    const next = last === 0xd7ff ? 0xe000 : last + 1;
    return String.fromCodePoint(...points, next);
  }
  return undefined;
}

/** Order of UTF-8 bytes; JavaScript's own differs beyond the Basic Multilingual Plane. */
export function isAfter(a: string, b: string): boolean {
  if (a === b) return false;
  const [as, bs] = [a[Symbol.iterator](), b[Symbol.iterator]()];
  // Bounded by the length of keys.
  for (;;) {
    const [x, y] = [as.next(), bs.next()];
    if (x.done === true) return false;
    if (y.done === true) return true;
    if (x.value !== y.value) return (x.value.codePointAt(0) ?? 0) > (y.value.codePointAt(0) ?? 0);
  }
}

function rangeAt(begin: Position, prefix: string): { from?: string; after?: string } | undefined {
  if (begin.kind === 'beyond') {
    const from = successor(begin.prefix);
    if (from === undefined) return undefined;
    return { from: isAfter(prefix, from) ? prefix : from };
  }
  if (begin.kind === 'after' && !isAfter(prefix, begin.key)) return { after: begin.key };
  return { from: prefix };
}

/** The common prefix that a key falls under. */
function commonPrefixOf(
  key: string,
  prefix: string,
  delimiter: string | undefined,
): string | undefined {
  if (delimiter === undefined) return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}

interface State<T> {
  readonly entries: T[];
  readonly prefixes: string[];
  /** Of the next scan. */
  limit: number;
  position: Position;
  last: T | undefined;
}

/** Takes in what was scanned. `full`: the page is; `jump`: the rest of the scan lies below a prefix. */
function take<T>(
  walk: Walk<T>,
  state: State<T>,
  scanned: readonly T[],
): 'more' | 'jump' | 'full' | 'end' {
  const { prefix, delimiter, max, keyOf } = walk;
  for (let index = 0; index < scanned.length; index += 1) {
    const entry = scanned[index] as T;
    const key = keyOf(entry);
    if (!key.startsWith(prefix)) return 'end';
    if (state.entries.length + state.prefixes.length >= max) return 'full';
    const common = commonPrefixOf(key, prefix, delimiter);
    if (common === undefined) {
      state.entries.push(entry);
      state.position = { kind: 'after', key };
      state.last = entry;
      continue;
    }
    state.prefixes.push(common);
    state.position = { kind: 'beyond', prefix: common };
    state.last = undefined;
    // A few more below the same prefix are stepped over; many are jumped over.
    while (index + 1 < scanned.length && keyOf(scanned[index + 1] as T).startsWith(common)) {
      index += 1;
    }
    if (index + 1 === scanned.length) return 'jump';
  }
  return 'more';
}

export function walkPage<T>(walk: Walk<T>): Eventually<WalkPage<T>> {
  const { max, delimiter, begin } = walk;
  const limit = delimiter === undefined ? Math.min(max + 1, scanMax) : scanMin;
  const state: State<T> = { entries: [], prefixes: [], position: begin, last: undefined, limit };
  // AWS: a page of no keys is never truncated.
  return max === 0 ? page(state) : walkOn(walk, state);
}

/** Goes on until the page is full; at once, where what is scanned is at hand. */
function walkOn<T>(walk: Walk<T>, state: State<T>): Eventually<WalkPage<T>> {
  // Each scan adds to the page or is the last, so there are at most as many as the page has room.
  for (;;) {
    const range = rangeAt(state.position, walk.prefix);
    if (range === undefined) return page(state);
    const scanned = walk.scan({ ...range, last: state.last, limit: state.limit });
    if (scanned instanceof Promise) {
      return scanned.then((found) => takeIn(walk, state, found) ?? walkOn(walk, state));
    }
    const whole = takeIn(walk, state, scanned);
    if (whole !== undefined) return whole;
  }
}

/** The page, where this scan was its last. */
function takeIn<T>(walk: Walk<T>, state: State<T>, scanned: readonly T[]): WalkPage<T> | undefined {
  const { limit } = state;
  const outcome = take(walk, state, scanned);
  if (outcome === 'full') return { ...page(state), next: state.position };
  if (outcome === 'end' || scanned.length < limit) return page(state);
  state.limit = outcome === 'jump' ? scanMin : Math.min(limit * 2, scanMax);
  return undefined;
}

function page<T>({ entries, prefixes }: State<T>): WalkPage<T> {
  return { entries, prefixes };
}

/** Continuation tokens: opaque to clients, and no use to them but to go on. */
export function encodePosition(position: Position): string {
  const text =
    position.kind === 'start'
      ? ''
      : position.kind === 'after'
        ? `k${position.key}`
        : `p${position.prefix}`;
  return Buffer.from(`1${text}`, 'utf8').toString('base64');
}

/** Undefined for what was not made here. */
export function decodePosition(token: string): Position | undefined {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (Buffer.from(text).toString('base64') !== token) return undefined;
  if (text.startsWith('1k')) return { kind: 'after', key: text.slice(2) };
  return text.startsWith('1p') ? { kind: 'beyond', prefix: text.slice(2) } : undefined;
}

/**
 * Where a marker of the older APIs leaves off. A marker below a common prefix has seen that prefix.
 */
export function markerPosition(
  marker: string | undefined,
  { prefix, delimiter }: { readonly prefix: string; readonly delimiter: string | undefined },
): Position {
  if (marker === undefined || marker === '') return { kind: 'start' };
  const seen = marker.startsWith(prefix) ? commonPrefixOf(marker, prefix, delimiter) : undefined;
  return seen === undefined ? { kind: 'after', key: marker } : { kind: 'beyond', prefix: seen };
}
