/**
 * Long-term access keys of IAM users and of the root user.
 * Page: IAM UG "Manage access keys for IAM users".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import { touchAccount } from './generations.ts';
import type { Secrets } from './secrets.ts';
import { openText, sealText } from './secrets.ts';

export type AccessKeyRecord = {
  readonly id: string;
  readonly accountId: string;
  /** Absent for a key of the root user. */
  readonly userId?: string;
  readonly status: 'Active' | 'Inactive';
  readonly createdAtMs: number;
  /** Sealed under the master key. */
  readonly sealedSecret: string;
};

const purpose = 'access-key';

export function findAccessKey(
  tx: ReadTransaction,
  accessKeyId: string,
): Eventually<AccessKeyRecord | undefined> {
  return tx.get<AccessKeyRecord>(['access-key', accessKeyId]);
}

export function putAccessKey(tx: Transaction, key: AccessKeyRecord): void {
  tx.put(['access-key', key.id], key);
  touchAccount(tx, key.accountId);
}

export function deleteAccessKey(tx: Transaction, key: AccessKeyRecord): void {
  tx.delete(['access-key', key.id]);
  touchAccount(tx, key.accountId);
}

export function sealSecretAccessKey(secrets: Secrets, secretAccessKey: string): string {
  return sealText(secrets, purpose, secretAccessKey);
}

/** Throws when the record was sealed under another master key: a broken data folder. */
export function openSecretAccessKey(secrets: Secrets, key: AccessKeyRecord): string {
  const secret = openText(secrets, purpose, key.sealedSecret);
  if (secret === undefined) throw new Error('an access key was sealed under another master key');
  return secret;
}
