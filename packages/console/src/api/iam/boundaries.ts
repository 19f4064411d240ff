/**
 * The permissions boundary of a user or role. Page: IAM UG "Permissions boundaries for IAM
 * entities".
 */
import type { IAMClient } from '@aws-sdk/client-iam';
import {
  DeleteRolePermissionsBoundaryCommand,
  DeleteUserPermissionsBoundaryCommand,
  PutRolePermissionsBoundaryCommand,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import type { UseMutationResult } from '@tanstack/react-query';
import { useIamChange } from './iam-change.ts';

export interface BoundedHolder {
  readonly kind: 'user' | 'role';
  readonly name: string;
}

/** `arn` absent: no boundary. */
export interface BoundaryChange {
  readonly arn: string | undefined;
}

async function change(
  iam: IAMClient,
  { kind, name }: BoundedHolder,
  { arn: PermissionsBoundary }: BoundaryChange,
): Promise<void> {
  if (kind === 'user') {
    const user = { UserName: name };
    await (PermissionsBoundary === undefined
      ? iam.send(new DeleteUserPermissionsBoundaryCommand(user))
      : iam.send(new PutUserPermissionsBoundaryCommand({ ...user, PermissionsBoundary })));
    return;
  }
  const role = { RoleName: name };
  await (PermissionsBoundary === undefined
    ? iam.send(new DeleteRolePermissionsBoundaryCommand(role))
    : iam.send(new PutRolePermissionsBoundaryCommand({ ...role, PermissionsBoundary })));
}

export function useChangeBoundary(
  holder: BoundedHolder,
): UseMutationResult<void, Error, BoundaryChange> {
  return useIamChange((iam, to: BoundaryChange) => change(iam, holder, to));
}
