/**
 * The view of a principal: its compiled identity policies, groups' included, its boundary and tags.
 * Page: IAM UG "Policy evaluation logic". Cached by unique id and the account's generation.
 */
import type { PolicySet } from '@hallpass/policy';
import type { Eventually, ReadTransaction } from '@hallpass/store';
import type { Owner } from '../data/arns.ts';
import type { IdentityRecord } from '../data/identities.ts';
import { identityArn } from '../data/identities.ts';
import { findGroup } from '../data/groups.ts';
import { findPolicyDocument } from '../data/managed-policies.ts';
import { findRoleById } from '../data/roles.ts';
import type { UserRecord } from '../data/users.ts';
import { findUserById } from '../data/users.ts';
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

async function userView(
  tx: ReadTransaction,
  owner: Owner,
  id: string,
): Promise<PrincipalView | undefined> {
  const record = await findUserById(tx, id);
  if (record?.accountId !== owner.accountId) return undefined;
  const own = await identityPolicies(tx, owner, { kind: 'user', record });
  const groups = await groupPolicies(tx, owner, record);
  return viewOf(tx, [...own, ...groups], record.permissionsBoundaryArn);
}

async function roleView(
  tx: ReadTransaction,
  owner: Owner,
  id: string,
): Promise<PrincipalView | undefined> {
  const record = await findRoleById(tx, id);
  if (record?.accountId !== owner.accountId) return undefined;
  const own = await identityPolicies(tx, owner, { kind: 'role', record });
  return viewOf(tx, own, record.permissionsBoundaryArn);
}

async function viewOf(
  tx: ReadTransaction,
  policies: readonly StoredPolicy[],
  boundaryArn: string | undefined,
): Promise<PrincipalView> {
  const identity = compileStored(policies);
  if (boundaryArn === undefined) return { identity };
  return { identity, boundary: compileStored([await boundaryPolicy(tx, boundaryArn)]) };
}

export interface PrincipalQuery {
  readonly owner: Owner;
  readonly kind: 'user' | 'role';
  /** Unique id: whoever bears the name later is someone else. */
  readonly id: string;
  /** Of the account's identity data, as read in this transaction. */
  readonly generation: string;
}

/** `undefined` when the principal is gone. */
export function principalView(
  tx: ReadTransaction,
  caches: PolicyCaches,
  query: PrincipalQuery,
): Eventually<PrincipalView | undefined> {
  return caches.principals.get(query.id, query.generation) ?? makeView(tx, caches, query);
}

async function makeView(
  tx: ReadTransaction,
  caches: PolicyCaches,
  { owner, kind, id, generation }: PrincipalQuery,
): Promise<PrincipalView | undefined> {
  const view = await (kind === 'user' ? userView(tx, owner, id) : roleView(tx, owner, id));
  return view && caches.principals.set(id, generation, view);
}
