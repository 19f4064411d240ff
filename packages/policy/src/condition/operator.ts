/**
 * What an operator is: how one value of the request is compared with one value of the policy.
 * Everything about lists, missing keys, negation and quantifiers is in `condition.ts`, once for all
 * operators. Page: IAM UG "IAM JSON policy elements: Condition operators".
 */
import type { RequestContext } from '../types.ts';

/** Does this value of the request meet the policy's value? */
export type ValueTest = (value: string, context: RequestContext) => boolean;

export interface CompileOptions {
  /** Version 2012-10-17. */
  readonly variables: boolean;
}

/** Compiles one value of the policy; `undefined` when it is not of the operator's type. */
export type CompileValue = (policyValue: string, options: CompileOptions) => ValueTest | undefined;

export interface Operator {
  /** In AWS's spelling. */
  readonly name: string;
  /** True when no value of the policy may be met: `StringNotEquals`. */
  readonly negated: boolean;
  readonly takesVariables: boolean;
  readonly compile: CompileValue;
}
