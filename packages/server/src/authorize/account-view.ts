/**
 * What a request must know of an account: its record, what its organization says of it, and the
 * generation that guards whatever else is remembered of its principals. One look-up tells whether
 * all of that still holds; two where the account is in an organization.
 */
import type { ReadTransaction } from '@hallpass/store';
import type { AccountRecord } from '../data/accounts.ts';
import { findAccount } from '../data/accounts.ts';
import { accountGeneration, organizationGeneration } from '../data/generations.ts';
import type { OrganizationView } from './organization-view.ts';
import { makeOrganizationView } from './organization-view.ts';
import type { PolicyCaches } from './policy-caches.ts';

export interface AccountView {
  readonly account: AccountRecord;
  /** Of the account's identity data. */
  readonly generation: string;
  /** `undefined` for an account outside any organization. */
  readonly organization: OrganizationView | undefined;
}

/** `undefined` for an account that does not exist. */
export async function accountView(
  tx: ReadTransaction,
  caches: PolicyCaches,
  accountId: string,
): Promise<AccountView | undefined> {
  const generation = await accountGeneration(tx, accountId);
  const known = caches.accounts.get(accountId);
  if (known?.generation === generation) {
    const { organizationId } = known.account;
    if (organizationId === undefined) return known;
    const current = await organizationGeneration(tx, organizationId);
    if (known.organization?.generation === current) return known;
  }
  const account = await findAccount(tx, accountId);
  if (account === undefined) return undefined;
  const organization = await makeOrganizationView(tx, account);
  return caches.accounts.set(accountId, { account, generation, organization });
}
