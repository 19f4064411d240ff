/**
 * The door of the engine: one request, everything that applies to it, one decision. Never throws.
 * Page: IAM UG "Policy evaluation logic".
 */
import type { AuthorizationRequest } from '../types.ts';
import { combine } from './combine.ts';
import type { AppliedPolicies, Decision } from './decision.ts';
import { traceRequest } from './trace-request.ts';

export interface EvaluateOptions {
  /** Adds to the decision what every statement of every policy said. Costs nothing otherwise. */
  readonly trace?: boolean;
}

export function evaluate(
  request: AuthorizationRequest,
  policies: AppliedPolicies,
  options?: EvaluateOptions,
): Decision {
  const decision = combine(request, policies);
  if (options?.trace !== true) return decision;
  return { ...decision, trace: traceRequest(request, policies, decision) };
}
