/**
 * What of a decision may be told to the caller's side. Of policies of another account it learns
 * what they say together, never what stands in them: not their statements, nor the condition keys
 * they ask for. RCPs are told within the organization, as AWS tells their ARNs. Page: IAM UG
 * "Troubleshoot access denied error messages".
 */
import type {
  AppliedPolicies,
  AuthorizationRequest,
  Decision,
  PolicySet,
  PolicyType,
  SuggestedChange,
  Trace,
} from '@hallpass/policy';
import { evaluate } from '@hallpass/policy';
import { compileStored } from './compile.ts';

export interface ToldTo {
  /** The caller is of the account that owns the resource. */
  readonly sameAccount: boolean;
  readonly sameOrganization: boolean;
}

const noPolicies: PolicySet = compileStored([]);

function isTold(type: PolicyType, to: ToldTo): boolean {
  if (type === 'resource' || type === 'trust') return to.sameAccount;
  return type === 'rcp' ? to.sameAccount || to.sameOrganization : true;
}

/** The policies whose condition keys may be named. */
function toldPolicies(applied: AppliedPolicies, to: ToldTo): AppliedPolicies {
  const { rcpLevels, resource, ...rest } = applied;
  return {
    ...rest,
    ...(resource === undefined ? {} : { resource: to.sameAccount ? resource : noPolicies }),
    ...(rcpLevels !== undefined && isTold('rcp', to) ? { rcpLevels } : {}),
  };
}

/** A change of a withheld statement names the account that has to make it, and no more. */
function toldChange(change: SuggestedChange, owner: string, to: ToldTo): SuggestedChange {
  const { kind, policyType } = change;
  if (policyType === undefined || isTold(policyType, to) || kind === 'add-allow') return change;
  const what = kind === 'remove-deny' ? 'denies' : 'allows it only under conditions';
  const text = `account ${owner} has to change a ${policyType} policy of its own, which ${what}`;
  return { kind, policyType, text };
}

function toldDecider(decision: Decision, to: ToldTo): Decision {
  const { decidedBy } = decision;
  if (decidedBy === undefined || isTold(decidedBy.policyType, to)) return decision;
  const { policyType, side } = decidedBy;
  return { ...decision, decidedBy: { policyType, side, origin: { type: policyType } } };
}

/** The decision with the part of its trace that may be told. */
export function toldDecision(
  request: AuthorizationRequest,
  policies: AppliedPolicies,
  to: ToldTo,
): Decision & { readonly trace: Trace } {
  const traced = (applied: AppliedPolicies): { decision: Decision; trace: Trace } => {
    const { trace, ...decision } = evaluate(request, applied, { trace: true });
    if (trace === undefined) throw new Error('a trace that was asked for is missing');
    return { decision, trace };
  };
  const { decision, trace } = traced(policies);
  if (to.sameAccount) return { ...decision, trace };
  const owner = request.resourceAccountId;
  return {
    ...toldDecider(decision, to),
    trace: {
      sets: trace.sets.map((set) =>
        isTold(set.policyType, to) ? set : { ...set, policies: [], withheld: owner },
      ),
      contextKeys: traced(toldPolicies(policies, to)).trace.contextKeys,
      changes: trace.changes.map((change) => toldChange(change, owner, to)),
    },
  };
}
