/**
 * What requests leave behind without waiting for it: kept in memory by id, and written every so
 * often, as AWS's own figures of last use lag too (IAM UG "Last accessed information": up to four
 * hours). Losing the newest notes in a crash loses no acknowledged change.
 */
import type { MetadataStore, Transaction } from '@hallpass/store';

export interface BackgroundNotes<Note> {
  /** The note that the next write will take; it may still be changed. */
  pending(id: string): Note | undefined;
  /** Beyond the limit a new id is not noted. */
  set(id: string, note: Note): void;
  /** What the store may not have yet, older first. */
  unwritten(id: string): readonly Note[];
  flush(): Promise<void>;
  /** Stops the timer and flushes. */
  close(): Promise<void>;
}

export interface NotesOptions<Note> {
  /** Ids between two writes. */
  readonly idsMax: number;
  /** May run again for the same note. */
  write(tx: Transaction, id: string, note: Note): void;
}

const flushEveryMs = 30_000;

export function createBackgroundNotes<Note>(
  metadata: MetadataStore,
  { idsMax, write }: NotesOptions<Note>,
): BackgroundNotes<Note> {
  let pending = new Map<string, Note>();
  let writing = new Map<string, Note>();
  const flush = async (): Promise<void> => {
    if (pending.size === 0) return;
    const notes = pending;
    pending = new Map();
    writing = notes;
    await metadata.transact(async (tx) => {
      for (const [id, note] of notes) write(tx, id, note);
    });
    if (writing === notes) writing = new Map();
  };
  const timer = setInterval(() => {
    // A failing store fails the requests loudly; the notes of this batch are lost, no change is.
    flush().catch(() => undefined);
  }, flushEveryMs);
  timer.unref();
  return {
    pending: (id) => pending.get(id),
    set(id, note) {
      if (pending.size < idsMax || pending.has(id)) pending.set(id, note);
    },
    unwritten: (id) => [writing.get(id), pending.get(id)].filter((note) => note !== undefined),
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
