/**
 * Instance profiles as requests name them and answers show them.
 * Page: IAM API Reference "InstanceProfile".
 */
import type { InstanceProfile, Role } from '@aws-sdk/client-iam';
import { NoSuchEntityException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import type { Page } from '../../data/identities.ts';
import { identityArn, nameKey } from '../../data/identities.ts';
import type { InstanceProfileRecord } from '../../data/instance-profiles.ts';
import { findInstanceProfile, listInstanceProfileNames } from '../../data/instance-profiles.ts';
import type { RoleRecord } from '../../data/roles.ts';
import { findRole } from '../../data/roles.ts';
import type { AccessContext } from '../../operation.ts';
import type { EntityAccess, EntityContext } from './entities.ts';
import { namedAccess, ownerOf } from './entities.ts';
import type { PageStart } from './paging.ts';
import { roleToWire } from './roles.ts';

export async function instanceProfileNamed(
  context: EntityContext,
  name: string,
): Promise<InstanceProfileRecord> {
  const profile = await findInstanceProfile(context.tx, ownerOf(context).accountId, name);
  if (profile !== undefined) return profile;
  throw fail(NoSuchEntityException$, `Instance Profile ${name} cannot be found.`);
}

export async function instanceProfileAccess(
  context: AccessContext,
  name: string | undefined,
): Promise<EntityAccess> {
  const { accountId } = ownerOf(context);
  const profile = await findInstanceProfile(context.tx, accountId, name ?? '');
  return namedAccess(context, 'instance-profile', { record: profile, name });
}

async function rolesIn(context: EntityContext, profile: InstanceProfileRecord): Promise<Role[]> {
  if (profile.roleName === undefined) return [];
  const role = await findRole(context.tx, profile.accountId, profile.roleName);
  if (role === undefined) throw new Error(`role ${profile.roleName} of a profile is missing`);
  return [await roleToWire(context, role)];
}

/** What every answer with an instance profile has; tags are for some of them only. */
export async function instanceProfileToWire(
  context: EntityContext,
  profile: InstanceProfileRecord,
): Promise<InstanceProfile> {
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: identityArn(ownerOf(context), 'instance-profile', profile),
    CreateDate: new Date(profile.createdAtMs),
    Roles: await rolesIn(context, profile),
  };
}

/** One page of the profiles that hold the role. */
export async function instanceProfilesOf(
  context: EntityContext,
  role: RoleRecord,
  { after, limit }: PageStart,
): Promise<Page<InstanceProfile>> {
  const names = await listInstanceProfileNames(context.tx, role.accountId, {
    roleName: role.name,
    // One more tells whether there is another page.
    limit: limit + 1,
    ...(after === undefined ? {} : { after }),
  });
  const items: InstanceProfile[] = [];
  for (const name of names.slice(0, limit)) {
    items.push(await instanceProfileToWire(context, await instanceProfileNamed(context, name)));
  }
  const last = items.at(-1);
  if (names.length <= limit || last === undefined) return { items };
  return { items, next: nameKey(last.InstanceProfileName ?? '') };
}
