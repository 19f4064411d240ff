/**
 * IAM user groups and their members.
 * Page: IAM UG "IAM user groups".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import { touchAccount } from './generations.ts';
import type { IdentityRecord, ListOptions, Page } from './identities.ts';
import { countEntities, listByName, nameKey } from './identities.ts';

export type GroupRecord = IdentityRecord & { readonly accountId: string };

export function findGroup(
  tx: ReadTransaction,
  accountId: string,
  name: string,
): Eventually<GroupRecord | undefined> {
  return tx.get<GroupRecord>(['group', accountId, nameKey(name)]);
}

export async function listGroups(
  tx: ReadTransaction,
  accountId: string,
  options: ListOptions,
): Promise<Page<GroupRecord>> {
  return listByName<GroupRecord>(tx, ['group', accountId], options);
}

export async function countGroups(tx: ReadTransaction, accountId: string): Promise<number> {
  return countEntities(tx, ['group', accountId]);
}

export function putGroup(tx: Transaction, group: GroupRecord): void {
  tx.put(['group', group.accountId, nameKey(group.name)], group);
  touchAccount(tx, group.accountId);
}

export function deleteGroup(tx: Transaction, group: GroupRecord): void {
  tx.delete(['group', group.accountId, nameKey(group.name)]);
  touchAccount(tx, group.accountId);
}

/** Membership is kept on both sides: in the user's record, and here for listing a group. */
export function putMember(tx: Transaction, group: GroupRecord, userName: string): void {
  tx.put(['group-member', group.accountId, nameKey(group.name), nameKey(userName)], true);
}

export function deleteMember(tx: Transaction, group: GroupRecord, userName: string): void {
  tx.delete(['group-member', group.accountId, nameKey(group.name), nameKey(userName)]);
}

/** `nameKey`s of members in order, at most `limit`, after the given one. */
export async function listMembers(
  tx: ReadTransaction,
  group: GroupRecord,
  options: { readonly after?: string; readonly limit: number },
): Promise<readonly string[]> {
  const prefix = ['group-member', group.accountId, nameKey(group.name)];
  const entries = await tx.scan({
    prefix,
    limit: options.limit,
    ...(options.after === undefined ? {} : { after: [...prefix, nameKey(options.after)] }),
  });
  return entries.map((entry) => entry.key.at(-1) as string);
}
