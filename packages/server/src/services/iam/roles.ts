/**
 * Roles as answers show them. How much is shown differs from action to action, as recorded from
 * AWS: only GetRole tells everything. Page: IAM API Reference "Role", "RoleLastUsed".
 */
import type { Role, RoleLastUsed } from '@aws-sdk/client-iam';
import { identityArn } from '../../data/identities.ts';
import type { RoleRecord } from '../../data/roles.ts';
import { boundaryMember } from './boundaries.ts';
import type { EntityContext } from './entities.ts';
import { ownerOf } from './entities.ts';
import { shownTrustPolicy } from './policy-documents.ts';
import { tagsMember } from './tagging.ts';

/** What every answer with a role has. */
export async function roleToWire(context: EntityContext, role: RoleRecord): Promise<Role> {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: identityArn(ownerOf(context), 'role', role),
    CreateDate: new Date(role.createdAtMs),
    AssumeRolePolicyDocument: await shownTrustPolicy(context.tx, role),
  };
}

export function descriptionMember(role: RoleRecord): { Description?: string } {
  return role.description === undefined ? {} : { Description: role.description };
}

/** The role with this description; an empty one is none. */
export function withDescription(role: RoleRecord, text: string | undefined): RoleRecord {
  const { description: _former, ...rest } = role;
  return text === undefined || text === '' ? rest : { ...rest, description: text };
}

/** Of ListRoles. */
export async function listedRole(context: EntityContext, role: RoleRecord): Promise<Role> {
  return {
    ...(await roleToWire(context, role)),
    ...descriptionMember(role),
    MaxSessionDuration: role.maxSessionDurationSeconds,
  };
}

/** AWS tells of the last 400 days. */
const trackedMs = 400 * 24 * 60 * 60 * 1000;

export async function roleLastUsed(
  context: EntityContext,
  role: RoleRecord,
): Promise<RoleLastUsed> {
  const use = await context.server.lastUsed.find(context.tx, role.id);
  if (use === undefined || context.nowMs - use.atMs > trackedMs) return {};
  return { LastUsedDate: new Date(use.atMs), Region: use.region };
}

/** Of GetRole. */
export async function roleInFull(context: EntityContext, role: RoleRecord): Promise<Role> {
  return {
    ...(await listedRole(context, role)),
    ...boundaryMember(role),
    ...tagsMember(role.tags),
    RoleLastUsed: await roleLastUsed(context, role),
  };
}
