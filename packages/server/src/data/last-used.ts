/**
 * When a key or a role was last used. Answers never wait for it: uses are gathered in memory and
 * written every so often, as AWS's own figures lag too (IAM UG "Last accessed information": up to
 * four hours). Losing the newest uses in a crash loses no acknowledged change.
 */
import type { MetadataStore, ReadTransaction } from '@hallpass/store';

export type LastUse = {
  readonly atMs: number;
  readonly region: string;
  /** `s3`, `iam` …; absent for roles. */
  readonly service?: string;
};

export interface LastUsed {
  /** `id`: an access key id or a role's unique id. */
  note(id: string, use: LastUse): void;
  find(tx: ReadTransaction, id: string): Promise<LastUse | undefined>;
  flush(): Promise<void>;
  /** Stops the timer and flushes. */
  close(): Promise<void>;
}

const flushEveryMs = 30_000;
const pendingMax = 50_000;

export function createLastUsed(metadata: MetadataStore): LastUsed {
  let pending = new Map<string, LastUse>();
  const flush = async (): Promise<void> => {
    if (pending.size === 0) return;
    const uses = pending;
    pending = new Map();
    await metadata.transact(async (tx) => {
      for (const [id, use] of uses) tx.put(['last-used', id], use);
    });
  };
  const timer = setInterval(() => {
    // A failing store fails the requests loudly; this background write just tries again later.
    flush().catch(() => undefined);
  }, flushEveryMs);
  timer.unref();
  return {
    note(id, use) {
      if (pending.size < pendingMax || pending.has(id)) pending.set(id, use);
    },
    async find(tx, id) {
      return pending.get(id) ?? (await tx.get<LastUse>(['last-used', id]));
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
