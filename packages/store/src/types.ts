/**
 * The two state interfaces of Hallpass: a small ordered transactional key-value store for
 * metadata and a store for blobs. Every backend passes the laws in `contract.ts`.
 */
import type { Eventually } from './eventually.ts';

/**
 * A tuple key. Order: element by element; numbers before strings; numbers by value (safe,
 * non-negative integers), strings by UTF-8 bytes; a prefix sorts before its extensions.
 */
export type Key = readonly (string | number)[];

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/**
 * What a key holds: plain JSON data or raw bytes. Values are immutable once put: callers never
 * mutate what they put or got (backends may share one object between readers).
 */
export type Value = Json | Uint8Array;

export interface Entry<V extends Value = Value> {
  readonly key: Key;
  readonly value: V;
}

export interface ScanOptions {
  /** Only keys that begin with these elements. */
  readonly prefix: Key;
  /** Start strictly after this full key (strictly before it when `reverse`). Need not exist. */
  readonly after?: Key;
  /** Start at this full key or after it (at or before it when `reverse`). Need not exist. */
  readonly from?: Key;
  /** At most this many entries; required, so that no scan is unbounded. */
  readonly limit: number;
  readonly reverse?: boolean;
}

export interface ReadTransaction {
  get<V extends Value>(key: Key): Eventually<V | undefined>;
  scan<V extends Value>(options: ScanOptions): Eventually<readonly Entry<V>[]>;
}

export interface Transaction extends ReadTransaction {
  put(key: Key, value: Value): void;
  delete(key: Key): void;
}

export interface MetadataStore {
  /**
   * Runs `fn` serializably. Resolved means durable. `fn` may run again on a conflict, so it has no
   * side effects but through `tx`, and awaits nothing but `tx`. A throw rolls back and is rethrown.
   */
  transact<T>(fn: (tx: Transaction) => Eventually<T>): Promise<T>;
  /**
   * Runs `fn` on one consistent snapshot that includes all that was acknowledged. Where neither the
   * store nor `fn` has to wait, the result is there at once. Failures are always rejections.
   */
  read<T>(fn: (tx: ReadTransaction) => Eventually<T>): Eventually<T>;
  close(): Promise<void>;
}

export interface PutBlobOptions {
  /** Fail with `BlobTooLarge` past this many bytes; required. */
  readonly maxBytes: number;
}

export interface BlobPut {
  readonly id: string;
  readonly size: number;
}

export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

export interface BlobBody extends AsyncIterable<Uint8Array> {
  /**
   * Gives a chunk back to be read into again. Optional, but a third cheaper for large blobs. Only
   * for whole chunks that nothing will look at any more: a socket is done with one when the
   * callback of its write was called without an error.
   */
  recycle?(chunk: Uint8Array): void;
}

/**
 * Blobs are immutable. A blob is durable when `put` resolves and invisible when it rejects.
 * Digests are the caller's: it taps the stream on the way in, and leaves the chunks unchanged.
 */
export interface BlobStore {
  put(body: AsyncIterable<Uint8Array>, options: PutBlobOptions): Promise<BlobPut>;
  /** Chunks of at least 512 KiB for large reads. Throws `NoSuchBlob` before the first chunk. */
  get(id: string, range?: ByteRange): BlobBody;
  /** Idempotent. */
  delete(id: string): Promise<void>;
  /** Every blob id with its size and age, for the collection of garbage. */
  list(): AsyncIterable<{ id: string; size: number; modifiedMs: number }>;
  close(): Promise<void>;
}
