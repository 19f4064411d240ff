/**
 * Users, groups and roles as holders of policies: inline ones, attached ones, a boundary. What the
 * operations on the three kinds do alike is written once over this. Pages: IAM UG "Managed policies
 * and inline policies"; Service Authorization Reference "AWS Identity and Access Management"
 * (condition keys iam:PermissionsBoundary and iam:PolicyARN).
 */
import { UnmodifiableEntityException$ } from '@aws-sdk/client-iam';
import type { ReadTransaction, Transaction } from '@hallpass/store';
import { fail } from '@hallpass/wire';
import type { AccessItem } from '../../authorize/authorize.ts';
import type { ContextEntries } from '../../authorize/context-keys.ts';
import type { GroupRecord } from '../../data/groups.ts';
import { findGroup, putGroup } from '../../data/groups.ts';
import type { IdentityRecord } from '../../data/identities.ts';
import type { AttachmentKind } from '../../data/managed-policies.ts';
import type { RoleRecord } from '../../data/roles.ts';
import { findRole, putRole } from '../../data/roles.ts';
import type { UserRecord } from '../../data/users.ts';
import { findUser, putUser } from '../../data/users.ts';
import type { AccessContext } from '../../operation.ts';
import type { EntityContext } from './entities.ts';
import { groupNamed, namedAccess, ownerOf, roleNamed, userNamed } from './entities.ts';

export type Holder =
  | { readonly kind: 'user'; readonly record: UserRecord }
  | { readonly kind: 'group'; readonly record: GroupRecord }
  | { readonly kind: 'role'; readonly record: RoleRecord };

/** The holder that a request names. */
export interface HolderName {
  readonly kind: AttachmentKind;
  /** Present in every request: the schemas require it. */
  readonly name: string | undefined;
}

/** Throws NoSuchEntity in AWS's words. */
export async function holderNamed(context: EntityContext, holder: HolderName): Promise<Holder> {
  const { kind, name = '' } = holder;
  if (kind === 'user') return { kind, record: await userNamed(context, name) };
  if (kind === 'group') return { kind, record: await groupNamed(context, name) };
  return { kind, record: await roleNamed(context, name) };
}

const serviceLinkedPath = '/aws-service-role/';

export function isServiceLinked(role: RoleRecord): boolean {
  return role.path.startsWith(serviceLinkedPath);
}

/** Service-linked roles belong to their service. */
export function checkModifiable(role: RoleRecord): void {
  if (!isServiceLinked(role)) return;
  throw fail(
    UnmodifiableEntityException$,
    `Cannot perform the operation on the protected role '${role.name}' - ` +
      'this role is only modifiable by AWS',
  );
}

/** The same for an operation that changes the holder. */
export async function changeableHolder(context: EntityContext, name: HolderName): Promise<Holder> {
  const holder = await holderNamed(context, name);
  if (holder.kind === 'role') checkModifiable(holder.record);
  return holder;
}

export function putHolder(
  tx: Transaction,
  holder: Holder,
  change: Partial<Pick<IdentityRecord, 'inlinePolicies' | 'attachedPolicyArns'>>,
): void {
  if (holder.kind === 'user') putUser(tx, { ...holder.record, ...change });
  else if (holder.kind === 'group') putGroup(tx, { ...holder.record, ...change });
  else putRole(tx, { ...holder.record, ...change });
}

async function findHolderRecord(
  tx: ReadTransaction,
  accountId: string,
  { kind, name = '' }: HolderName,
): Promise<UserRecord | GroupRecord | RoleRecord | undefined> {
  if (kind === 'user') return findUser(tx, accountId, name);
  return kind === 'group' ? findGroup(tx, accountId, name) : findRole(tx, accountId, name);
}

/** Only reading a holder's policies; `context` gives the action's own condition keys. */
export async function readHolderAccess(
  context: AccessContext,
  action: string,
  holder: HolderName,
): Promise<AccessItem[]> {
  const record = await findHolderRecord(context.tx, ownerOf(context).accountId, holder);
  const { kind, name } = holder;
  return [{ action, ...namedAccess(context, kind, { record, name }) }];
}

export interface BoundedHolder extends HolderName {
  readonly context?: ContextEntries;
}

/** Of actions that have the key iam:PermissionsBoundary: the boundary that the holder has. */
export async function boundedAccess(
  context: AccessContext,
  action: string,
  change: BoundedHolder,
): Promise<AccessItem[]> {
  const record = await findHolderRecord(context.tx, ownerOf(context).accountId, change);
  const { kind, name } = change;
  const boundary =
    record !== undefined && 'permissionsBoundaryArn' in record
      ? record.permissionsBoundaryArn
      : undefined;
  return [
    {
      action,
      ...namedAccess(context, kind, { record, name }),
      context: { 'iam:permissionsboundary': boundary, ...change.context },
    },
  ];
}
