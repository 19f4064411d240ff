/**
 * The view of a principal: its compiled identity policies, groups' included, its boundary and tags.
 * Page: IAM UG "Policy evaluation logic". Cached by unique id and the account's generation.
 */
import type { PolicySet } from '@hallpass/policy';
import type { ReadTransaction } from '@hallpass/store';
import type { Owner } from '../data/arns.ts';
import { accountGeneration } from '../data/generations.ts';
import type { IdentityRecord } from '../data/identities.ts';
import { identityArn } from '../data/identities.ts';
import { findGroup } from '../data/groups.ts';
import { findPolicyDocument } from '../data/managed-policies.ts';
import type { RoleRecord } from '../data/roles.ts';
import type { UserRecord } from '../data/users.ts';
import type { StoredPolicy } from './compile.ts';
import { compileStored } from './compile.ts';
import type { PolicyCaches } from './policy-caches.ts';

export interface PrincipalView {
  readonly identity: PolicySet;
  readonly boundary?: PolicySet;
}

export type IdentityKind = 'user' | 'group' | 'role';

/** The identity's own policies, inline first, as stored. */
export async function identityPolicies(
  tx: ReadTransaction,
  owner: Owner,
  entity: { readonly kind: IdentityKind; readonly record: IdentityRecord },
): Promise<StoredPolicy[]> {
  const attachedTo = identityArn(owner, entity.kind, entity.record);
  const policies = Object.entries(entity.record.inlinePolicies).map(([name, text]) => ({
    text,
    origin: { type: 'identity' as const, name, attachedTo },
  }));
  const attached: StoredPolicy[] = [];
  for (const arn of entity.record.attachedPolicyArns) {
    const text = await findPolicyDocument(tx, arn);
    if (text === undefined) throw new Error(`attached policy ${arn} is missing`);
    attached.push({ text, origin: { type: 'identity', arn, attachedTo } });
  }
  return [...policies, ...attached];
}

export async function groupPolicies(
  tx: ReadTransaction,
  owner: Owner,
  user: UserRecord,
): Promise<StoredPolicy[]> {
  const policies: StoredPolicy[] = [];
  for (const name of user.groups) {
    const record = await findGroup(tx, user.accountId, name);
    if (record === undefined) throw new Error(`group ${name} of user ${user.name} is missing`);
    policies.push(...(await identityPolicies(tx, owner, { kind: 'group', record })));
  }
  return policies;
}

export async function boundaryPolicy(tx: ReadTransaction, arn: string): Promise<StoredPolicy> {
  const text = await findPolicyDocument(tx, arn);
  if (text === undefined) throw new Error(`permissions boundary ${arn} is missing`);
  return { text, origin: { type: 'boundary', arn } };
}

async function makeView(
  tx: ReadTransaction,
  owner: Owner,
  entity:
    | { readonly kind: 'user'; readonly record: UserRecord }
    | { readonly kind: 'role'; readonly record: RoleRecord },
): Promise<PrincipalView> {
  const own = await identityPolicies(tx, owner, entity);
  const groups = entity.kind === 'user' ? await groupPolicies(tx, owner, entity.record) : [];
  const identity = compileStored([...own, ...groups]);
  const boundaryArn = entity.record.permissionsBoundaryArn;
  if (boundaryArn === undefined) return { identity };
  return { identity, boundary: compileStored([await boundaryPolicy(tx, boundaryArn)]) };
}

export async function principalView(
  tx: ReadTransaction,
  caches: PolicyCaches,
  entity: {
    readonly owner: Owner;
  } & (
    | { readonly kind: 'user'; readonly record: UserRecord }
    | { readonly kind: 'role'; readonly record: RoleRecord }
  ),
): Promise<PrincipalView> {
  const generation = await accountGeneration(tx, entity.owner.accountId);
  const known = caches.principals.get(entity.record.id, generation);
  if (known !== undefined) return known;
  const view = await makeView(tx, entity.owner, entity);
  return caches.principals.set(entity.record.id, generation, view);
}
