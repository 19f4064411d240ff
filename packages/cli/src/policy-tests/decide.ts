/** What a case comes to: offline by the engine, live by asking a server's simulator. */
import type { EvaluationResult } from '@aws-sdk/client-iam';
import type { AuthorizationRequest, Decision, StatementReference, Trace } from '@hallpass/policy';
import { evaluate, explain } from '@hallpass/policy';
import type { Asked } from '../questions/simulator.ts';
import { principalKeys } from './principals.ts';
import type { Case, Expectation, ExpectedBy, LiveCase, OfflineCase } from './suite.ts';

/** A statement that decided, or for an implicit denial the kind of policy that does not allow. */
export interface Decider {
  readonly policy?: string;
  readonly type?: string;
  readonly sid?: string;
  /** Counted from 1. */
  readonly statement?: number;
  readonly line?: number;
}

export interface Outcome {
  readonly decision: Exclude<Expectation, 'deny'>;
  readonly by: readonly Decider[];
  /** The tree of the decision; live decisions have none. */
  readonly explanation?: string;
}

function statementDecider(
  origin: { readonly name?: string; readonly type: string },
  { index, sid, span }: StatementReference,
): Decider {
  return {
    ...(origin.name === undefined ? {} : { policy: origin.name }),
    type: origin.type,
    ...(sid === undefined ? {} : { sid }),
    statement: index + 1,
    line: span.start.line,
  };
}

/** Every statement that applies and has the effect of the decision: any one of them decides. */
function deciders({ effect, explicit, decidedBy }: Decision, trace: Trace | undefined): Decider[] {
  if (effect === 'deny' && !explicit) {
    return decidedBy === undefined ? [] : [{ type: decidedBy.policyType }];
  }
  const wanted = effect === 'allow' ? 'Allow' : 'Deny';
  return (trace?.sets ?? []).flatMap(({ policies }) =>
    policies.flatMap(({ origin, statements }) =>
      statements
        .filter(({ applies, statement }) => applies && statement.effect === wanted)
        .map(({ statement }) => statementDecider(origin, statement)),
    ),
  );
}

function decisionOf({ effect, explicit }: Decision): Outcome['decision'] {
  if (effect === 'allow') return 'allow';
  return explicit ? 'explicitDeny' : 'implicitDeny';
}

export function decideOffline(test: OfflineCase): Outcome {
  const { principal, action, resource, resourceAccountId, policies } = test;
  const entries: Record<string, string | readonly string[] | null> = {
    'aws:resourceaccount': resourceAccountId,
    ...principalKeys(principal),
    ...test.context,
  };
  const request: AuthorizationRequest = {
    principal,
    action,
    resource,
    resourceAccountId,
    context: { get: (key) => entries[key] ?? undefined },
  };
  const decision = evaluate(request, policies, { trace: true });
  return {
    decision: decisionOf(decision),
    by: deciders(decision, decision.trace),
    explanation: explain(request, decision, { brief: true }),
  };
}

const liveDecisions: Readonly<Record<string, Outcome['decision']>> = {
  allowed: 'allow',
  explicitDeny: 'explicitDeny',
  implicitDeny: 'implicitDeny',
};

function liveOutcome({ EvalDecision, MatchedStatements = [] }: EvaluationResult): Outcome {
  return {
    decision: liveDecisions[EvalDecision ?? ''] ?? 'implicitDeny',
    by: MatchedStatements.map(({ SourcePolicyId, SourcePolicyType, StartPosition }) => ({
      ...(SourcePolicyId === undefined ? {} : { policy: SourcePolicyId }),
      ...(SourcePolicyType === undefined ? {} : { type: SourcePolicyType }),
      ...(StartPosition?.Line === undefined ? {} : { line: StartPosition.Line }),
    })),
  };
}

export async function decideLive(
  test: LiveCase,
  ask: (asked: Asked) => Promise<EvaluationResult>,
): Promise<Outcome> {
  const { principal, action, resource, context } = test;
  return liveOutcome(await ask({ principal, action, resource, context }));
}

const isExpected = (expected: Expectation, { decision }: Outcome): boolean =>
  expected === decision || (expected === 'deny' && decision !== 'allow');

/** The simulator calls the inline policy of a group `group_Developers_NAME`. */
const isNamed = (expected: string, actual: string | undefined, live: boolean): boolean =>
  actual === expected || (live && actual?.endsWith(`_${expected}`) === true);

function fits(expected: ExpectedBy, actual: Decider, live: boolean): boolean {
  const { policy, statement, type } = expected;
  if (policy !== undefined && !isNamed(policy, actual.policy, live)) return false;
  if (type !== undefined && type !== actual.type) return false;
  return statement === undefined || statement === actual.statement || statement === actual.sid;
}

export function deciderText({ policy, type, sid, statement, line }: Decider): string {
  if (policy === undefined && statement === undefined) return `no ${type} policy that allows`;
  const where =
    sid === undefined
      ? statement === undefined
        ? []
        : [`statement ${statement}`]
      : [`statement "${sid}"`];
  return [policy, ...where, ...(line === undefined ? [] : [`line ${line}`]), `(${type})`].join(' ');
}

const expectedText = ({ policy, statement, type }: ExpectedBy): string =>
  [
    ...(policy === undefined ? [] : [policy]),
    ...(statement === undefined
      ? []
      : [typeof statement === 'number' ? `statement ${statement}` : `statement "${statement}"`]),
    ...(type === undefined ? [] : [`(${type})`]),
  ].join(' ');

/** Expected against answered, as lines of a diff. */
export function differences(test: Case, outcome: Outcome): readonly string[] {
  const lines: string[] = [];
  if (!isExpected(test.expect, outcome)) {
    lines.push(`- decision: ${test.expect}`, `+ decision: ${outcome.decision}`);
  }
  const { by } = test;
  if (by === undefined) return lines;
  if (outcome.by.some((decider) => fits(by, decider, test.kind === 'live'))) return lines;
  const actual = outcome.by.length === 0 ? ['nothing'] : outcome.by.map(deciderText);
  return [...lines, `- by: ${expectedText(by)}`, ...actual.map((text) => `+ by: ${text}`)];
}
