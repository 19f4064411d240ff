/**
 * The roles that someone has switched to in the console: all of them, on the server, so that they
 * are there in every browser. AWS keeps five, in a cookie. Page: IAM UG "Switch to an IAM role
 * (console)".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';

export type RoleHistoryEntry = {
  readonly accountId: string;
  /** With its path, without the leading slash. */
  readonly roleName: string;
  readonly displayName?: string;
  readonly color?: string;
  readonly pinned: boolean;
  readonly lastUsedAtMs: number;
};

/** More is not remembered: the longest unused that is not pinned is forgotten. */
const entriesMax = 500;

/** Names compare ignoring case, as those of roles do. */
export function roleHistoryId(role: { accountId: string; roleName: string }): string {
  return `${role.accountId}:${role.roleName.toLowerCase()}`;
}

function entryKey(ownerId: string, id: string): readonly string[] {
  return ['role-history', ownerId, id];
}

export function findRoleHistoryEntry(
  tx: ReadTransaction,
  ownerId: string,
  id: string,
): Eventually<RoleHistoryEntry | undefined> {
  return tx.get<RoleHistoryEntry>(entryKey(ownerId, id));
}

/** Pinned ones first, then the last used. */
export async function listRoleHistory(
  tx: ReadTransaction,
  ownerId: string,
): Promise<readonly RoleHistoryEntry[]> {
  const entries = await tx.scan<RoleHistoryEntry>({
    prefix: ['role-history', ownerId],
    limit: entriesMax + 1,
  });
  return entries
    .map(({ value }) => value)
    .sort(
      (one, other) =>
        Number(other.pinned) - Number(one.pinned) || other.lastUsedAtMs - one.lastUsedAtMs,
    );
}

export async function putRoleHistoryEntry(
  tx: Transaction,
  ownerId: string,
  entry: RoleHistoryEntry,
): Promise<void> {
  const entries = await listRoleHistory(tx, ownerId);
  const last = entries.findLast((other) => !other.pinned);
  if (entries.length >= entriesMax && last !== undefined) {
    tx.delete(entryKey(ownerId, roleHistoryId(last)));
  }
  tx.put(entryKey(ownerId, roleHistoryId(entry)), entry);
}

export function deleteRoleHistoryEntry(tx: Transaction, ownerId: string, id: string): void {
  tx.delete(entryKey(ownerId, id));
}
