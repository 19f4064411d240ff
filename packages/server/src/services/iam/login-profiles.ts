/** Login profiles as answers show them. Page: IAM API Reference "LoginProfile". */
import type { LoginProfile as ShownLoginProfile } from '@aws-sdk/client-iam';
import type { LoginProfile } from '../../data/accounts.ts';
import type { RequestInfo } from '../../operation.ts';
import type { CredentialOwner } from './credential-owners.ts';
import { loginProfileOf, userNameMember } from './credential-owners.ts';
import type { EntityContext } from './entities.ts';
import { noLoginProfile } from './passwords.ts';

export function shownLoginProfile(
  owner: CredentialOwner,
  profile: LoginProfile,
): ShownLoginProfile {
  return {
    ...userNameMember(owner),
    CreateDate: new Date(profile.createdAtMs),
    PasswordResetRequired: profile.passwordResetRequired,
  };
}

/** Throws NoSuchEntity when the owner has no password. */
export function existingLoginProfile(owner: CredentialOwner): LoginProfile {
  const profile = loginProfileOf(owner);
  if (profile === undefined) throw noLoginProfile(owner);
  return profile;
}

/** Reads on a snapshot, for operations that open their own transactions. */
export async function readOwn<T>(
  context: RequestInfo,
  fn: (context: EntityContext) => Promise<T>,
): Promise<T> {
  return context.server.metadata.read((tx) => fn({ ...context, tx }));
}
