/**
 * Blocks for reading large blobs. A fresh megabyte costs the kernel more than the read itself (it
 * must map and clear the pages), so a block comes back when its consumer says that nothing looks at
 * it any more; one that never comes back is the garbage collector's.
 */

export interface Blocks {
  take(bytes: number): Uint8Array;
  /** Blocks that are not of this pool, or came back already, are ignored. */
  giveBack(block: Uint8Array): void;
}

export const blockBytes: number = 1024 * 1024;
const freeBlocksMax = 32;

export function createBlocks(): Blocks {
  const free: Uint8Array[] = [];
  const lent = new WeakSet<Uint8Array>();
  return {
    take(bytes) {
      if (bytes !== blockBytes) return Buffer.allocUnsafeSlow(bytes);
      // The one that came back last is the likeliest to be in the processor's cache.
      const block = free.pop() ?? Buffer.allocUnsafeSlow(blockBytes);
      lent.add(block);
      return block;
    },
    giveBack(block) {
      if (lent.delete(block) && free.length < freeBlocksMax) free.push(block);
    },
  };
}
