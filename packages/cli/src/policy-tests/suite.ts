/** A file of policy tests as it is read: what is asked, with which policies, and what is expected. */
import type { AppliedPolicies, PolicyType, Principal } from '@hallpass/policy';

export const expectations = ['allow', 'deny', 'explicitDeny', 'implicitDeny'] as const;

/** `deny`: either of the two. */
export type Expectation = (typeof expectations)[number];

/** What must have decided. Everything given must hold. */
export interface ExpectedBy {
  /** Name of a policy in the file; live: of the policy in the account. */
  readonly policy?: string;
  /** Sid, or number of the statement, counted from 1. */
  readonly statement?: string | number;
  readonly type?: PolicyType;
}

export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type ContextEntries = Readonly<Record<string, string | readonly string[] | null>>;

interface BaseCase {
  readonly name: string;
  readonly place: Place;
  readonly action: string;
  readonly resource: string;
  readonly context: ContextEntries;
  readonly expect: Expectation;
  readonly by?: ExpectedBy;
}

/** Decided here, on the policies that the file gives. */
export interface OfflineCase extends BaseCase {
  readonly kind: 'offline';
  readonly principal: Principal;
  readonly resourceAccountId: string;
  readonly policies: AppliedPolicies;
}

/** Asked from a server: iam:SimulatePrincipalPolicy on its live state. */
export interface LiveCase extends BaseCase {
  readonly kind: 'live';
  /** ARN, or its end: `user/David`. */
  readonly principal: string;
}

export type Case = OfflineCase | LiveCase;

export interface Suite {
  readonly file: string;
  readonly cases: readonly Case[];
}

/** Something wrong with the form of the file. */
export interface Fault extends Place {
  readonly message: string;
}
