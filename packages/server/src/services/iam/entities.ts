/**
 * Finding the entities that a request names, and naming them to the access check. Pages: IAM UG
 * "IAM identifiers"; Service Authorization Reference "Actions, resources, and condition keys for
 * AWS Identity and Access Management".
 *
 * Access functions never fail for what does not exist: a caller without permission must not learn
 * it.
 */
import { NoSuchEntityException$ } from '@aws-sdk/client-iam';
import type { ReadTransaction } from '@hallpass/store';
import { fail } from '@hallpass/wire';
import type { Owner } from '../../data/arns.ts';
import { iamArn } from '../../data/arns.ts';
import type { GroupRecord } from '../../data/groups.ts';
import { findGroup } from '../../data/groups.ts';
import { identityArn } from '../../data/identities.ts';
import type { RoleRecord } from '../../data/roles.ts';
import { findRole } from '../../data/roles.ts';
import type { Tags } from '../../data/tags.ts';
import type { UserRecord } from '../../data/users.ts';
import { findUser } from '../../data/users.ts';
import type { AccessContext, RequestInfo } from '../../operation.ts';
import { signedCaller } from '../../operation.ts';

/** Kinds of entities as they stand in ARNs. */
export type EntityKind =
  | 'user'
  | 'group'
  | 'role'
  | 'policy'
  | 'instance-profile'
  | 'mfa'
  | 'oidc-provider'
  | 'saml-provider';

/** The part of an `AccessItem` that says what is acted on. */
export interface EntityAccess {
  readonly resource: string;
  readonly resourceName?: string;
  readonly resourceTags?: Tags;
}

/** A context with a transaction: all modes of operations and access rules have one. */
export type EntityContext = RequestInfo & { readonly tx: ReadTransaction };

/** The caller's partition and account, which own everything that a request to IAM can name. */
export function ownerOf(context: RequestInfo): Owner {
  const { partition, accountId } = signedCaller(context);
  return { partition, accountId };
}

export async function userNamed(context: EntityContext, name: string): Promise<UserRecord> {
  const user = await findUser(context.tx, ownerOf(context).accountId, name);
  if (user !== undefined) return user;
  throw fail(NoSuchEntityException$, `The user with name ${name} cannot be found.`);
}

export async function groupNamed(context: EntityContext, name: string): Promise<GroupRecord> {
  const group = await findGroup(context.tx, ownerOf(context).accountId, name);
  if (group !== undefined) return group;
  throw fail(NoSuchEntityException$, `The group with name ${name} cannot be found.`);
}

export async function roleNamed(context: EntityContext, name: string): Promise<RoleRecord> {
  const role = await findRole(context.tx, ownerOf(context).accountId, name);
  if (role !== undefined) return role;
  throw fail(NoSuchEntityException$, `The role with name ${name} cannot be found.`);
}

/** What AWS calls an entity in denials; the others it names by their ARN. */
const spokenKinds: Readonly<Partial<Record<EntityKind, string>>> = {
  user: 'user',
  group: 'group',
  role: 'role',
  'instance-profile': 'instance profile',
};

export interface NamedEntity {
  readonly path: string;
  readonly name: string;
  readonly tags?: Tags;
  /** As the request spelt it: the denial must not tell how it is really spelt. */
  readonly sentName?: string | undefined;
}

/** An entity's ARN with its path and its tags; without path and tags when it does not exist. */
export function entityAccess(
  context: RequestInfo,
  kind: EntityKind,
  entity: NamedEntity,
): EntityAccess {
  const spoken = spokenKinds[kind];
  return {
    resource: identityArn(ownerOf(context), kind, entity),
    ...(spoken === undefined
      ? {}
      : { resourceName: `${spoken} ${entity.sentName ?? entity.name}` }),
    ...(entity.tags === undefined ? {} : { resourceTags: entity.tags }),
  };
}

/** What a request names, found or not. */
export function namedAccess(
  context: RequestInfo,
  kind: EntityKind,
  entity: { readonly record: NamedEntity | undefined; readonly name: string | undefined },
): EntityAccess {
  const { record, name } = entity;
  return entityAccess(context, kind, {
    path: '/',
    name: name ?? '',
    ...record,
    sentName: name,
  });
}

/** What Create… makes: its path is the one asked for, and it has no tags yet. */
export function newEntityAccess(
  context: RequestInfo,
  kind: EntityKind,
  entity: { readonly path: string | undefined; readonly name: string | undefined },
): EntityAccess {
  const { path = '/', name = '' } = entity;
  return { resource: identityArn(ownerOf(context), kind, { path, name }) };
}

/**
 * What List… asks for: the path below which it looks. The reference lists no resource type for
 * these actions, but AWS decides and denies them on `arn:aws:iam::ACCOUNT:user/` and the path
 * prefix.
 */
export function pathAccess(
  context: RequestInfo,
  kind: EntityKind,
  pathPrefix: string | undefined,
): EntityAccess {
  return { resource: iamArn(ownerOf(context), kind, pathPrefix ?? '/') };
}

export async function userAccess(
  context: AccessContext,
  name: string | undefined,
): Promise<EntityAccess> {
  const { accountId } = ownerOf(context);
  const user = await findUser(context.tx, accountId, name ?? '');
  return namedAccess(context, 'user', { record: user, name });
}

export async function groupAccess(
  context: AccessContext,
  name: string | undefined,
): Promise<EntityAccess> {
  const { accountId } = ownerOf(context);
  const group = await findGroup(context.tx, accountId, name ?? '');
  return namedAccess(context, 'group', { record: group, name });
}

export async function roleAccess(
  context: AccessContext,
  name: string | undefined,
): Promise<EntityAccess> {
  const { accountId } = ownerOf(context);
  const role = await findRole(context.tx, accountId, name ?? '');
  return namedAccess(context, 'role', { record: role, name });
}
