/** When a key or a role was last used: noted in the background (`background-notes.ts`). */
import type { MetadataStore, ReadTransaction } from '@hallpass/store';
import { createBackgroundNotes } from './background-notes.ts';

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

const idsMax = 50_000;

export function createLastUsed(metadata: MetadataStore): LastUsed {
  const { set, unwritten, flush, close } = createBackgroundNotes<LastUse>(metadata, {
    idsMax,
    write: (tx, id, use) => tx.put(['last-used', id], use),
  });
  return {
    note: set,
    async find(tx, id) {
      return unwritten(id).at(-1) ?? (await tx.get<LastUse>(['last-used', id]));
    },
    flush,
    close,
  };
}
