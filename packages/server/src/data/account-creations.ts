/**
 * Requests to create an account, which AWS answers asynchronously.
 * Page: ORG API Reference "CreateAccountStatus".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';

export type AccountCreationRecord = {
  readonly id: string;
  readonly organizationId: string;
  readonly accountName: string;
  readonly state: 'SUCCEEDED' | 'FAILED';
  readonly requestedAtMs: number;
  readonly completedAtMs: number;
  readonly accountId?: string;
  readonly failureReason?: string;
};

export function putAccountCreation(tx: Transaction, creation: AccountCreationRecord): void {
  tx.put(['account-creation', creation.organizationId, creation.id], creation);
}

export function findAccountCreation(
  tx: ReadTransaction,
  organizationId: string,
  id: string,
): Eventually<AccountCreationRecord | undefined> {
  return tx.get<AccountCreationRecord>(['account-creation', organizationId, id]);
}

export async function listAccountCreations(
  tx: ReadTransaction,
  organizationId: string,
  options: { readonly after?: string; readonly limit: number },
): Promise<readonly AccountCreationRecord[]> {
  const prefix = ['account-creation', organizationId];
  const entries = await tx.scan<AccountCreationRecord>({
    prefix,
    limit: options.limit,
    ...(options.after === undefined ? {} : { after: [...prefix, options.after] }),
  });
  return entries.map((entry) => entry.value);
}
