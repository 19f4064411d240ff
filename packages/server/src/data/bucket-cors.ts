/**
 * Cross-origin rules of buckets. They stand apart from the bucket's record, which every request
 * reads: only requests of web pages ask for them. Page: S3 UG "Elements of a CORS configuration".
 */
import type { Eventually, Key, ReadTransaction, Transaction } from '@hallpass/store';

export type CorsRule = {
  readonly id?: string;
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds?: number;
};

const keyOf = (bucketId: string): Key => ['bucket-cors', bucketId];

/** Undefined when there is no configuration. */
export function findBucketCors(
  tx: ReadTransaction,
  bucketId: string,
): Eventually<readonly CorsRule[] | undefined> {
  return tx.get<readonly CorsRule[]>(keyOf(bucketId));
}

export function putBucketCors(tx: Transaction, bucketId: string, rules: readonly CorsRule[]): void {
  tx.put(keyOf(bucketId), rules);
}

export function deleteBucketCors(tx: Transaction, bucketId: string): void {
  tx.delete(keyOf(bucketId));
}
