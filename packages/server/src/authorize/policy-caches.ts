/** Compiled policies, kept as long as what they were made of has not changed. */
import type { PolicySet } from '@hallpass/policy';
import type { BoundedCache, GenerationCache } from '../data/generation-cache.ts';
import { createBoundedCache, createGenerationCache } from '../data/generation-cache.ts';
import type { AccountView } from './account-view.ts';
import type { PrincipalView } from './principal-view.ts';

export interface PolicyCaches {
  /** By unique id of the user or role. */
  readonly principals: GenerationCache<PrincipalView>;
  /** By account id. A view carries the generations that it is good for. */
  readonly accounts: BoundedCache<AccountView>;
  /** By ARN: bucket policies and trust policies. */
  readonly resources: GenerationCache<PolicySet>;
  /** By access key id of the session. */
  readonly sessions: GenerationCache<PolicySet>;
}

export function createPolicyCaches(): PolicyCaches {
  return {
    principals: createGenerationCache(10_000),
    accounts: createBoundedCache(10_000),
    resources: createGenerationCache(10_000),
    sessions: createGenerationCache(10_000),
  };
}
