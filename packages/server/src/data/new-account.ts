/**
 * Makes accounts: the first one at bootstrap, members through organizations:CreateAccount.
 * Page: IAM UG "AWS account identifiers".
 */
import type { ReadTransaction } from '@hallpass/store';
import type { AccountRecord, Partition } from './accounts.ts';
import { findAccount } from './accounts.ts';
import { newAccountId, newCanonicalUserId } from './ids.ts';

export interface NewAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly partition: Partition;
  readonly nowMs: number;
}

export function newAccountRecord(account: NewAccount): AccountRecord {
  return {
    id: account.id,
    name: account.name,
    email: account.email,
    partition: account.partition,
    createdAtMs: account.nowMs,
    canonicalUserId: newCanonicalUserId(),
    rootAccessKeyIds: [],
    rootMfaSerialNumbers: [],
  };
}

const accountIdPattern = /^\d{12}$/;

export function isAccountId(text: string): boolean {
  return accountIdPattern.test(text);
}

/** An id that no account has. */
export async function unusedAccountId(tx: ReadTransaction): Promise<string> {
  for (;;) {
    const id = newAccountId();
    if ((await findAccount(tx, id)) === undefined) return id;
  }
}
