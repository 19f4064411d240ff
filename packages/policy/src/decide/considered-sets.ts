/** All sets that apply to a request, in the order of the flow, with their level and side. */
import type { PolicyType } from '../types.ts';
import type { AppliedPolicies, DecidedBy } from './decision.ts';
import type { PolicySet } from './policy-set.ts';

export interface ConsideredSet {
  readonly policyType: PolicyType;
  readonly side: DecidedBy['side'];
  readonly level?: number;
  readonly set: PolicySet;
}

function levelled(
  policyType: PolicyType,
  side: DecidedBy['side'],
  levels: readonly PolicySet[] | undefined,
): ConsideredSet[] {
  return (levels ?? []).map((set, level) => ({ policyType, side, level, set }));
}

function single(
  policyType: PolicyType,
  side: DecidedBy['side'],
  set: PolicySet | undefined,
): ConsideredSet[] {
  return set === undefined ? [] : [{ policyType, side, set }];
}

export function consideredSets(applied: AppliedPolicies): readonly ConsideredSet[] {
  const resourceType = applied.resourceKind === 'trust' ? 'trust' : 'resource';
  return [
    ...levelled('rcp', 'resource', applied.rcpLevels),
    ...levelled('scp', 'caller', applied.scpLevels),
    ...single('vpc-endpoint', 'caller', applied.vpcEndpoint),
    ...single(resourceType, 'resource', applied.resource),
    ...single('identity', 'caller', applied.identity),
    ...single('boundary', 'caller', applied.boundary),
    ...single('session', 'caller', applied.session),
  ];
}
