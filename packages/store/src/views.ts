/**
 * What a transaction sees: the published state, and over it the writes of its batch and its own.
 */
import { type Cell, cellOf, cellValue } from './cells.ts';
import { TransactionOver } from './errors.ts';
import type { Eventually } from './eventually.ts';
import { keyReader, type PackedKey, type PackedRange, packKey, packRange } from './keys.ts';
import type { Entry, Key, ReadTransaction, ScanOptions, Transaction, Value } from './types.ts';

export interface Row {
  readonly key: PackedKey;
  readonly cell: Cell;
}

export interface Source {
  get(key: PackedKey): Cell | undefined;
  scan(range: PackedRange): readonly Row[];
}

/** Writes that are not published yet; `undefined` deletes. */
export type Overlay = Map<PackedKey, Cell | undefined>;

/** Classes, since every request makes some of these. */
export class View implements ReadTransaction {
  readonly #source: Source;
  readonly #check: () => void;

  constructor(source: Source, check: () => void) {
    this.#source = source;
    this.#check = check;
  }

  get<V extends Value>(key: Key): Eventually<V | undefined> {
    this.#check();
    const cell = this.#source.get(packKey(key));
    return cell === undefined ? undefined : (cellValue(cell) as V);
  }

  scan<V extends Value>(options: ScanOptions): Eventually<readonly Entry<V>[]> {
    this.#check();
    return toEntries(this.#source.scan(packRange(options)), options);
  }
}

interface Layers {
  readonly source: Source;
  readonly batch: Overlay;
  readonly own: Overlay;
}

export class Writing implements Transaction {
  readonly #layers: Layers;
  readonly #writesMax: number;
  #isOver = false;

  constructor(layers: Layers, writesMax: number) {
    this.#layers = layers;
    this.#writesMax = writesMax;
  }

  /** Whoever keeps it longer than its function runs can do nothing with it. */
  end(): void {
    this.#isOver = true;
  }

  get<V extends Value>(key: Key): Eventually<V | undefined> {
    if (this.#isOver) return Promise.reject(new TransactionOver());
    const { source, batch, own } = this.#layers;
    const packed = packKey(key);
    let cell: Cell | undefined;
    if (own.has(packed)) cell = own.get(packed);
    else if (batch.has(packed)) cell = batch.get(packed);
    else cell = source.get(packed);
    return cell === undefined ? undefined : (cellValue(cell) as V);
  }

  scan<V extends Value>(options: ScanOptions): Eventually<readonly Entry<V>[]> {
    if (this.#isOver) return Promise.reject(new TransactionOver());
    return toEntries(scanOver(this.#layers, packRange(options)), options);
  }

  put(key: Key, value: Value): void {
    this.#check();
    this.#write(packKey(key), cellOf(value));
  }

  delete(key: Key): void {
    this.#check();
    this.#write(packKey(key), undefined);
  }

  #check(): void {
    if (this.#isOver) throw new TransactionOver();
  }

  #write(key: PackedKey, cell: Cell | undefined): void {
    const { own } = this.#layers;
    if (own.size >= this.#writesMax && !own.has(key)) {
      throw new RangeError(`a transaction writes at most ${this.#writesMax} keys`);
    }
    own.set(key, cell);
  }
}

/** The published rows of a range under the writes of the batch and of the transaction. */
function scanOver({ source, batch, own }: Layers, range: PackedRange): readonly Row[] {
  const written: Overlay = new Map();
  for (const overlay of [batch, own]) {
    for (const [key, cell] of overlay) {
      if (key >= range.low && key < range.high) written.set(key, cell);
    }
  }
  if (written.size === 0) return source.scan(range);
  // Each write hides at most one published row.
  const rows = source.scan({ ...range, limit: range.limit + written.size });
  const merged = rows.filter((row) => !written.has(row.key));
  for (const [key, cell] of written) if (cell !== undefined) merged.push({ key, cell });
  const sign = range.reverse ? -1 : 1;
  merged.sort((a, b) => (a.key < b.key ? -sign : sign));
  return merged.slice(0, range.limit);
}

function toEntries<V extends Value>(
  rows: readonly Row[],
  { prefix }: ScanOptions,
): readonly Entry<V>[] {
  const read = keyReader(prefix);
  return rows.map(({ key, cell }) => ({ key: read(key), value: cellValue(cell) as V }));
}
