/**
 * IAM roles.
 * Page: IAM UG "IAM roles".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import { touchAccount } from './generations.ts';
import type { IdentityRecord, ListOptions, Page, TaggedRecord } from './identities.ts';
import { countEntities, listByName, nameKey } from './identities.ts';

export type RoleRecord = IdentityRecord &
  TaggedRecord & {
    readonly accountId: string;
    readonly description?: string;
    /** 3600–43200. */
    readonly maxSessionDurationSeconds: number;
    readonly permissionsBoundaryArn?: string;
    /** Document with user and role principals bound to their unique ids. */
    readonly trustPolicy: string;
  };

export function findRole(
  tx: ReadTransaction,
  accountId: string,
  name: string,
): Eventually<RoleRecord | undefined> {
  return tx.get<RoleRecord>(['role', accountId, nameKey(name)]);
}

export async function findRoleById(
  tx: ReadTransaction,
  id: string,
): Promise<RoleRecord | undefined> {
  const place = await tx.get<readonly [string, string]>(['role-id', id]);
  return place === undefined ? undefined : tx.get<RoleRecord>(['role', ...place]);
}

export async function listRoles(
  tx: ReadTransaction,
  accountId: string,
  options: ListOptions,
): Promise<Page<RoleRecord>> {
  return listByName<RoleRecord>(tx, ['role', accountId], options);
}

export async function countRoles(tx: ReadTransaction, accountId: string): Promise<number> {
  return countEntities(tx, ['role', accountId]);
}

export function putRole(tx: Transaction, role: RoleRecord): void {
  tx.put(['role', role.accountId, nameKey(role.name)], role);
  tx.put(['role-id', role.id], [role.accountId, nameKey(role.name)]);
  touchAccount(tx, role.accountId);
}

export function deleteRole(tx: Transaction, role: RoleRecord): void {
  tx.delete(['role', role.accountId, nameKey(role.name)]);
  tx.delete(['role-id', role.id]);
  touchAccount(tx, role.accountId);
}
