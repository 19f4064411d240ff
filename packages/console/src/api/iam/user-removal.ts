/**
 * Deleting a user with all that hangs on it, in the order that IAM asks for. Page: IAM UG "Remove
 * or deactivate an IAM user" (what the console deletes with the user, and the API does not).
 */
import type { IAMClient } from '@aws-sdk/client-iam';
import {
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DeleteVirtualMFADeviceCommand,
  DetachUserPolicyCommand,
  GetLoginProfileCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  paginateListAttachedUserPolicies,
  paginateListGroupsForUser,
  paginateListUserPolicies,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { listAll } from '../list-all.ts';
import { useSessionId } from '../session-context.ts';
import { orNone, useIamChange } from './iam-change.ts';
import { iamKey } from './iam-keys.ts';
import { isVirtual } from './mfa-devices.ts';

export interface UserBelongings {
  readonly userName: string;
  readonly groups: readonly string[];
  readonly attachedArns: readonly string[];
  readonly inlinePolicies: readonly string[];
  readonly accessKeyIds: readonly string[];
  readonly mfaSerialNumbers: readonly string[];
  readonly hasPassword: boolean;
}

async function belongingsOf(client: IAMClient, UserName: string): Promise<UserBelongings> {
  const user = { UserName };
  const [groups, attached, inlinePolicies, keys, devices, profile] = await Promise.all([
    listAll(paginateListGroupsForUser({ client }, user), (page) => page.Groups),
    listAll(paginateListAttachedUserPolicies({ client }, user), (page) => page.AttachedPolicies),
    listAll(paginateListUserPolicies({ client }, user), (page) => page.PolicyNames),
    client.send(new ListAccessKeysCommand(user)),
    client.send(new ListMFADevicesCommand(user)),
    orNone(client.send(new GetLoginProfileCommand(user))),
  ]);
  return {
    userName: UserName,
    groups: groups.map(({ GroupName = '' }) => GroupName),
    attachedArns: attached.map(({ PolicyArn = '' }) => PolicyArn),
    inlinePolicies,
    accessKeyIds: (keys.AccessKeyMetadata ?? []).map(({ AccessKeyId = '' }) => AccessKeyId),
    mfaSerialNumbers: (devices.MFADevices ?? []).map(({ SerialNumber = '' }) => SerialNumber),
    hasPassword: profile !== undefined,
  };
}

/** Credentials first: should a later step be refused, nobody can use what is left. */
async function removeUser(iam: IAMClient, UserName: string): Promise<void> {
  const user = { UserName };
  const had = await belongingsOf(iam, UserName);
  if (had.hasPassword) await iam.send(new DeleteLoginProfileCommand(user));
  for (const AccessKeyId of had.accessKeyIds) {
    await iam.send(new DeleteAccessKeyCommand({ ...user, AccessKeyId }));
  }
  for (const SerialNumber of had.mfaSerialNumbers) {
    await iam.send(new DeactivateMFADeviceCommand({ ...user, SerialNumber }));
    if (isVirtual(SerialNumber)) {
      await iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
    }
  }
  for (const PolicyArn of had.attachedArns) {
    await iam.send(new DetachUserPolicyCommand({ ...user, PolicyArn }));
  }
  for (const PolicyName of had.inlinePolicies) {
    await iam.send(new DeleteUserPolicyCommand({ ...user, PolicyName }));
  }
  for (const GroupName of had.groups) {
    await iam.send(new RemoveUserFromGroupCommand({ ...user, GroupName }));
  }
  await iam.send(new DeleteUserCommand(user));
}

/** What goes with these users; of the first few only, when many were chosen. */
export const belongingsShownMax = 10;

export function useBelongingsQuery(
  userNames: readonly string[],
): UseQueryResult<readonly UserBelongings[]> {
  const iam = useIam();
  const shown = userNames.slice(0, belongingsShownMax);
  return useQuery({
    queryKey: iamKey(useSessionId(), 'user-belongings', ...shown),
    queryFn: () => Promise.all(shown.map((name) => belongingsOf(iam, name))),
  });
}

export function useRemoveUsers(): UseMutationResult<void, Error, readonly string[]> {
  return useIamChange(async (iam, userNames) => {
    for (const userName of userNames) await removeUser(iam, userName);
  });
}
