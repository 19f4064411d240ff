/** Removing blobs that no metadata names: left by puts whose transaction never came. */
import type { Eventually } from './eventually.ts';
import type { BlobStore } from './types.ts';

export interface CollectGarbageOptions {
  /** Whether some metadata names the blob. */
  readonly isReferenced: (id: string) => Eventually<boolean>;
  /** Younger blobs stay: their transaction may be on its way. */
  readonly olderThanMs: number;
  readonly nowMs?: number;
}

/** Returns how many blobs were removed. */
export async function collectGarbage(
  blobs: BlobStore,
  { isReferenced, olderThanMs, nowMs = Date.now() }: CollectGarbageOptions,
): Promise<number> {
  let removed = 0;
  for await (const { id, modifiedMs } of blobs.list()) {
    if (nowMs - modifiedMs < olderThanMs) continue;
    if (await isReferenced(id)) continue;
    await blobs.delete(id);
    removed += 1;
  }
  return removed;
}
