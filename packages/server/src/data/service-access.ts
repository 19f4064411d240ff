/**
 * Which principal asked which service for what, and when. A request leaves no more than a note in
 * memory; notes are written in batches, as those of `last-used.ts` are: AWS's own figures lag by up
 * to four hours. Pages: IAM UG "Refine permissions in AWS using last accessed information" and
 * "Things to know about last accessed information": attempts count, allowed or not.
 */
import type { MetadataStore, ReadTransaction, Transaction } from '@hallpass/store';

export type AccessTime = {
  readonly atMs: number;
  readonly region: string;
};

export interface ServiceAccess {
  /** `principalId`: unique id of a user or role. `action`: `s3:CreateBucket`. */
  note(principalId: string, action: string, time: AccessTime): void;
  /** By action, those not yet written too. */
  of(tx: ReadTransaction, principalId: string): Promise<ReadonlyMap<string, AccessTime>>;
  flush(): Promise<void>;
  /** Stops the timer and flushes. */
  close(): Promise<void>;
}

/** What is noted between two writes, by principal and action. */
type Notes = Map<string, Map<string, AccessTime>>;

const flushEveryMs = 30_000;
/** More principals than this between two writes are not noted; actions are bounded by our own. */
const principalsMax = 20_000;
/** More than all actions of the services here. */
const actionsMax = 2_000;

const accessKey = (principalId: string, action?: string): string[] => [
  'service-access',
  principalId,
  ...(action === undefined ? [] : [action]),
];

export function createServiceAccess(metadata: MetadataStore): ServiceAccess {
  let pending: Notes = new Map();
  let writing: Notes = new Map();
  const flush = async (): Promise<void> => {
    if (pending.size === 0) return;
    const notes = pending;
    pending = new Map();
    writing = notes;
    await metadata.transact(async (tx) => {
      for (const [principalId, times] of notes) {
        for (const [action, time] of times) tx.put(accessKey(principalId, action), time);
      }
    });
    if (writing === notes) writing = new Map();
  };
  const timer = setInterval(() => {
    // A failing store fails the requests loudly; the notes of this batch are lost, no change is.
    flush().catch(() => undefined);
  }, flushEveryMs);
  timer.unref();
  return {
    note(principalId, action, time) {
      const times = pending.get(principalId);
      if (times !== undefined) times.set(action, time);
      else if (pending.size < principalsMax) pending.set(principalId, new Map([[action, time]]));
    },
    async of(tx, principalId) {
      const prefix = accessKey(principalId);
      const stored = await tx.scan<AccessTime>({ prefix, limit: actionsMax });
      return new Map([
        ...stored.map(({ key, value }) => [key.at(-1) as string, value] as const),
        ...(writing.get(principalId) ?? []),
        ...(pending.get(principalId) ?? []),
      ]);
    },
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

/** With the principal goes what it did: its id never comes back. */
export async function forgetServiceAccess(tx: Transaction, principalId: string): Promise<void> {
  const entries = await tx.scan({ prefix: accessKey(principalId), limit: actionsMax });
  for (const { key } of entries) tx.delete(key);
}
