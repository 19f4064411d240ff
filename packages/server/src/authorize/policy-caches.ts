/**
 * Compiled policies, kept as long as what they were made of has not changed. A cache is keyed by a
 * thing and guarded by the generation that was read with it, so a change is seen by the next
 * request.
 */
import type { PolicySet } from '@hallpass/policy';
import type { OrganizationView } from './organization-view.ts';
import type { PrincipalView } from './principal-view.ts';

/** A bounded map whose entries are only good for the generation they were made in. */
export interface GenerationCache<T> {
  get(key: string, generation: string): T | undefined;
  set(key: string, generation: string, value: T): T;
}

export function createGenerationCache<T>(entriesMax: number): GenerationCache<T> {
  const entries = new Map<string, { readonly generation: string; readonly value: T }>();
  return {
    get(key, generation) {
      const entry = entries.get(key);
      return entry?.generation === generation ? entry.value : undefined;
    },
    set(key, generation, value) {
      entries.delete(key);
      if (entries.size >= entriesMax) {
        const [oldest] = entries.keys();
        if (oldest !== undefined) entries.delete(oldest);
      }
      entries.set(key, { generation, value });
      return value;
    },
  };
}

export interface PolicyCaches {
  /** By unique id of the user or role. */
  readonly principals: GenerationCache<PrincipalView>;
  /** By account id: the levels of SCPs and RCPs above it. */
  readonly organizations: GenerationCache<OrganizationView>;
  /** By ARN: bucket policies and trust policies. */
  readonly resources: GenerationCache<PolicySet>;
  /** By access key id of the session. */
  readonly sessions: GenerationCache<PolicySet>;
}

export function createPolicyCaches(): PolicyCaches {
  return {
    principals: createGenerationCache(10_000),
    organizations: createGenerationCache(10_000),
    resources: createGenerationCache(10_000),
    sessions: createGenerationCache(10_000),
  };
}
