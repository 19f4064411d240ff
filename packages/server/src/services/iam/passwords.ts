/**
 * Passwords of the console: what the account's password policy asks of them, and how one is set.
 * Page: IAM UG "Set an account password policy for IAM users" (default and custom policies).
 *
 * Hashing takes about 60 ms on purpose, so it stands outside of transactions: operations on
 * passwords read, hash, and only then write.
 */
import { NoSuchEntityException$, PasswordPolicyViolationException$ } from '@aws-sdk/client-iam';
import type { AwsError } from '@hallpass/wire';
import { fail } from '@hallpass/wire';
import type { AccountRecord, LoginProfile, PasswordPolicy } from '../../data/accounts.ts';
import { hashPassword, verifyPassword } from '../../data/secrets.ts';
import type { CredentialOwner } from './credential-owners.ts';

const uppercase = /[A-Z]/;
const lowercase = /[a-z]/;
const digit = /[0-9]/;
const symbol = /[!@#$%^&*()_+\-=[\]{}|']/;

const defaultLengthMin = 8;
const defaultKindsMin = 3;

/** AWS's own policy, where the account has none: eight characters of three kinds out of four. */
function meetsDefault(account: AccountRecord, password: string): boolean {
  const kinds = [uppercase, lowercase, digit, symbol].filter((kind) => kind.test(password));
  return (
    password.length >= defaultLengthMin &&
    kinds.length >= defaultKindsMin &&
    password !== account.name &&
    password !== account.email
  );
}

function meets(policy: PasswordPolicy, password: string): boolean {
  return (
    password.length >= policy.minimumPasswordLength &&
    (!policy.requireUppercaseCharacters || uppercase.test(password)) &&
    (!policy.requireLowercaseCharacters || lowercase.test(password)) &&
    (!policy.requireNumbers || digit.test(password)) &&
    (!policy.requireSymbols || symbol.test(password))
  );
}

export function checkPassword(account: AccountRecord, password: string): void {
  const { passwordPolicy } = account;
  const isGood =
    passwordPolicy === undefined
      ? meetsDefault(account, password)
      : meets(passwordPolicy, password);
  if (isGood) return;
  throw fail(
    PasswordPolicyViolationException$,
    'Password does not conform to the account password policy.',
  );
}

export function passwordReused(): AwsError {
  return fail(
    PasswordPolicyViolationException$,
    'Policy constraint violation with password reuse prevention during password change.',
  );
}

/** Former passwords that are kept: as many as any policy may ask about. */
const formerMax = 24;

function hashesOf(profile: LoginProfile): readonly string[] {
  return [profile.passwordHash, ...(profile.formerPasswordHashes ?? [])];
}

/** Throws when the policy keeps this password from being used again. */
export async function checkReuse(
  account: AccountRecord,
  profile: LoginProfile,
  password: string,
): Promise<void> {
  const count = account.passwordPolicy?.passwordReusePrevention ?? 0;
  for (const hash of hashesOf(profile).slice(0, count)) {
    if (await verifyPassword(password, hash)) throw passwordReused();
  }
}

export interface NewPassword {
  readonly passwordHash: string;
  readonly nowMs: number;
  readonly passwordResetRequired: boolean;
}

export async function newPassword(
  password: string,
  options: Omit<NewPassword, 'passwordHash'>,
): Promise<NewPassword> {
  return { ...options, passwordHash: await hashPassword(password) };
}

/** The profile with a new password; `former` is what it replaces. */
export function withPassword(former: LoginProfile | undefined, change: NewPassword): LoginProfile {
  const { passwordHash, nowMs, passwordResetRequired } = change;
  return {
    createdAtMs: former?.createdAtMs ?? nowMs,
    passwordHash,
    passwordSetAtMs: nowMs,
    passwordResetRequired,
    ...(former === undefined ? {} : { formerPasswordHashes: hashesOf(former).slice(0, formerMax) }),
  };
}

/** Names the owner as AWS does; the root user, which has no name, by what its console says. */
export function noLoginProfile(owner: CredentialOwner): AwsError {
  const name = owner.kind === 'user' ? owner.record.name : owner.record.id;
  return fail(NoSuchEntityException$, `Login Profile for User ${name} cannot be found.`);
}
