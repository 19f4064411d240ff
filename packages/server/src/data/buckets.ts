/**
 * Buckets: names are unique across all accounts; everything about a bucket but its objects is in
 * one record, so that a request needs one read to know who decides.
 * Pages: S3 UG "Buckets overview", "Blocking public access", "Controlling ownership of objects".
 */
import type { ReadTransaction, Transaction } from '@hallpass/store';
import type { Partition } from './accounts.ts';
import type { Tags } from './tags.ts';

export type PublicAccessBlock = {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
};

export type BucketRecord = {
  readonly name: string;
  /** Unique per incarnation: objects hang on it, so a deleted and remade bucket is empty. */
  readonly id: string;
  readonly accountId: string;
  readonly partition: Partition;
  readonly region: string;
  readonly createdAtMs: number;
  /** Changes with every write of this record: what caches of the bucket's policy are keyed by. */
  readonly generation: string;
  /** Document with user and role principals bound to their unique ids. */
  readonly policy?: string;
  /** Absent after DeletePublicAccessBlock: nothing is blocked. */
  readonly publicAccessBlock?: PublicAccessBlock;
  readonly objectOwnership: 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';
  readonly tags: Tags;
};

export async function findBucket(
  tx: ReadTransaction,
  name: string,
): Promise<BucketRecord | undefined> {
  return tx.get<BucketRecord>(['bucket', name]);
}

/** INVARIANT: the caller gives a fresh `generation` (`newToken()`) with every change. */
export function putBucket(tx: Transaction, bucket: BucketRecord): void {
  tx.put(['bucket', bucket.name], bucket);
  tx.put(['account-bucket', bucket.accountId, bucket.name], true);
}

export function deleteBucket(tx: Transaction, bucket: BucketRecord): void {
  tx.delete(['bucket', bucket.name]);
  tx.delete(['account-bucket', bucket.accountId, bucket.name]);
}
