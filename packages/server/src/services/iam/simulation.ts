/**
 * The policy simulator: inputs read and checked, decisions told in its shapes.
 * Pages: IAM API Reference "SimulateCustomPolicy", "SimulatePrincipalPolicy", "EvaluationResult".
 *
 * DEVIATION: AWS's simulator ignores conditions of SCPs, reports their explicit denials as
 * implicit, shows SCPs for the management account, and knows trust policies and resource policies
 * only when they are given. Ours answers as enforcement would: it is the same engine on the same
 * live state.
 */
import type {
  ContextEntry,
  EvaluationResult,
  SimulateCustomPolicyRequest,
  SimulatePrincipalPolicyRequest,
  SimulatePolicyResponse,
  Statement,
} from '@aws-sdk/client-iam';
import { ContextKeyTypeEnum, InvalidInputException$ } from '@aws-sdk/client-iam';
import type {
  Decision,
  DocumentKind,
  PolicyOrigin,
  PolicySet,
  PolicyType,
  TracedSet,
} from '@hallpass/policy';
import { checkPolicy, compilePolicies, parsePolicy } from '@hallpass/policy';
import type { AwsError, Constraints } from '@hallpass/wire';
import { fail } from '@hallpass/wire';
import type { ContextEntries } from '../../authorize/context-keys.ts';
import type { PolicyOverrides, Simulated, SimulatedItem } from '../../authorize/simulate.ts';
import { policyDocument } from './constraints.ts';
import { pageEnd, pageStart } from './paging.ts';

export type SimulationInput = Pick<
  SimulateCustomPolicyRequest & SimulatePrincipalPolicyRequest,
  | 'ActionNames'
  | 'ResourceArns'
  | 'ContextEntries'
  | 'ResourcePolicy'
  | 'ResourceOwner'
  | 'ResourceHandlingOption'
  | 'PermissionsBoundaryPolicyInputList'
  | 'CallerArn'
  | 'MaxItems'
  | 'Marker'
>;

/** Actions times resources: AWS has no such quota, but nobody may ask for a million decisions. */
const resultsMax = 10_000;

export const simulationConstraints: Constraints = {
  ActionNames: { items: { length: [3, 128] } },
  ResourceArns: { items: { length: [1, 2048] } },
  ResourcePolicy: policyDocument,
  PermissionsBoundaryPolicyInputList: { items: policyDocument },
  ResourceOwner: { length: [1, 2048] },
  CallerArn: { length: [1, 2048] },
  ResourceHandlingOption: { length: [1, 64] },
  ContextEntries: {
    items: {
      members: {
        ContextKeyName: { length: [5, 256] },
        ContextKeyType: { enum: Object.values(ContextKeyTypeEnum) },
      },
    },
  },
};

export function invalidInput(message: string): AwsError {
  return fail(InvalidInputException$, message);
}

export function compileInput(
  texts: readonly string[],
  kind: DocumentKind,
  origin: (index: number) => PolicyOrigin,
): PolicySet {
  const sources = texts.map((text, index) => {
    const { document, fault } = checkPolicy(text, kind);
    if (document !== undefined && fault === undefined) return { document, origin: origin(index) };
    throw invalidInput(`Invalid Input Policy: ${fault?.message ?? 'Syntax errors in policy.'}`);
  });
  return compilePolicies(sources);
}

/** Of any service: what it may name is that service's affair, so only its form is checked. */
function compileResourcePolicy(text: string): PolicySet {
  const { document, errors } = parsePolicy(text);
  if (document === undefined || errors.length > 0) {
    throw invalidInput(`Invalid Input Policy: ${errors[0]?.message ?? 'it does not parse'}`);
  }
  return compilePolicies([{ document, origin: { type: 'resource', name: 'ResourcePolicy' } }]);
}

export function inputOrigin(type: PolicyType, list: string): (index: number) => PolicyOrigin {
  return (index) => ({ type, name: `${list}.${index + 1}` });
}

