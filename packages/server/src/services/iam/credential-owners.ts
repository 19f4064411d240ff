/**
 * Whose access keys, password and MFA devices a request is about: the user it names or, when it
 * names none, the user or root user who signed it. Pages: IAM API Reference "CreateAccessKey",
 * "ListMFADevices", "GetLoginProfile" (UserName is optional).
 */
import type { Transaction } from '@hallpass/store';
import { NoSuchEntityException$ } from '@aws-sdk/client-iam';
import { fail, failWith } from '@hallpass/wire';
import type { AccountRecord, LoginProfile } from '../../data/accounts.ts';
import { findAccount, putAccount } from '../../data/accounts.ts';
import { rootArn } from '../../data/arns.ts';
import type { UserRecord } from '../../data/users.ts';
import { findUserById, putUser } from '../../data/users.ts';
import type { AccessContext, RequestInfo } from '../../operation.ts';
import { signedCaller } from '../../operation.ts';
import type { EntityAccess, EntityContext } from './entities.ts';
import { entityAccess, ownerOf, userAccess, userNamed } from './entities.ts';

export type CredentialOwner =
  | { readonly kind: 'user'; readonly record: UserRecord }
  | { readonly kind: 'root'; readonly record: AccountRecord };

/** The root user where a user's name is required: what AWS's own console sends and logs. */
export const rootUserName = 'AWS ROOT USER';

function namesRoot(context: RequestInfo, userName: string | undefined): boolean {
  const isNamed = userName === undefined || userName === rootUserName;
  return isNamed && signedCaller(context).kind === 'root';
}

/** The one who signed, by unique id: the name may have changed since. */
async function ownUser(context: EntityContext): Promise<UserRecord> {
  const caller = signedCaller(context);
  if (caller.kind !== 'user') {
    throw failWith(
      'ValidationError',
      'Must specify userName when calling with non-User credentials',
    );
  }
  const user = await findUserById(context.tx, caller.userId);
  if (user !== undefined) return user;
  throw fail(NoSuchEntityException$, `The user with name ${caller.name} cannot be found.`);
}

export async function credentialOwner(
  context: EntityContext,
  userName: string | undefined,
): Promise<CredentialOwner> {
  if (namesRoot(context, userName)) return { kind: 'root', record: await ownAccount(context) };
  const record = userName === undefined ? ownUser(context) : userNamed(context, userName);
  return { kind: 'user', record: await record };
}

/** The caller's account as it is in this transaction. */
export async function ownAccount(context: EntityContext): Promise<AccountRecord> {
  const { accountId } = ownerOf(context);
  const account = await findAccount(context.tx, accountId);
  if (account === undefined) throw new Error(`account ${accountId} of a caller is missing`);
  return account;
}

export async function credentialOwnerAccess(
  context: AccessContext,
  userName: string | undefined,
): Promise<EntityAccess> {
  if (namesRoot(context, userName)) return { resource: rootArn(ownerOf(context)) };
  if (userName !== undefined) return userAccess(context, userName);
  return entityAccess(context, 'user', await ownUser(context));
}

/** `UserName` of an answer; the root user has none. */
export function userNameMember(owner: CredentialOwner): { UserName: string | undefined } {
  return { UserName: owner.kind === 'user' ? owner.record.name : undefined };
}

export function accessKeyIdsOf(owner: CredentialOwner): readonly string[] {
  return owner.kind === 'user' ? owner.record.accessKeyIds : owner.record.rootAccessKeyIds;
}

export function putAccessKeyIds(
  tx: Transaction,
  owner: CredentialOwner,
  ids: readonly string[],
): void {
  if (owner.kind === 'user') putUser(tx, { ...owner.record, accessKeyIds: ids });
  else putAccount(tx, { ...owner.record, rootAccessKeyIds: ids });
}

export function mfaSerialNumbersOf(owner: CredentialOwner): readonly string[] {
  return owner.kind === 'user' ? owner.record.mfaSerialNumbers : owner.record.rootMfaSerialNumbers;
}

export function putMfaSerialNumbers(
  tx: Transaction,
  owner: CredentialOwner,
  serialNumbers: readonly string[],
): void {
  if (owner.kind === 'user') putUser(tx, { ...owner.record, mfaSerialNumbers: serialNumbers });
  else putAccount(tx, { ...owner.record, rootMfaSerialNumbers: serialNumbers });
}

export function loginProfileOf(owner: CredentialOwner): LoginProfile | undefined {
  return owner.kind === 'user' ? owner.record.loginProfile : owner.record.rootLogin;
}

/** `undefined` removes it. */
export function putLoginProfile(
  tx: Transaction,
  owner: CredentialOwner,
  profile: LoginProfile | undefined,
): void {
  if (owner.kind === 'user') {
    const { loginProfile: _former, ...rest } = owner.record;
    putUser(tx, profile === undefined ? rest : { ...rest, loginProfile: profile });
  } else {
    const { rootLogin: _former, ...rest } = owner.record;
    putAccount(tx, profile === undefined ? rest : { ...rest, rootLogin: profile });
  }
}

/** Unique id of the owner of a key or device, as records keep it: none for the root user. */
export function ownerIdMember(owner: CredentialOwner): { userId?: string } {
  return owner.kind === 'user' ? { userId: owner.record.id } : {};
}
