/**
 * Permissions boundaries of users and roles. Pages: IAM UG "Permissions boundaries for IAM
 * entities"; IAM API Reference "PutUserPermissionsBoundary", "PutRolePermissionsBoundary",
 * "DeleteUserPermissionsBoundary", "DeleteRolePermissionsBoundary".
 */
import type {
  AttachedPermissionsBoundary,
  PermissionsBoundaryAttachmentType,
} from '@aws-sdk/client-iam';
import { InvalidInputException$, NoSuchEntityException$ } from '@aws-sdk/client-iam';
import type { Transaction } from '@hallpass/store';
import { fail } from '@hallpass/wire';
import type { Attachment } from '../../data/managed-policies.ts';
import { deleteAttachment, putAttachment } from '../../data/managed-policies.ts';
import type { EntityContext } from './entities.ts';
import { findPolicy, parsePolicyArn } from './managed-policies.ts';

interface Bounded {
  readonly accountId: string;
  readonly name: string;
  readonly permissionsBoundaryArn?: string;
}

type BoundedKind = 'user' | 'role';

/** Throws in AWS's words unless the ARN is of a policy that may be a boundary. */
export async function checkBoundary(context: EntityContext, policyArn: string): Promise<void> {
  if (parsePolicyArn(policyArn) === undefined) {
    throw fail(InvalidInputException$, `ARN ${policyArn} is not valid.`);
  }
  if ((await findPolicy(context, policyArn)) === undefined) {
    throw fail(
      NoSuchEntityException$,
      `Scope ARN: ${policyArn} does not exist or is not attachable.`,
    );
  }
}

function usage(kind: BoundedKind, entity: Bounded, policyArn: string): Attachment {
  const { accountId, name } = entity;
  return { accountId, policyArn, usage: 'PermissionsBoundary', kind, name };
}

/**
 * Keeps the index of uses in step with the entity's record, which the caller writes.
 * INVARIANT: called whenever an entity with a boundary is made, changed or deleted.
 */
export function moveBoundary(
  tx: Transaction,
  kind: BoundedKind,
  change: { readonly entity: Bounded; readonly to: string | undefined },
): void {
  const { entity, to } = change;
  const from = entity.permissionsBoundaryArn;
  if (from !== undefined) deleteAttachment(tx, usage(kind, entity, from));
  if (to !== undefined) putAttachment(tx, usage(kind, entity, to));
}

/** The record without its boundary. */
export function withoutBoundary<T extends Bounded>(entity: T): Omit<T, 'permissionsBoundaryArn'> {
  const { permissionsBoundaryArn: _gone, ...rest } = entity;
  return rest;
}

/** `PermissionsBoundary` of answers; AWS leaves it out when there is none. */
export function boundaryMember(entity: { readonly permissionsBoundaryArn?: string }): {
  PermissionsBoundary?: AttachedPermissionsBoundary;
} {
  const { permissionsBoundaryArn: policyArn } = entity;
  if (policyArn === undefined) return {};
  // The SDK's enumeration says PermissionsBoundaryPolicy; AWS answers Policy, and documents it.
  const type = 'Policy' as string as PermissionsBoundaryAttachmentType;
  return {
    PermissionsBoundary: { PermissionsBoundaryType: type, PermissionsBoundaryArn: policyArn },
  };
}
