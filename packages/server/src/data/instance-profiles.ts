/**
 * Instance profiles: containers that hand a role to EC2 instances. At most one role each.
 * Page: IAM UG "Use instance profiles".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import { touchAccount } from './generations.ts';
import type { ListOptions, Page, TaggedRecord } from './identities.ts';
import { countEntities, listByName, nameKey } from './identities.ts';

export type InstanceProfileRecord = TaggedRecord & {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly path: string;
  readonly createdAtMs: number;
  /** `nameKey` of the role in it. */
  readonly roleName?: string;
};

export function findInstanceProfile(
  tx: ReadTransaction,
  accountId: string,
  name: string,
): Eventually<InstanceProfileRecord | undefined> {
  return tx.get<InstanceProfileRecord>(['instance-profile', accountId, nameKey(name)]);
}

export async function listInstanceProfiles(
  tx: ReadTransaction,
  accountId: string,
  options: ListOptions,
): Promise<Page<InstanceProfileRecord>> {
  return listByName<InstanceProfileRecord>(tx, ['instance-profile', accountId], options);
}

export async function countInstanceProfiles(
  tx: ReadTransaction,
  accountId: string,
): Promise<number> {
  return countEntities(tx, ['instance-profile', accountId]);
}

/** Writes the profile and its place under its role; `former` is what it replaces. */
export function putInstanceProfile(
  tx: Transaction,
  profile: InstanceProfileRecord,
  former?: InstanceProfileRecord,
): void {
  const { accountId, name, roleName } = profile;
  if (former?.roleName !== undefined && former.roleName !== roleName) {
    tx.delete(['role-instance-profile', accountId, former.roleName, nameKey(name)]);
  }
  tx.put(['instance-profile', accountId, nameKey(name)], profile);
  if (roleName !== undefined) {
    tx.put(['role-instance-profile', accountId, roleName, nameKey(name)], true);
  }
  touchAccount(tx, accountId);
}

/** INVARIANT: the profile holds no role any more. */
export function deleteInstanceProfile(tx: Transaction, profile: InstanceProfileRecord): void {
  tx.delete(['instance-profile', profile.accountId, nameKey(profile.name)]);
  touchAccount(tx, profile.accountId);
}

export interface InstanceProfilesOfRole {
  readonly roleName: string;
  /** `nameKey` of a profile after which to begin. */
  readonly after?: string;
  readonly limit: number;
}

/** `nameKey`s of the profiles that hold the role, in order. */
export async function listInstanceProfileNames(
  tx: ReadTransaction,
  accountId: string,
  query: InstanceProfilesOfRole,
): Promise<readonly string[]> {
  const prefix = ['role-instance-profile', accountId, nameKey(query.roleName)];
  const entries = await tx.scan({
    prefix,
    limit: query.limit,
    ...(query.after === undefined ? {} : { after: [...prefix, query.after] }),
  });
  return entries.map((entry) => entry.key.at(-1) as string);
}
