/**
 * Gathers every policy that applies to one item of a request. Nothing is decided here.
 * Page: IAM UG "Policy evaluation logic".
 */
import type { AppliedPolicies, PolicySet } from '@hallpass/policy';
import type { ReadTransaction } from '@hallpass/store';
import type { AuthenticatedCaller, Caller } from '../authenticate/caller.ts';
import type { SessionRecord } from '../authenticate/session-token.ts';
import { accountGeneration } from '../data/generations.ts';
import { findPolicyDocument } from '../data/managed-policies.ts';
import { findRole } from '../data/roles.ts';
import { findUser, findUserById } from '../data/users.ts';
import type { StoredPolicy } from './compile.ts';
import { compileStored } from './compile.ts';
import type { OrganizationView } from './organization-view.ts';
import type { PolicyCaches } from './policy-caches.ts';
import type { PrincipalView } from './principal-view.ts';
import { principalView } from './principal-view.ts';
import type { ResourceAuthority } from './resource-authority.ts';

const noPolicies: PolicySet = compileStored([]);

/** The session's policies, inline and managed: together they allow what either allows. */
async function sessionPolicy(
  tx: ReadTransaction,
  caches: PolicyCaches,
  session: SessionRecord,
): Promise<PolicySet | undefined> {
  if (session.policy === undefined && session.policyArns === undefined) return undefined;
  const generation = await accountGeneration(tx, session.accountId);
  const known = caches.sessions.get(session.accessKeyId, generation);
  if (known !== undefined) return known;
  const stored: StoredPolicy[] = [];
  if (session.policy !== undefined) {
    stored.push({ text: session.policy, origin: { type: 'session', name: 'session policy' } });
  }
  for (const arn of session.policyArns ?? []) {
    const text = await findPolicyDocument(tx, arn);
    // A managed policy deleted since then allows nothing any more.
    if (text !== undefined) stored.push({ text, origin: { type: 'session', arn } });
  }
  return caches.sessions.set(session.accessKeyId, generation, compileStored(stored));
}

/** Policies of the user or role behind the caller; the root user has none and needs none. */
async function callerView(
  tx: ReadTransaction,
  caches: PolicyCaches,
  caller: AuthenticatedCaller,
): Promise<PrincipalView | undefined> {
  const owner = { partition: caller.partition, accountId: caller.accountId };
  if (caller.kind === 'user') {
    const record = await findUser(tx, caller.accountId, caller.name);
    return record && principalView(tx, caches, { owner, kind: 'user', record });
  }
  if (caller.kind === 'assumed-role') {
    const record = await findRole(tx, caller.accountId, caller.name);
    return record && principalView(tx, caches, { owner, kind: 'role', record });
  }
  if (caller.kind === 'federated-user' && caller.session?.principalId !== undefined) {
    const record = await findUserById(tx, caller.session.principalId);
    return record && principalView(tx, caches, { owner, kind: 'user', record });
  }
  return undefined;
}

export interface AppliedSources {
  readonly caller: Caller;
  readonly callerOrganization: OrganizationView | undefined;
  readonly authority: ResourceAuthority;
}

export async function appliedPolicies(
  tx: ReadTransaction,
  caches: PolicyCaches,
  sources: AppliedSources,
): Promise<AppliedPolicies> {
  const { caller, callerOrganization, authority } = sources;
  const resource = {
    resourceKind: authority.kind,
    ...(authority.policy === undefined ? {} : { resource: authority.policy }),
    ...(authority.organization?.rcpLevels === undefined
      ? {}
      : { rcpLevels: authority.organization.rcpLevels }),
  };
  if (caller.kind === 'anonymous') return resource;
  const view = await callerView(tx, caches, caller);
  const session = caller.session && (await sessionPolicy(tx, caches, caller.session));
  return {
    ...resource,
    identity: view?.identity ?? noPolicies,
    ...(view?.boundary === undefined ? {} : { boundary: view.boundary }),
    ...(session === undefined ? {} : { session }),
    ...(callerOrganization?.scpLevels === undefined
      ? {}
      : { scpLevels: callerOrganization.scpLevels }),
  };
}
