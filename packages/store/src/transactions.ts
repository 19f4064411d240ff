/**
 * Serializable transactions over a backend that can read its published state and make a set of
 * writes durable. Memory and SQLite share this; they differ in the backend only.
 *
 * Transactions queue. All that arrived in one turn of the event loop run one after the other as a
 * batch, each over the writes of those before it, and their writes become durable together (group
 * commit). Reads run at once on the published state, beside the queue; one that spans a
 * publication starts again, and joins the queue when that happens repeatedly.
 *
 * INVARIANT: the published state changes only in `publish`, which runs without a pause, after the
 * writes are durable. Nobody sees a write before that but the transactions of its own batch, whose
 * promises settle after it too.
 */
import type { Cell } from './cells.ts';
import { StoreClosed, StoreFailed, StoreFull, TransactionOver } from './errors.ts';
import { type Eventually, whenReady } from './eventually.ts';
import type { PackedKey } from './keys.ts';
import type { MetadataStore, ReadTransaction, Transaction } from './types.ts';
import { type Overlay, type Source, View, Writing } from './views.ts';

/** What a batch writes; `undefined` deletes. */
export type Writes = ReadonlyMap<PackedKey, Cell | undefined>;

export interface Backend {
  readonly published: Source;
  /** For transactions. The same state, since none runs while a batch is being persisted. */
  readonly current: Source;
  /**
   * Resolves when the writes are durable; they are not published yet. Rejects with `StoreFull`
   * when nothing was written; any other failure closes the store.
   */
  persist(writes: Writes): Promise<void>;
  /** Publishes what `persist` made durable. */
  publish(writes: Writes): void;
  close(): Promise<void>;
}

export interface TransactionLimits {
  /** Transactions that share one sync. */
  readonly batchTransactionsMax?: number;
  /** A transaction that awaits something else than itself for so long is undone. */
  readonly transactionMsMax?: number;
  /** Keys that one transaction may write. */
  readonly transactionWritesMax?: number;
  /** For tests of callers: every function runs twice, as it may anyway; the second run counts. */
  readonly rehearse?: boolean;
}

interface Job {
  readonly fn: (tx: Transaction) => Eventually<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

type Outcome = { readonly ok: true; readonly result: unknown } | { ok: false; reason: unknown };

interface Attempt {
  readonly outcome: Outcome;
  readonly writes: Writes;
}

const readAttemptsMax = 3;

class Stale extends Error {}

export function createTransactions(
  backend: Backend,
  limits: TransactionLimits = {},
): MetadataStore {
  const engine = new Engine(backend, limits);
  return {
    transact: (fn) => engine.transact(fn),
    read: (fn) => engine.read(fn),
    close: () => engine.close(),
  };
}

class Engine {
  readonly #backend: Backend;
  readonly #batchTransactionsMax: number;
  readonly #transactionMsMax: number;
  readonly #transactionWritesMax: number;
  readonly #rehearse: boolean;
  #queue: Job[] = [];
  #running = false;
  /** Raised by every publication. */
  #version = 0;
  #closing: Promise<void> | undefined;
  #failure: StoreFailed | undefined;
  #idle: (() => void) | undefined;

  constructor(backend: Backend, limits: TransactionLimits) {
    this.#backend = backend;
    this.#batchTransactionsMax = limits.batchTransactionsMax ?? 256;
    this.#transactionMsMax = limits.transactionMsMax ?? 10_000;
    this.#transactionWritesMax = limits.transactionWritesMax ?? 100_000;
    this.#rehearse = limits.rehearse ?? false;
  }

