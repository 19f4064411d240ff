/**
 * IAM users, their access keys, login and MFA links.
 * Pages: IAM UG "IAM users", "Manage access keys for IAM users".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import type { LoginProfile } from './accounts.ts';
import { touchAccount } from './generations.ts';
import type { IdentityRecord, ListOptions, Page, TaggedRecord } from './identities.ts';
import { countEntities, listByName, nameKey } from './identities.ts';

export type UserRecord = IdentityRecord &
  TaggedRecord & {
    readonly accountId: string;
    readonly permissionsBoundaryArn?: string;
    readonly loginProfile?: LoginProfile;
    /** `nameKey`s of the groups, at most ten. */
    readonly groups: readonly string[];
    /** At most two. */
    readonly accessKeyIds: readonly string[];
    /** Serial numbers of MFA devices, at most eight. */
    readonly mfaSerialNumbers: readonly string[];
  };

export function findUser(
  tx: ReadTransaction,
  accountId: string,
  name: string,
): Eventually<UserRecord | undefined> {
  return tx.get<UserRecord>(['user', accountId, nameKey(name)]);
}

export async function findUserById(
  tx: ReadTransaction,
  id: string,
): Promise<UserRecord | undefined> {
  const place = await tx.get<readonly [string, string]>(['user-id', id]);
  return place === undefined ? undefined : tx.get<UserRecord>(['user', ...place]);
}

export async function listUsers(
  tx: ReadTransaction,
  accountId: string,
  options: ListOptions,
): Promise<Page<UserRecord>> {
  return listByName<UserRecord>(tx, ['user', accountId], options);
}

export async function countUsers(tx: ReadTransaction, accountId: string): Promise<number> {
  return countEntities(tx, ['user', accountId]);
}

export function putUser(tx: Transaction, user: UserRecord): void {
  tx.put(['user', user.accountId, nameKey(user.name)], user);
  tx.put(['user-id', user.id], [user.accountId, nameKey(user.name)]);
  touchAccount(tx, user.accountId);
}

/** Moves the record when its name changed (UpdateUser). */
export function renameUser(tx: Transaction, former: UserRecord, user: UserRecord): void {
  tx.delete(['user', former.accountId, nameKey(former.name)]);
  putUser(tx, user);
}

export function deleteUser(tx: Transaction, user: UserRecord): void {
  tx.delete(['user', user.accountId, nameKey(user.name)]);
  tx.delete(['user-id', user.id]);
  touchAccount(tx, user.accountId);
}
