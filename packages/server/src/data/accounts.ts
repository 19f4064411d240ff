/**
 * Accounts and their root users.
 * Pages: IAM UG "AWS account identifiers"; ORG API Reference "Account".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import { touchAccount } from './generations.ts';

export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

export const partitions: readonly Partition[] = ['aws', 'aws-cn', 'aws-us-gov'];

/** A login of the console, of the root user or of an IAM user. */
export type LoginProfile = {
  /** scrypt, never recoverable. */
  readonly passwordHash: string;
  readonly createdAtMs: number;
  readonly passwordResetRequired: boolean;
  /** When this password was set; for its age. */
  readonly passwordSetAtMs: number;
  /** Hashes of former passwords, newest first, at most 24 (reuse prevention). */
  readonly formerPasswordHashes?: readonly string[];
};

export type PasswordPolicy = {
  readonly minimumPasswordLength: number;
  readonly requireSymbols: boolean;
  readonly requireNumbers: boolean;
  readonly requireUppercaseCharacters: boolean;
  readonly requireLowercaseCharacters: boolean;
  readonly allowUsersToChangePassword: boolean;
  readonly maxPasswordAge?: number;
  readonly passwordReusePrevention?: number;
  readonly hardExpiry?: boolean;
};

export type AccountRecord = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly partition: Partition;
  readonly createdAtMs: number;
  /** 64 hex digits; S3's name for the account. */
  readonly canonicalUserId: string;
  readonly alias?: string;
  readonly organizationId?: string;
  /** Whether the account manages its organization: SCPs and RCPs do not apply to it. */
  readonly isManagementAccount?: boolean;
  /** INVITED or CREATED, and when it joined. */
  readonly joinedMethod?: 'INVITED' | 'CREATED';
  readonly joinedAtMs?: number;
  readonly rootLogin?: LoginProfile;
  /** Keys of the root user, at most two. */
  readonly rootAccessKeyIds: readonly string[];
  readonly rootMfaSerialNumbers: readonly string[];
  readonly passwordPolicy?: PasswordPolicy;
  /** 1 unless the account asked for tokens that are valid in every Region. */
  readonly globalEndpointTokenVersion?: 1 | 2;
  /** When it was closed: from then on nobody of it can do anything, and nobody can reach it. */
  readonly closedAtMs?: number;
};

export function findAccount(
  tx: ReadTransaction,
  accountId: string,
): Eventually<AccountRecord | undefined> {
  return tx.get<AccountRecord>(['account', accountId]);
}

export function putAccount(tx: Transaction, account: AccountRecord): void {
  tx.put(['account', account.id], account);
  tx.put(['canonical-user-id', account.canonicalUserId], account.id);
  touchAccount(tx, account.id);
}

export function findAccountIdByAlias(
  tx: ReadTransaction,
  alias: string,
): Eventually<string | undefined> {
  return tx.get<string>(['account-alias', alias]);
}

export function findAccountIdByEmail(
  tx: ReadTransaction,
  email: string,
): Eventually<string | undefined> {
  return tx.get<string>(['account-email', email.toLowerCase()]);
}

export function findAccountIdByCanonicalUserId(
  tx: ReadTransaction,
  canonicalUserId: string,
): Eventually<string | undefined> {
  return tx.get<string>(['canonical-user-id', canonicalUserId]);
}

/** Sets or, with `undefined`, removes the alias. Uniqueness is the caller's check. */
export function putAccountAlias(
  tx: Transaction,
  account: AccountRecord,
  alias: string | undefined,
): void {
  if (account.alias !== undefined) tx.delete(['account-alias', account.alias]);
  const { alias: _former, ...rest } = account;
  if (alias === undefined) {
    putAccount(tx, rest);
    return;
  }
  tx.put(['account-alias', alias], account.id);
  putAccount(tx, { ...rest, alias });
}

/** E-mail addresses name root users, so no two accounts share one. `false`: it is taken. */
export async function claimAccountEmail(
  tx: Transaction,
  email: string,
  accountId: string,
): Promise<boolean> {
  const key = ['account-email', email.toLowerCase()];
  if ((await tx.get(key)) !== undefined) return false;
  tx.put(key, accountId);
  return true;
}

/** The account stands alone again. */
export function leaveOrganization(tx: Transaction, account: AccountRecord): void {
  const { organizationId: _id, isManagementAccount: _is, joinedMethod: _how, ...rest } = account;
  const { joinedAtMs: _when, ...alone } = rest;
  putAccount(tx, alone);
}