  transact<T>(fn: (tx: Transaction) => Eventually<T>): Promise<T> {
    const refusal = this.#refusal();
    if (refusal) return Promise.reject(refusal);
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ fn, resolve: resolve as (result: unknown) => void, reject });
      if (!this.#running) this.#schedule();
    });
  }

  read<T>(fn: (tx: ReadTransaction) => Eventually<T>): Eventually<T> {
    const refusal = this.#refusal();
    if (refusal) return Promise.reject(refusal);
    const version = this.#version;
    try {
      const result = fn(this.#view(version));
      // Without a pause nothing was published meanwhile.
      return result instanceof Promise ? this.#settleRead(fn, { result, version }) : result;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async #settleRead<T>(
    fn: (tx: ReadTransaction) => Eventually<T>,
    first: { readonly result: Promise<T>; readonly version: number },
  ): Promise<T> {
    let { result, version }: { result: Eventually<T>; version: number } = first;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await result;
      } catch (error) {
        // Whatever a stale read led to is void, also when `fn` made another error of it.
        if (this.#version === version) throw error;
      }
      if (attempt === readAttemptsMax) return this.transact(fn);
      version = this.#version;
      result = fn(this.#view(version));
    }
  }

  #view(version: number): ReadTransaction {
    return new View(this.#backend.published, () => {
      const refusal = this.#refusal();
      if (refusal) throw refusal;
      if (this.#version !== version) throw new Stale();
    });
  }

  #refusal(): Error | undefined {
    return this.#failure ?? (this.#closing && new StoreClosed());
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    if (this.#running) await new Promise<void>((resolve) => (this.#idle = resolve));
    await this.#backend.close();
  }

  #schedule(): void {
    this.#running = true;
    // After the poll phase: whatever this turn brings in shares the batch.
    setImmediate(() => void this.#turn());
  }

  async #turn(): Promise<void> {
    const jobs =
      this.#queue.length <= this.#batchTransactionsMax
        ? this.#queue.splice(0)
        : this.#queue.splice(0, this.#batchTransactionsMax);
    await this.#runBatch(jobs);
    if (this.#failure) this.#rejectAll(this.#queue.splice(0), this.#failure);
    if (this.#queue.length > 0) return this.#schedule();
    this.#running = false;
    this.#idle?.();
  }

  async #runBatch(jobs: readonly Job[]): Promise<void> {
    const batch: Overlay = new Map();
    const outcomes: Outcome[] = [];
    const watchdog = createWatchdog(this.#transactionMsMax);
    for (const job of jobs) {
      const outcome = this.#runJob(job, batch, watchdog);
      outcomes.push(outcome instanceof Promise ? await outcome : outcome);
    }
    watchdog.stop();
    try {
      if (batch.size > 0) {
        await this.#backend.persist(batch);
        this.#backend.publish(batch);
        this.#version += 1;
      }
    } catch (error) {
      // Also those that only read or threw: they may have seen writes that now never were.
      return this.#rejectAll(jobs, this.#judge(error));
    }
    jobs.forEach((job, index) => settle(job, outcomes[index] as Outcome));
  }

  #judge(error: unknown): Error {
    if (error instanceof StoreFull) return error;
    this.#failure = error instanceof StoreFailed ? error : new StoreFailed(error);
    return this.#failure;
  }

  #rejectAll(jobs: readonly Job[], error: Error): void {
    for (const job of jobs) job.reject(error);
  }

  #runJob(job: Job, batch: Overlay, watchdog: Watchdog): Eventually<Outcome> {
    const run = (): Eventually<Outcome> =>
      whenReady(this.#attempt(job, batch, watchdog), ({ outcome, writes }) => {
        if (outcome.ok) for (const [key, cell] of writes) batch.set(key, cell);
        return outcome;
      });
    return this.#rehearse ? whenReady(this.#attempt(job, batch, watchdog), run) : run();
  }

  #attempt(job: Job, batch: Overlay, watchdog: Watchdog): Eventually<Attempt> {
    const own: Overlay = new Map();
    const source = this.#backend.current;
    const tx = new Writing({ source, batch, own }, this.#transactionWritesMax);
    const end = (outcome: Outcome): Attempt => {
      tx.end();
      return { outcome, writes: own };
    };
    const succeed = (result: unknown): Attempt => end({ ok: true, result });
    const fail = (reason: unknown): Attempt => end({ ok: false, reason });
    try {
      const result = job.fn(tx);
      if (!(result instanceof Promise)) return succeed(result);
      return watchdog.guard(result).then(succeed, fail);
    } catch (reason) {
      return fail(reason);
    }
  }
}

function settle(job: Job, outcome: Outcome): void {
  if (outcome.ok) job.resolve(outcome.result);
  else job.reject(outcome.reason);
}

interface Watchdog {
  guard<T>(work: Promise<T>): Promise<T>;
  stop(): void;
}

/** One hanging transaction must not stop the whole store. */
function createWatchdog(ms: number): Watchdog {
  let bite: ((reason: Error) => void) | undefined;
  let ticks = 0;
  let timer: NodeJS.Timeout | undefined;
  const tick = (): void => {
    ticks += 1;
    if (ticks > 1) bite?.(new TransactionOver(`a transaction took more than ${ms} ms`));
  };
  return {
    guard: (work) =>
      new Promise((resolve, reject) => {
        timer ??= setInterval(tick, ms);
        ticks = 0;
        bite = reject;
        work.then(resolve, reject);
      }),
    stop: () => clearInterval(timer),
  };
}
