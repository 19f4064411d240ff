/**
 * Fills a trace: the same matchers as the decision, asked statement by statement instead of through
 * the index, and asked for their reasons.
 */
import type { Named } from '../match/principal.ts';
import { matchPrincipal, named } from '../match/principal.ts';
import { resolveTokens } from '../match/text-pattern.ts';
import { tokensToText } from '../match/wildcard.ts';
import type { AuthorizationRequest, PolicyType, Span } from '../types.ts';
import { contextKeys } from '../syntax/context-keys.ts';
import type { CompiledStatement } from './compiled-statement.ts';
import { matchesAction, matchesAnyResource } from './compiled-statement.ts';
import { consideredSets } from './considered-sets.ts';
import type { AppliedPolicies, Decision } from './decision.ts';
import { principalArn } from './policy-names.ts';
import type { PolicySet } from './policy-set.ts';
import { suggestChanges } from './suggest-changes.ts';
import type {
  Mismatch,
  StatementElement,
  Trace,
  TracedPolicy,
  TracedSet,
  TracedStatement,
} from './trace.ts';
import { traceConditions } from './trace-conditions.ts';

const lineOf = (text: string, { start }: Span): string => {
  const from = start.offset - start.column + 1;
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? undefined : end).replace(/\r$/, '');
};

interface Element {
  readonly element: StatementElement;
  readonly span: Span;
}

function mismatch({ document }: CompiledStatement, at: Element, message: string): Mismatch {
  return { ...at, line: lineOf(document.text, at.span), message };
}

/** Where the element is written, key and value. */
function elementAt(
  element: StatementElement,
  written: { readonly keySpan: Span; readonly span: Span } | undefined,
  statement: CompiledStatement,
): Element {
  const span = written && { start: written.keySpan.start, end: written.span.end };
  return { element, span: span ?? statement.source.span };
}

function principalMismatch(
  statement: CompiledStatement,
  request: AuthorizationRequest,
): Mismatch | undefined {
  const { principal, source } = statement;
  if (principal === undefined || matchPrincipal(principal, request) !== named.not) return undefined;
  const who = principalArn(request.principal);
  return principal.negated
    ? mismatch(
        statement,
        elementAt('NotPrincipal', source.notPrincipal, statement),
        `${who} is excluded by NotPrincipal`,
      )
    : mismatch(
        statement,
        elementAt('Principal', source.principal, statement),
        `${who} is not named as a principal`,
      );
}

function actionMismatch(
  statement: CompiledStatement,
  { action }: AuthorizationRequest,
): Mismatch | undefined {
  if (matchesAction(statement, action.toLowerCase())) return undefined;
  const { source } = statement;
  return statement.actionsNegated
    ? mismatch(
        statement,
        elementAt('NotAction', source.notAction, statement),
        `${action} is excluded by NotAction`,
      )
    : mismatch(
        statement,
        elementAt('Action', source.action, statement),
        `${action} is not among the actions`,
      );
}

function resourceMismatch(
  statement: CompiledStatement,
  { resource, context }: AuthorizationRequest,
): Mismatch | undefined {
  const { resources, resourcesNegated, source } = statement;
  if (resources === undefined) return undefined;
  const found = matchesAnyResource(resources, resource, context);
  if (found !== resourcesNegated) return undefined;
  return resourcesNegated
    ? mismatch(
        statement,
        elementAt('NotResource', source.notResource, statement),
        `${resource} is excluded by NotResource`,
      )
    : mismatch(
        statement,
        elementAt('Resource', source.resource, statement),
        `${resource} is not among the resources`,
      );
}

function conditionMismatch(
  statement: CompiledStatement,
  { context }: AuthorizationRequest,
): Mismatch | undefined {
  const failed = statement.conditions.find((condition) => !condition.matches(context));
  if (failed === undefined) return undefined;
  const { operator, key, span } = failed.source;
  const actual = context.get(failed.key);
  const had =
    actual === undefined
      ? 'the request does not have it'
      : `the request has ${JSON.stringify(actual)}`;
  const message = `${operator.value} on ${key.value} is not met: ${had}`;
  return mismatch(statement, { element: 'Condition', span }, message);
}

function resolvedResources(
  statement: CompiledStatement,
  { context }: AuthorizationRequest,
): TracedStatement['resolvedResources'] {
  const withVariables = (statement.resources ?? []).filter(({ pieces }) => pieces.length > 0);
  return withVariables.map((pattern) => {
    const tokens = resolveTokens(pattern, context);
    return {
      written: pattern.written,
      resolved: tokens === undefined ? null : tokensToText(tokens),
    };
  });
}

export function traceStatement(
  statement: CompiledStatement,
  request: AuthorizationRequest,
): TracedStatement {
  const found =
    principalMismatch(statement, request) ??
    actionMismatch(statement, request) ??
    resourceMismatch(statement, request) ??
    conditionMismatch(statement, request);
  const effectSpan = statement.source.effect?.span ?? statement.source.span;
  return {
    statement: statement.reference,
    effectSpan,
    effectLine: lineOf(statement.document.text, effectSpan),
    applies: found === undefined,
    ...(found === undefined ? {} : { mismatch: found }),
    conditions: traceConditions(statement, request.context),
    resolvedResources: resolvedResources(statement, request),
  };
}

function tracePolicies(set: PolicySet, request: AuthorizationRequest): TracedPolicy[] {
  return set.policies.map(({ document, origin }) => ({
    origin,
    statements: set.statements
      .filter((statement) => statement.document === document && statement.origin === origin)
      .map((statement) => traceStatement(statement, request)),
  }));
}

function strongest(set: PolicySet, request: AuthorizationRequest): Named {
  let best: Named = named.not;
  for (const statement of set.allows) {
    const { principal } = statement;
    if (principal === undefined || !traceStatement(statement, request).applies) continue;
    const how = matchPrincipal(principal, request);
    if (how > best) best = how;
  }
  return best;
}

const outcomeOf = (policies: readonly TracedPolicy[]): TracedSet['outcome'] => {
  const applying = policies
    .flatMap(({ statements }) => statements)
    .filter(({ applies }) => applies)
    .map(({ statement }) => statement.effect);
  if (applying.includes('Deny')) return 'explicit-deny';
  return applying.includes('Allow') ? 'allow' : 'no-allow';
};

const resourceTypes: ReadonlySet<PolicyType> = new Set(['resource', 'trust']);

export function traceRequest(
  request: AuthorizationRequest,
  applied: AppliedPolicies,
  decision: Decision,
): Trace {
  const considered = consideredSets(applied);
  const sets = considered.map(({ policyType, side, level, set }): TracedSet => {
    const policies = tracePolicies(set, request);
    return {
      policyType,
      side,
      ...(level === undefined ? {} : { level }),
      outcome: outcomeOf(policies),
      ...(resourceTypes.has(policyType) ? { named: strongest(set, request) } : {}),
      policies,
    };
  });
  const keys = new Map<string, string | readonly string[] | null>();
  for (const { set } of considered) {
    for (const { document } of set.policies) {
      for (const key of contextKeys(document)) {
        keys.set(key, request.context.get(key.toLowerCase()) ?? null);
      }
    }
  }
  return {
    sets,
    contextKeys: Object.fromEntries(keys),
    changes: suggestChanges(request, applied, decision),
  };
}
