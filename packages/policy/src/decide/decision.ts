/** What `evaluate` answers, and what it is asked with. */
import type { PolicyOrigin, PolicyType } from '../types.ts';
import type { StatementReference } from './compiled-statement.ts';
import type { PolicySet } from './policy-set.ts';
import type { Trace } from './trace.ts';

/**
 * trust: the role trust policy must allow, for everyone. kms: so must a key policy.
 * ordinary: within one account, identity or resource policy suffices.
 */
export type ResourceKind = 'trust' | 'kms' | 'ordinary';

/** Everything that applies to a request. What is absent does not limit. */
export interface AppliedPolicies {
  /** Of the user with its groups, of the role, or of the user behind a federated session. */
  readonly identity?: PolicySet;
  readonly boundary?: PolicySet;
  /** Present when the session was made with one; inline and managed session policies are one set. */
  readonly session?: PolicySet;
  /**
   * Root, OUs, account of the _caller's_ account. Absent: no organization, or its management
   * account.
   */
  readonly scpLevels?: readonly PolicySet[];
  /** Root, OUs, account of the _resource's_ account. */
  readonly rcpLevels?: readonly PolicySet[];
  /** Bucket policy, trust policy, key policy … Absent is the same as empty. */
  readonly resource?: PolicySet;
  /** Default: ordinary. */
  readonly resourceKind?: ResourceKind;
  /** Of the VPC endpoint that the request came through. */
  readonly vpcEndpoint?: PolicySet;
}

export type DecisionReason =
  /** A Deny applies; `decidedBy` names it. */
  | 'explicit-deny'
  /** A policy type that has to allow does not; `decidedBy` names it. */
  | 'implicit-deny'
  /** The caller and the resource are in different partitions. */
  | 'other-partition'
  /** "Roles may not be assumed by root accounts." */
  | 'root-assumes-role'
  | 'identity-policy'
  | 'resource-policy'
  /** Both accounts allow. */
  | 'both-accounts'
  /** The root user in its own account. */
  | 'root-user'
  /** An action that needs no permission. */
  | 'always-allowed';

export interface DecidedBy {
  readonly policyType: PolicyType;
  /** Whose policy it is: the caller's account's or the resource's. */
  readonly side: 'caller' | 'resource';
  /** Of an implicit denial only the type is known, and the policy when the set has just one. */
  readonly origin: PolicyOrigin;
  readonly statement?: StatementReference;
  /** SCPs and RCPs: which level, 0 for the root. */
  readonly level?: number;
}

export interface Decision {
  readonly effect: 'allow' | 'deny';
  /** A Deny statement decided. */
  readonly explicit: boolean;
  readonly reason: DecisionReason;
  readonly decidedBy?: DecidedBy;
  readonly trace?: Trace;
}
