/**
 * The trace of a decision: every policy that was considered, at its level, with what each statement
 * said. Plain data, so that it can be sealed into an authorization message, printed, or drawn.
 */
import type { Named } from '../match/principal.ts';
import type { PolicyOrigin, PolicyType, Span } from '../types.ts';
import type { StatementReference } from './compiled-statement.ts';

export type StatementElement =
  | 'Action'
  | 'NotAction'
  | 'Resource'
  | 'NotResource'
  | 'Principal'
  | 'NotPrincipal'
  | 'Condition'
  /** Not one element but the statement: no service would have stored it. */
  | 'Statement';

/** A condition with what the request had for it. */
export interface TracedCondition {
  readonly operator: string;
  readonly key: string;
  /** The policy's values, variables replaced; `null` where a variable has no value. */
  readonly wanted: readonly (string | null)[];
  /** The request's; `null`: the key is missing. */
  readonly actual: string | readonly string[] | null;
  readonly matches: boolean;
}

/** The first element, in AWS's order, that kept a statement from applying. */
export interface Mismatch {
  readonly element: StatementElement;
  readonly span: Span;
  /** The line of the policy on which the span begins, for underlining. */
  readonly line: string;
  readonly message: string;
}

export interface TracedStatement {
  readonly statement: StatementReference;
  /** Where it says Allow or Deny. */
  readonly effectSpan: Span;
  /** The line of the policy on which `effectSpan` begins. */
  readonly effectLine: string;
  readonly applies: boolean;
  readonly mismatch?: Mismatch;
  /** All conditions, whether or not the request came so far. */
  readonly conditions: readonly TracedCondition[];
  /** Resource patterns that hold variables, with the values in them. */
  readonly resolvedResources: readonly {
    readonly written: string;
    readonly resolved: string | null;
  }[];
}

export interface TracedPolicy {
  readonly origin: PolicyOrigin;
  readonly statements: readonly TracedStatement[];
}

export interface TracedSet {
  readonly policyType: PolicyType;
  readonly side: 'caller' | 'resource';
  /** SCPs and RCPs: 0 for the root. */
  readonly level?: number;
  readonly outcome: 'explicit-deny' | 'allow' | 'no-allow';
  /** Resource policies: how the strongest Allow names the caller. */
  readonly named?: Named;
  readonly policies: readonly TracedPolicy[];
  /** The account whose policies these are, where the caller is told only what they say together. */
  readonly withheld?: string;
}

/** One thing that would have to be changed. All of them together allow the request. */
export interface SuggestedChange {
  readonly kind: 'remove-deny' | 'add-allow' | 'meet-condition' | 'impossible';
  readonly policyType?: PolicyType;
  readonly origin?: PolicyOrigin;
  readonly statement?: StatementReference;
  readonly level?: number;
  /** In words: "add sts:AssumeRole on … to group Developers". */
  readonly text: string;
}

export interface Trace {
  /** In the order of the flow. */
  readonly sets: readonly TracedSet[];
  /** Every key that a policy asked for, with the request's value; `null` when missing. */
  readonly contextKeys: Readonly<Record<string, string | readonly string[] | null>>;
  /** The smallest change that would allow; empty when allowed. */
  readonly changes: readonly SuggestedChange[];
}
