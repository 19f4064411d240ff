/**
 * How many records name each blob. Copies share blobs, so that a copy of any size is one
 * transaction; a blob whose last reference goes is deleted after the transaction (`retired`), or,
 * should the server stop before, by the collection of garbage. INVARIANT: a record that names a
 * blob is written in the transaction that counts the reference.
 */
import type { ReadTransaction, Transaction } from '@hallpass/store';

const keyOf = (id: string): readonly string[] => ['blob', id];

export async function referBlob(tx: Transaction, id: string): Promise<void> {
  tx.put(keyOf(id), ((await tx.get<number>(keyOf(id))) ?? 0) + 1);
}

/** True when that was the last reference: the blob is to be deleted once this is committed. */
export async function unreferBlob(tx: Transaction, id: string): Promise<boolean> {
  const references = (await tx.get<number>(keyOf(id))) ?? 0;
  if (references > 1) {
    tx.put(keyOf(id), references - 1);
    return false;
  }
  tx.delete(keyOf(id));
  return true;
}

/** For the collection of garbage. */
export async function isBlobReferenced(tx: ReadTransaction, id: string): Promise<boolean> {
  return (await tx.get<number>(keyOf(id))) !== undefined;
}
