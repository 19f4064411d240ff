/**
 * What a user, or the root user, signs in and signs requests with: the console password, access
 * keys, MFA devices. Pages: IAM API Reference "GetLoginProfile", "ListAccessKeys",
 * "ListMFADevices".
 */
import type {
  AccessKey,
  AccessKeyLastUsed,
  AccessKeyMetadata,
  LoginProfile,
  StatusType,
} from '@aws-sdk/client-iam';
import {
  ChangePasswordCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  GetAccessKeyLastUsedCommand,
  GetLoginProfileCommand,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { useSessionId } from '../session-context.ts';
import { orNone, useIamChange } from './iam-change.ts';
import { iamKey } from './iam-keys.ts';

export type Owner =
  | { readonly kind: 'user'; readonly name: string }
  /** Of the account that is signed in. */
  | { readonly kind: 'root' };

/** The root user is named by naming nobody. */
export function ownerInput(owner: Owner): { readonly UserName?: string } {
  return owner.kind === 'user' ? { UserName: owner.name } : {};
}

/** No user can have a name with a slash. */
export function ownerKey(owner: Owner): string {
  return owner.kind === 'user' ? owner.name : '/root';
}

/** `null`: there is no password. */
export function useLoginProfileQuery(owner: Owner): UseQueryResult<LoginProfile | null> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'login-profile', ownerKey(owner)),
    async queryFn() {
      const found = await orNone(iam.send(new GetLoginProfileCommand(ownerInput(owner))));
      return found?.LoginProfile ?? null;
    },
  });
}

export interface KeyDetails extends AccessKeyMetadata {
  /** Absent: one may list keys but not read their use. */
  readonly lastUsed: AccessKeyLastUsed | undefined;
}

export function useAccessKeysQuery(owner: Owner): UseQueryResult<readonly KeyDetails[]> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'access-keys', ownerKey(owner)),
    async queryFn() {
      const { AccessKeyMetadata: keys = [] } = await iam.send(
        new ListAccessKeysCommand(ownerInput(owner)),
      );
      return Promise.all(
        keys.map(async (key) => {
          const { AccessKeyId } = key;
          const use = await iam
            .send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))
            .catch(() => undefined);
          return { ...key, lastUsed: use?.AccessKeyLastUsed };
        }),
      );
    },
  });
}

export type PasswordChange =
  | { readonly kind: 'create' | 'update'; readonly password: string; readonly mustReset: boolean }
  | { readonly kind: 'delete' };

/** An administrator sets, or removes, the password of a user. */
export function useChangePasswordOf(
  userName: string,
): UseMutationResult<void, Error, PasswordChange> {
  return useIamChange(async (iam, change) => {
    const UserName = userName;
    if (change.kind === 'delete') {
      await iam.send(new DeleteLoginProfileCommand({ UserName }));
      return;
    }
    const { password: Password, mustReset: PasswordResetRequired } = change;
    const input = { UserName, Password, PasswordResetRequired };
    if (change.kind === 'create') await iam.send(new CreateLoginProfileCommand(input));
    else await iam.send(new UpdateLoginProfileCommand(input));
  });
}

export interface OwnPasswordChange {
  readonly oldPassword: string;
  readonly newPassword: string;
}

export function useChangeOwnPassword(): UseMutationResult<void, Error, OwnPasswordChange> {
  return useIamChange(async (iam, { oldPassword, newPassword }) => {
    const input = { OldPassword: oldPassword, NewPassword: newPassword };
    await iam.send(new ChangePasswordCommand(input));
  });
}

/** The only answer that ever has the secret. */
export function useCreateAccessKey(owner: Owner): UseMutationResult<AccessKey, Error, void> {
  return useIamChange(async (iam) => {
    const { AccessKey: made } = await iam.send(new CreateAccessKeyCommand(ownerInput(owner)));
    return made ?? ({} as AccessKey);
  });
}

export type KeyChange =
  | { readonly kind: 'status'; readonly id: string; readonly status: StatusType }
  | { readonly kind: 'delete'; readonly id: string };

export function useChangeAccessKey(owner: Owner): UseMutationResult<void, Error, KeyChange> {
  return useIamChange(async (iam, change) => {
    const key = { ...ownerInput(owner), AccessKeyId: change.id };
    if (change.kind === 'delete') await iam.send(new DeleteAccessKeyCommand(key));
    else await iam.send(new UpdateAccessKeyCommand({ ...key, Status: change.status }));
  });
}