function contextEntries(entries: readonly ContextEntry[] | undefined): ContextEntries {
  const read: Record<string, string | readonly string[]> = {};
  for (const { ContextKeyName = '', ContextKeyValues = [], ContextKeyType = '' } of entries ?? []) {
    const [first] = ContextKeyValues;
    const isList = ContextKeyType.endsWith('List');
    if (!isList && (first === undefined || ContextKeyValues.length > 1)) {
      throw invalidInput(
        `Invalid Context Entry: ${ContextKeyName} of type ${ContextKeyType} must have one value.`,
      );
    }
    read[ContextKeyName.toLowerCase()] = isList ? ContextKeyValues : (first ?? '');
  }
  return read;
}

const actionPattern = /^[a-zA-Z0-9-]+:[a-zA-Z0-9]+$/;

/** Every action on every resource, in the order asked for. */
export function simulatedItems(input: SimulationInput): SimulatedItem[] {
  const actions = input.ActionNames ?? [];
  const resources = input.ResourceArns ?? ['*'];
  if (actions.length * resources.length > resultsMax) {
    throw invalidInput(`At most ${resultsMax} actions times resources can be simulated at once.`);
  }
  const entries = contextEntries(input.ContextEntries);
  return actions.flatMap((action) => {
    if (!actionPattern.test(action)) throw invalidInput(`Invalid Action Name: ${action}`);
    return resources.map((resource) => ({ action, resource, entries }));
  });
}

const accountPattern = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/;

export function inputOverrides(input: SimulationInput): PolicyOverrides {
  const { ResourcePolicy, ResourceOwner, PermissionsBoundaryPolicyInputList: boundaries } = input;
  const owner = ResourceOwner === undefined ? undefined : accountPattern.exec(ResourceOwner)?.[1];
  if (ResourceOwner !== undefined && owner === undefined) {
    throw invalidInput(`Invalid Resource Owner: ${ResourceOwner}`);
  }
  return {
    ...(owner === undefined ? {} : { resourceAccountId: owner }),
    ...(ResourcePolicy === undefined
      ? {}
      : {
          resource: compileResourcePolicy(ResourcePolicy),
        }),
    ...(boundaries === undefined
      ? {}
      : {
          boundary: compileInput(
            boundaries,
            'session',
            inputOrigin('boundary', 'PermissionsBoundaryPolicyInputList'),
          ),
        }),
  };
}

const decisions = {
  allow: 'allowed',
  'explicit-deny': 'explicitDeny',
  'no-allow': 'implicitDeny',
} as const;

function evalDecision(decision: Decision): EvaluationResult['EvalDecision'] {
  if (decision.effect === 'allow') return 'allowed';
  return decision.explicit ? 'explicitDeny' : 'implicitDeny';
}

/** Of inline policies AWS shows `user_David_policy`, of managed ones the name. */
function sourcePolicy(
  origin: PolicyOrigin,
): Pick<Statement, 'SourcePolicyId' | 'SourcePolicyType'> {
  const [kind = '', entity] = origin.attachedTo?.split(':').at(-1)?.split('/') ?? [];
  if (origin.arn !== undefined) {
    return {
      SourcePolicyId: origin.arn.slice(origin.arn.lastIndexOf('/') + 1),
      SourcePolicyType: origin.arn.includes(':iam::aws:') ? 'aws-managed' : 'user-managed',
    };
  }
  if (origin.type === 'resource' || origin.type === 'trust') {
    return { SourcePolicyId: origin.name, SourcePolicyType: 'resource' };
  }
  const isEntity = kind === 'user' || kind === 'group' || kind === 'role';
  if (!isEntity || entity === undefined) {
    return { SourcePolicyId: origin.name, SourcePolicyType: 'none' };
  }
  const name = origin.attachedTo?.slice(origin.attachedTo.lastIndexOf('/') + 1);
  return { SourcePolicyId: `${kind}_${name}_${origin.name}`, SourcePolicyType: kind };
}

