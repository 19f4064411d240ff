/**
 * A statement ready to be matched. Page: IAM UG "IAM JSON policy elements: Statement".
 */
import type { CompiledCondition } from '../condition/condition.ts';
import { compileCondition } from '../condition/condition.ts';
import type { PrincipalMatcher } from '../match/principal.ts';
import { compilePrincipal } from '../match/principal.ts';
import type { TextPattern } from '../match/text-pattern.ts';
import { compileText, matchesText } from '../match/text-pattern.ts';
import type { PolicyDocument, Statement } from '../syntax/document.ts';
import type { PolicyOrigin, PolicyType, RequestContext, Span } from '../types.ts';

/** How a decision names a statement. Plain data. */
export interface StatementReference {
  /** 0-based, in the document. */
  readonly index: number;
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly span: Span;
}

export interface CompiledStatement {
  readonly source: Statement;
  readonly document: PolicyDocument;
  readonly origin: PolicyOrigin;
  readonly reference: StatementReference;
  readonly actions: readonly TextPattern[];
  /** NotAction. */
  readonly actionsNegated: boolean;
  /** `undefined`: a trust policy, whose resource is the role. */
  readonly resources: readonly TextPattern[] | undefined;
  /** NotResource. */
  readonly resourcesNegated: boolean;
  readonly principal: PrincipalMatcher | undefined;
  readonly conditions: readonly CompiledCondition[];
}

const noContext: RequestContext = { get: () => undefined };

/** `action` in lower case. Actions take no variables. */
export function matchesAction(statement: CompiledStatement, action: string): boolean {
  const found = statement.actions.some((pattern) => matchesText(pattern, action, noContext));
  return found !== statement.actionsNegated;
}

export function matchesAnyResource(
  resources: readonly TextPattern[],
  resource: string,
  context: RequestContext,
): boolean {
  for (const pattern of resources) if (matchesText(pattern, resource, context)) return true;
  return false;
}

/** Policies that say who: they are attached to what is asked for, or to the way there. */
const namesPrincipals: Readonly<Record<PolicyType, boolean>> = {
  identity: false,
  boundary: false,
  session: false,
  scp: false,
  resource: true,
  trust: true,
  rcp: true,
  'vpc-endpoint': true,
};

export const hasPrincipals = (type: PolicyType): boolean => namesPrincipals[type];

function compileResources(
  statement: Statement,
  variables: boolean,
): readonly TextPattern[] | undefined {
  const element = statement.resource ?? statement.notResource;
  return element?.values.map(({ value }) =>
    compileText(value, { wildcards: 'resource', variables, ignoreCase: false }),
  );
}

function compileConditions(
  statement: Statement,
  variables: boolean,
): readonly CompiledCondition[] | undefined {
  const conditions: CompiledCondition[] = [];
  for (const entry of statement.condition?.entries ?? []) {
    const condition = compileCondition(entry, variables);
    if (condition === undefined) return undefined;
    conditions.push(condition);
  }
  return conditions;
}

/** The statement's principals; `undefined` when the element is missing or is where it may not be. */
function compilePrincipals(
  statement: Statement,
  type: PolicyType,
): { readonly matcher: PrincipalMatcher | undefined } | undefined {
  const element = statement.principal ?? statement.notPrincipal;
  if (!hasPrincipals(type)) return element === undefined ? { matcher: undefined } : undefined;
  if (element === undefined) return undefined;
  return { matcher: compilePrincipal(element, statement.principal === undefined) };
}

function referenceTo(statement: Statement, effect: 'Allow' | 'Deny'): StatementReference {
  const { index, sid, span } = statement;
  return { index, ...(sid === undefined ? {} : { sid: sid.value }), effect, span };
}

/**
 * `undefined` for a statement that no service would have stored: half a statement is never applied.
 */
export function compileStatement(
  statement: Statement,
  document: PolicyDocument,
  origin: PolicyOrigin,
): CompiledStatement | undefined {
  const effect = statement.effect?.value;
  const actions = statement.action ?? statement.notAction;
  if (statement.malformed || actions === undefined) return undefined;
  if (effect !== 'Allow' && effect !== 'Deny') return undefined;
  const variables = document.version === '2012-10-17';
  const resources = compileResources(statement, variables);
  if (resources === undefined && origin.type !== 'trust') return undefined;
  const conditions = compileConditions(statement, variables);
  const principals = compilePrincipals(statement, origin.type);
  if (conditions === undefined || principals === undefined) return undefined;
  return {
    source: statement,
    document,
    origin,
    reference: referenceTo(statement, effect),
    actions: actions.values.map(({ value }) =>
      compileText(value, { wildcards: 'plain', variables: false, ignoreCase: true }),
    ),
    actionsNegated: statement.action === undefined,
    resources,
    resourcesNegated: statement.resource === undefined,
    principal: principals.matcher,
    conditions,
  };
}

export function meetsConditions(statement: CompiledStatement, context: RequestContext): boolean {
  for (const condition of statement.conditions) if (!condition.matches(context)) return false;
  return true;
}
