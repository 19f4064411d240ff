/**
 * Buckets: names are unique across all accounts; everything about a bucket but its objects is in
 * one record, so that a request needs one read to know who decides.
 * Pages: S3 UG "Buckets overview", "Blocking public access", "Controlling ownership of objects".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import type { Acl } from './acls.ts';
import type { Partition } from './accounts.ts';
import { deleteBucketCors } from './bucket-cors.ts';
import { newToken } from './ids.ts';
import type { Tags } from './tags.ts';

export type PublicAccessBlock = {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
};

export type ObjectOwnership = 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter';

/** Once enabled, it can only be suspended. */
export type Versioning = 'Enabled' | 'Suspended';

export type BucketRecord = {
  readonly name: string;
  /** Unique per incarnation: objects hang on it, so a deleted and remade bucket is empty. */
  readonly id: string;
  readonly accountId: string;
  readonly partition: Partition;
  readonly region: string;
  /** As given on creation, where that is not the region's own name: EU. */
  readonly locationConstraint?: string;
  readonly createdAtMs: number;
  /** Changes with every write of this record: what caches of the bucket's policy are keyed by. */
  readonly generation: string;
  /** Document with user and role principals bound to their unique ids. */
  readonly policy?: string;
  /** Absent after DeletePublicAccessBlock: nothing is blocked. */
  readonly publicAccessBlock?: PublicAccessBlock;
  /** Absent after DeleteBucketOwnershipControls: the same as ObjectWriter. */
  readonly objectOwnership?: ObjectOwnership;
  /** Counts while ACLs are on; kept while they are off. */
  readonly acl?: Acl;
  readonly tags: Tags;
  /** As given with the default encryption. It says nothing while that is SSE-S3, but is shown again. */
  readonly bucketKeyEnabled?: boolean;
  /** Absent: never enabled. */
  readonly versioning?: Versioning;
};

/** What a new bucket has: S3 UG "Default settings for new S3 buckets". */
export const blockAllPublicAccess: PublicAccessBlock = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

export interface NewBucket {
  readonly name: string;
  readonly accountId: string;
  readonly partition: Partition;
  readonly region: string;
  readonly locationConstraint?: string;
  readonly createdAtMs: number;
  readonly tags?: Tags;
  /** Default: BucketOwnerEnforced. */
  readonly objectOwnership?: ObjectOwnership;
  readonly acl?: Acl;
}

export function newBucket(bucket: NewBucket): BucketRecord {
  return {
    tags: [],
    objectOwnership: 'BucketOwnerEnforced',
    ...bucket,
    id: newToken(),
    generation: newToken(),
    publicAccessBlock: blockAllPublicAccess,
  };
}

export function findBucket(
  tx: ReadTransaction,
  name: string,
): Eventually<BucketRecord | undefined> {
  return tx.get<BucketRecord>(['bucket', name]);
}

/** INVARIANT: the caller gives a fresh `generation` (`newToken()`) with every change. */
export function putBucket(tx: Transaction, bucket: BucketRecord): void {
  tx.put(['bucket', bucket.name], bucket);
  tx.put(['account-bucket', bucket.accountId, bucket.name], true);
}

/** A setting of a bucket; `undefined` takes it away. */
export type BucketChange = {
  readonly [
    K in
      | 'policy'
      | 'publicAccessBlock'
      | 'objectOwnership'
      | 'acl'
      | 'tags'
      | 'bucketKeyEnabled'
      | 'versioning'
  ]?: BucketRecord[K] | undefined;
};

/** Writes a changed setting, with the fresh generation that every write needs. */
export function changeBucket(tx: Transaction, bucket: BucketRecord, change: BucketChange): void {
  const changed = Object.entries({ ...bucket, ...change, generation: newToken() });
  const kept = changed.filter(([, value]) => value !== undefined);
  putBucket(tx, Object.fromEntries(kept) as BucketRecord);
}

export function deleteBucket(tx: Transaction, bucket: BucketRecord): void {
  tx.delete(['bucket', bucket.name]);
  tx.delete(['account-bucket', bucket.accountId, bucket.name]);
  deleteBucketCors(tx, bucket.id);
}

export interface BucketListing {
  readonly accountId: string;
  /** Only names greater than this. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Names of an account's buckets, in order. */
export async function listBucketNames(
  tx: ReadTransaction,
  { accountId, after, limit }: BucketListing,
): Promise<readonly string[]> {
  const prefix = ['account-bucket', accountId];
  const entries = await tx.scan({
    prefix,
    limit,
    ...(after === undefined ? {} : { after: [...prefix, after] }),
  });
  return entries.map(({ key }) => key[2] as string);
}
