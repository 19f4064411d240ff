/**
 * Generations tell caches that something changed. Every write of identity data raises its account's
 * generation, every write of organization data the organization's, in the same transaction.
 * A generation is random, not a counter: a rolled back transaction can then never leave a cached
 * view behind under a generation that a later commit makes again.
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import { newToken } from './ids.ts';

const orNone = (generation: string | undefined): string => generation ?? '';

export function accountGeneration(tx: ReadTransaction, accountId: string): Eventually<string> {
  return whenReady(tx.get<string>(['generation', 'account', accountId]), orNone);
}

/** INVARIANT: called by every function of `data/` that writes identity data of the account. */
export function touchAccount(tx: Transaction, accountId: string): void {
  tx.put(['generation', 'account', accountId], newToken());
}

export function organizationGeneration(tx: ReadTransaction, id: string): Eventually<string> {
  return whenReady(tx.get<string>(['generation', 'organization', id]), orNone);
}

/** INVARIANT: called by every write of the organization's tree, accounts or policies. */
export function touchOrganization(tx: Transaction, organizationId: string): void {
  tx.put(['generation', 'organization', organizationId], newToken());
}
