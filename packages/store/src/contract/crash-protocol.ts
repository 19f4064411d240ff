/** What the two processes of the crash test agree on; free of vitest, which the child has not. */
import type { BlobStore, MetadataStore } from '../types.ts';

export interface CrashStores {
  readonly metadata: MetadataStore;
  readonly blobs: BlobStore;
  close(): Promise<void>;
}

export type OpenCrashStores = (location: string) => Promise<CrashStores>;

/** What the child writes, in one transaction with the count of its writer. */
export type CrashRecord = {
  readonly seed: number;
  readonly size: number;
  readonly blobId: string;
};

export const crashWriters = 6;