/** The statements that decided: the Denies of a denial, the Allows of an allowance. */
function matchedStatements({ decision }: Simulated): Statement[] {
  const effect = decision.effect === 'allow' ? 'Allow' : decision.explicit ? 'Deny' : undefined;
  return (decision.trace?.sets ?? [])
    .filter((set) => set.policyType !== 'scp' && set.policyType !== 'rcp')
    .flatMap((set) => set.policies)
    .flatMap(({ origin, statements }) =>
      statements
        .filter(({ applies, statement }) => applies && statement.effect === effect)
        .map(({ statement: { span } }) => ({
          ...sourcePolicy(origin),
          StartPosition: { Line: span.start.line, Column: span.start.column },
          EndPosition: { Line: span.end.line, Column: span.end.column },
        })),
    );
}

function outcomesOf(simulated: Simulated, types: readonly PolicyType[]): TracedSet['outcome'][] {
  return (simulated.decision.trace?.sets ?? [])
    .filter((set) => types.includes(set.policyType))
    .map((set) => set.outcome);
}

function allowedBy(simulated: Simulated, type: PolicyType): boolean | undefined {
  const outcomes = outcomesOf(simulated, [type]);
  return outcomes.length === 0 ? undefined : outcomes.every((outcome) => outcome === 'allow');
}

function decisionDetails(simulated: Simulated): EvaluationResult['EvalDecisionDetails'] {
  const identity = outcomesOf(simulated, ['identity'])[0] ?? 'no-allow';
  const resource = outcomesOf(simulated, ['resource', 'trust'])[0] ?? 'no-allow';
  return { 'IAM Policy': decisions[identity], 'Resource Policy': decisions[resource] };
}

/** Keys that a policy asked for and nobody gave. */
function missingKeys({ decision }: Simulated): string[] {
  const keys = Object.entries(decision.trace?.contextKeys ?? {});
  return keys.filter(([, value]) => value === null).map(([key]) => key);
}

export function evaluationResult(simulated: Simulated): EvaluationResult {
  const { item, decision } = simulated;
  const byOrganization = allowedBy(simulated, 'scp');
  const byBoundary = allowedBy(simulated, 'boundary');
  const shared = {
    EvalDecision: evalDecision(decision),
    MatchedStatements: matchedStatements(simulated),
    MissingContextValues: missingKeys(simulated),
  };
  const boundary =
    byBoundary === undefined
      ? {}
      : { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: byBoundary } };
  const details = simulated.isCrossAccount
    ? { EvalDecisionDetails: decisionDetails(simulated) }
    : {};
  return {
    EvalActionName: item.action,
    EvalResourceName: item.resource,
    ...shared,
    ...boundary,
    ...details,
    ...(byOrganization === undefined
      ? {}
      : { OrganizationsDecisionDetail: { AllowedByOrganizations: byOrganization } }),
    ...(item.resource === '*'
      ? {}
      : {
          ResourceSpecificResults: [
            {
              EvalResourceName: item.resource,
              EvalResourceDecision: shared.EvalDecision,
              MatchedStatements: shared.MatchedStatements,
              MissingContextValues: shared.MissingContextValues,
              ...boundary,
              ...details,
            },
          ],
        }),
  };
}

/** Simulates one page of what was asked for. */
export async function simulationPage(
  input: SimulationInput,
  simulateItem: (item: SimulatedItem) => Promise<Simulated>,
): Promise<SimulatePolicyResponse> {
  const { after, limit } = pageStart(input);
  const items = simulatedItems(input);
  const start = after === undefined ? 0 : Number(after);
  const results: EvaluationResult[] = [];
  for (const item of items.slice(start, start + limit)) {
    results.push(evaluationResult(await simulateItem(item)));
  }
  const end = start + results.length;
  return {
    EvaluationResults: results,
    ...pageEnd(end < items.length ? String(end) : undefined),
  };
}
