/**
 * What a request must know of an account: its record, what its organization says of it, and the
 * generation that guards whatever else is remembered of its principals. One look-up tells whether
 * all of that still holds; two where the account is in an organization.
 */
import type { Eventually, ReadTransaction } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
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
export function accountView(
  tx: ReadTransaction,
  caches: PolicyCaches,
  accountId: string,
): Eventually<AccountView | undefined> {
  return whenReady(accountGeneration(tx, accountId), (generation) => {
    const known = caches.accounts.get(accountId);
    if (known?.generation !== generation) return makeView(tx, caches, { accountId, generation });
    const { organizationId } = known.account;
    if (organizationId === undefined) return known;
    return whenReady(organizationGeneration(tx, organizationId), (current) =>
      known.organization?.generation === current
        ? known
        : makeView(tx, caches, { accountId, generation }),
    );
  });
}

async function makeView(
  tx: ReadTransaction,
  caches: PolicyCaches,
  { accountId, generation }: { readonly accountId: string; readonly generation: string },
): Promise<AccountView | undefined> {
  const account = await findAccount(tx, accountId);
  if (account === undefined) return undefined;
  const organization = await makeOrganizationView(tx, account);
  return caches.accounts.set(accountId, { account, generation, organization });
}
