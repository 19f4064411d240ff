/**
 * Whether a name, a password and an MFA code open the door. Pages: IAM UG "How IAM users sign in to
 * AWS", "MFA enabled sign-in", "Set an account password policy"; AWS Sign-In UG "Troubleshooting".
 *
 * INVARIANT: who does not know the password learns nothing: unknown account, unknown user, user
 * without a password and wrong password are one answer and take the same time.
 */
import type { ReadTransaction } from '@hallpass/store';
import type { AccountRecord, LoginProfile } from '../data/accounts.ts';
import { findAccount, findAccountIdByAlias, findAccountIdByEmail } from '../data/accounts.ts';
import { newToken } from '../data/ids.ts';
import { verifyMfaCode } from '../data/mfa-devices.ts';
import { hashPassword, verifyPassword } from '../data/secrets.ts';
import type { UserRecord } from '../data/users.ts';
import { findUser } from '../data/users.ts';
import type { ServerState } from '../server-state.ts';

/** What was typed. */
export type LoginRequest = LoginName & {
  readonly password: string;
  readonly mfaCode?: string | undefined;
  readonly mfaSerialNumber?: string | undefined;
};

export type LoginName =
  | { readonly kind: 'user'; readonly account: string; readonly userName: string }
  | { readonly kind: 'root'; readonly email: string };

/** Whom the name stands for; `user` is absent for the root user. */
export interface LoginOwner {
  readonly account: AccountRecord;
  readonly user?: UserRecord;
}

export type LoginOutcome =
  | { readonly status: 'unknown' }
  | { readonly status: 'wrong-password'; readonly owner: LoginOwner }
  | { readonly status: 'mfa-required'; readonly serialNumbers: readonly string[] }
  | { readonly status: 'wrong-mfa'; readonly owner: LoginOwner }
  | { readonly status: 'password-expired'; readonly owner: LoginOwner }
  | { readonly status: 'account-closed'; readonly owner: LoginOwner }
  | {
      readonly status: 'password-change-required' | 'signed-in';
      readonly owner: LoginOwner;
      readonly mfaAtMs?: number;
    };

/** An account id with or without hyphens, or an alias. */
export async function findAccountNamed(
  tx: ReadTransaction,
  text: string,
): Promise<AccountRecord | undefined> {
  const plain = text.trim();
  const digits = plain.replaceAll('-', '');
  const id = /^\d{12}$/.test(digits) ? digits : await findAccountIdByAlias(tx, plain.toLowerCase());
  return id === undefined ? undefined : findAccount(tx, id);
}

async function findOwner(tx: ReadTransaction, name: LoginName): Promise<LoginOwner | undefined> {
  if (name.kind === 'root') {
    const id = await findAccountIdByEmail(tx, name.email.trim());
    const account = id === undefined ? undefined : await findAccount(tx, id);
    return account && { account };
  }
  const account = await findAccountNamed(tx, name.account);
  const user = account && (await findUser(tx, account.id, name.userName.trim()));
  return account && user && { account, user };
}

function profileOf(owner: LoginOwner | undefined): LoginProfile | undefined {
  return owner?.user === undefined ? owner?.account.rootLogin : owner.user.loginProfile;
}

let hashOfNobody: Promise<string> | undefined;

const dayMs = 86_400_000;

function isExpired({ account, user }: LoginOwner, profile: LoginProfile, nowMs: number): boolean {
  const days = user === undefined ? undefined : account.passwordPolicy?.maxPasswordAge;
  return days !== undefined && nowMs - profile.passwordSetAtMs > days * dayMs;
}

/** Takes the MFA code when it is good: it opens nothing twice. */
async function takeMfaCode(
  state: ServerState,
  owner: LoginOwner,
  code: { readonly serialNumber: string; readonly code: string },
): Promise<boolean> {
  const { account, user } = owner;
  const ownerId = { accountId: account.id, ...(user === undefined ? {} : { userId: user.id }) };
  const attempt = { ...code, owner: ownerId, nowMs: state.clock.nowMs() };
  const outcome = await state.metadata.transact((tx) => verifyMfaCode(tx, state.secrets, attempt));
  return outcome === 'valid';
}

export async function checkLogin(state: ServerState, request: LoginRequest): Promise<LoginOutcome> {
  const owner = await state.metadata.read((tx) => findOwner(tx, request));
  const profile = profileOf(owner);
  if (owner === undefined || profile === undefined) {
    hashOfNobody ??= hashPassword(newToken());
    await verifyPassword(request.password, await hashOfNobody);
    return { status: 'unknown' };
  }
  if (!(await verifyPassword(request.password, profile.passwordHash))) {
    return { status: 'wrong-password', owner };
  }
  const { account, user } = owner;
  if (account.closedAtMs !== undefined) return { status: 'account-closed', owner };
  const serialNumbers = user?.mfaSerialNumbers ?? account.rootMfaSerialNumbers;
  const { mfaCode, mfaSerialNumber: serialNumber = serialNumbers[0] } = request;
  const nowMs = state.clock.nowMs();
  if (serialNumber !== undefined && serialNumbers.length > 0) {
    if (mfaCode === undefined) return { status: 'mfa-required', serialNumbers };
    const code = mfaCode.replaceAll(' ', '');
    if (!(await takeMfaCode(state, owner, { serialNumber, code }))) {
      return { status: 'wrong-mfa', owner };
    }
  }
  const shown = { owner, ...(serialNumbers.length === 0 ? {} : { mfaAtMs: nowMs }) };
  const expired = isExpired(owner, profile, nowMs);
  if (expired && account.passwordPolicy?.hardExpiry === true) {
    return { status: 'password-expired', owner };
  }
  const mustChange = user !== undefined && (expired || profile.passwordResetRequired);
  return { status: mustChange ? 'password-change-required' : 'signed-in', ...shown };
}
