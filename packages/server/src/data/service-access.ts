/**
 * Which principal asked which service for what, and when: noted in the background
 * (`background-notes.ts`). Pages: IAM UG "Refine permissions in AWS using last accessed
 * information" and "Things to know about last accessed information": attempts count, allowed or
 * not.
 */
import type { MetadataStore, ReadTransaction, Transaction } from '@hallpass/store';
import { createBackgroundNotes } from './background-notes.ts';

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
  const notes = createBackgroundNotes<Map<string, AccessTime>>(metadata, {
    idsMax: principalsMax,
    write(tx, principalId, times) {
      for (const [action, time] of times) tx.put(accessKey(principalId, action), time);
    },
  });
  return {
    note(principalId, action, time) {
      const times = notes.pending(principalId);
      if (times === undefined) notes.set(principalId, new Map([[action, time]]));
      else times.set(action, time);
    },
    async of(tx, principalId) {
      const prefix = accessKey(principalId);
      const stored = await tx.scan<AccessTime>({ prefix, limit: actionsMax });
      return new Map([
        ...stored.map(({ key, value }) => [key.at(-1) as string, value] as const),
        ...notes.unwritten(principalId).flatMap((times) => [...times]),
      ]);
    },
    flush: notes.flush,
    close: notes.close,
  };
}

/** With the principal goes what it did: its id never comes back. */
export async function forgetServiceAccess(tx: Transaction, principalId: string): Promise<void> {
  const entries = await tx.scan({ prefix: accessKey(principalId), limit: actionsMax });
  for (const { key } of entries) tx.delete(key);
}
