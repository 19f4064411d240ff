/**
 * Gathers every policy that applies to one item of a request. Nothing is decided here.
 * Page: IAM UG "Policy evaluation logic".
 */
import type { AppliedPolicies, PolicySet } from '@hallpass/policy';
import type { Eventually, ReadTransaction } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type { AuthenticatedCaller, Caller } from '../authenticate/caller.ts';
import type { SessionRecord } from '../authenticate/session-token.ts';
import { findPolicyDocument } from '../data/managed-policies.ts';
import type { AccountView } from './account-view.ts';
import type { StoredPolicy } from './compile.ts';
import { compileStored } from './compile.ts';
import type { PolicyCaches } from './policy-caches.ts';
import type { PrincipalView } from './principal-view.ts';
import { principalView } from './principal-view.ts';
import type { ResourceAuthority } from './resource-authority.ts';

const noPolicies: PolicySet = compileStored([]);

interface HeldSession {
  readonly session: SessionRecord;
  /** Of the caller's account. */
  readonly generation: string;
}

/** The session's policies, inline and managed: together they allow what either allows. */
function sessionPolicy(
  tx: ReadTransaction,
  caches: PolicyCaches,
  held: HeldSession,
): Eventually<PolicySet | undefined> {
  const { session, generation } = held;
  if (session.policy === undefined && session.policyArns === undefined) return undefined;
  return caches.sessions.get(session.accessKeyId, generation) ?? compileSession(tx, caches, held);
}

async function compileSession(
  tx: ReadTransaction,
  caches: PolicyCaches,
  { session, generation }: HeldSession,
): Promise<PolicySet> {
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
function callerView(
  tx: ReadTransaction,
  caches: PolicyCaches,
  { caller, generation }: { readonly caller: AuthenticatedCaller; readonly generation: string },
): Eventually<PrincipalView | undefined> {
  const { principal } = caller;
  if (principal.kind === 'user') {
    return principalView(tx, caches, { owner: caller, kind: 'user', id: principal.id, generation });
  }
  if (principal.kind === 'assumed-role') {
    const id = principal.roleId;
    return principalView(tx, caches, { owner: caller, kind: 'role', id, generation });
  }
  if (principal.kind === 'federated-user' && principal.userId !== undefined) {
    const id = principal.userId;
    return principalView(tx, caches, { owner: caller, kind: 'user', id, generation });
  }
  return undefined;
}

export interface AppliedSources {
  readonly caller: Caller;
  /** Of the caller, unless anonymous. */
  readonly callerAccount: AccountView | undefined;
  readonly authority: ResourceAuthority;
}

type Gathered = { -readonly [K in keyof AppliedPolicies]: AppliedPolicies[K] };

export function appliedPolicies(
  tx: ReadTransaction,
  caches: PolicyCaches,
  { caller, callerAccount, authority }: AppliedSources,
): Eventually<AppliedPolicies> {
  const applied: Gathered = { resourceKind: authority.kind };
  if (authority.policy !== undefined) applied.resource = authority.policy;
  const rcpLevels = authority.organization?.rcpLevels;
  if (rcpLevels !== undefined) applied.rcpLevels = rcpLevels;
  if (caller.kind === 'anonymous') return applied;
  // An account that is gone has nobody left who is allowed anything.
  const generation = callerAccount?.generation ?? '';
  const scpLevels = callerAccount?.organization?.scpLevels;
  if (scpLevels !== undefined) applied.scpLevels = scpLevels;
  return whenReady(callerView(tx, caches, { caller, generation }), (view) => {
    applied.identity = view?.identity ?? noPolicies;
    if (view?.boundary !== undefined) applied.boundary = view.boundary;
    const { session } = caller;
    if (session === undefined) return applied;
    return whenReady(sessionPolicy(tx, caches, { session, generation }), (limit) => {
      if (limit !== undefined) applied.session = limit;
      return applied;
    });
  });
}
