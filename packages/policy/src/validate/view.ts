/**
 * The document as the checks look at it: conditions with what is known of their operators and keys,
 * actions with what the catalogue knows of them, worked out once. Checks are functions over these.
 */
import { findOperator, isNullOperator } from '../condition/condition.ts';
import type { JsonMember, JsonObject } from '../json/json-node.ts';
import type {
  ConditionEntry,
  PolicyDocument,
  Statement,
  TextList,
  TextValue,
} from '../syntax/document.ts';
import type { Span } from '../types.ts';
import type { ActionFacts, Catalogue } from './catalogue.ts';
import type { CompiledService } from './compiled-service.ts';
import { compiledService } from './compiled-service.ts';
import type { Effort } from './effort.ts';
import { newEffort } from './effort.ts';
import type { FindingLocation } from './finding.ts';
import { atValue } from './finding.ts';
import type { KeyKnowledge } from './key-knowledge.ts';
import { knowledgeOf } from './key-knowledge.ts';
import type { ValidatePolicyOptions } from './options.ts';

export type OperatorFamily =
  | 'Arn'
  | 'Binary'
  | 'Bool'
  | 'Date'
  | 'IpAddress'
  | 'Null'
  | 'Numeric'
  | 'String';

export interface ConditionView {
  readonly entry: ConditionEntry;
  /** All values, brackets included. */
  readonly valueAt: FindingLocation;
  /** In lower case. */
  readonly key: string;
  readonly knowledge: KeyKnowledge;
  /** `undefined` when there is no such operator. */
  readonly family: OperatorFamily | undefined;
  /** In AWS's spelling, without qualifier and IfExists. */
  readonly operator: string;
  readonly negated: boolean;
  /** StringLike, StringNotLike: ArnEquals and ArnLike are one, and both of the Arn family. */
  readonly isLike: boolean;
}

export interface ActionView {
  readonly text: TextValue;
  /** In lower case. */
  readonly lower: string;
  /** The service prefix in lower case; `undefined` for `*` and for what has no colon. */
  readonly prefix: string | undefined;
  readonly hasWildcard: boolean;
  /** Absent: no such service, or a prefix with wildcards. */
  readonly service: CompiledService | undefined;
  /** What the catalogue knows that this action stands for; absent when that was not looked up. */
  readonly matches: readonly ActionFacts[] | undefined;
}

export interface StatementView {
  readonly statement: Statement;
  readonly isAllow: boolean;
  readonly isDeny: boolean;
  readonly conditions: readonly ConditionView[];
  /** The members of Condition as written, with those that hold no key. */
  readonly operatorMembers: readonly JsonMember[];
  /** Of Action, or of NotAction. */
  readonly actions: readonly ActionView[];
  /** Of Resource, or of NotResource. */
  readonly resources: readonly TextValue[];
}

export interface PolicyView {
  readonly document: PolicyDocument;
  readonly options: ValidatePolicyOptions;
  readonly catalogue: Catalogue;
  /** A role trust policy: by its resource type, or because it does nothing but assume. */
  readonly isTrust: boolean;
  readonly statements: readonly StatementView[];
  readonly effort: Effort;
}

/** AWS's names of what IpAddress and NotIpAddress share with nothing else. */
const familyPrefixes: readonly (readonly [string, OperatorFamily])[] = [
  ['String', 'String'],
  ['Arn', 'Arn'],
  ['Numeric', 'Numeric'],
  ['Date', 'Date'],
  ['Bool', 'Bool'],
  ['Binary', 'Binary'],
  ['IpAddress', 'IpAddress'],
  ['NotIpAddress', 'IpAddress'],
];

type OperatorView = Pick<ConditionView, 'family' | 'operator' | 'negated' | 'isLike'>;

function operatorView({ baseOperator }: ConditionEntry): OperatorView {
  if (isNullOperator(baseOperator)) {
    return { family: 'Null', operator: 'Null', negated: false, isLike: false };
  }
  const operator = findOperator(baseOperator);
  if (operator === undefined) {
    return { family: undefined, operator: baseOperator, negated: false, isLike: false };
  }
  const { name, negated } = operator;
  const family = familyPrefixes.find(([prefix]) => name.startsWith(prefix))?.[1];
  return { family, operator: name, negated, isLike: name.endsWith('Like') };
}

function objectMember(node: JsonObject, name: string): JsonObject | undefined {
  const value = node.members.find(({ key }) => key === name)?.value;
  return value?.kind === 'object' ? value : undefined;
}

/** Spans of the condition keys' values, by where the key begins. */
function valueSpans(operators: readonly JsonMember[]): ReadonlyMap<number, Span> {
  const spans = new Map<number, Span>();
  for (const { value } of operators) {
    if (value.kind !== 'object') continue;
    for (const member of value.members) {
      spans.set(member.keySpan.start.offset, member.value.span);
    }
  }
  return spans;
}

function conditionViews(
  statement: Statement,
  operators: readonly JsonMember[],
  catalogue: Catalogue,
): readonly ConditionView[] {
  const spans = valueSpans(operators);
  return (statement.condition?.entries ?? []).map((entry) => {
    const key = entry.key.value.toLowerCase();
    const span = spans.get(entry.key.span.start.offset) ?? entry.span;
    return {
      entry,
      valueAt: atValue({ path: entry.path, span }),
      key,
      knowledge: knowledgeOf(key, catalogue),
      ...operatorView(entry),
    };
  });
}

/** Nothing that a service calls an action is longer. */
const actionCharactersMax = 128;

function matchesOf(
  service: CompiledService | undefined,
  pattern: string,
  effort: Effort,
): readonly ActionFacts[] | undefined {
  if (service === undefined || pattern.length > actionCharactersMax) return [];
  const wildcards = pattern.split(/[*?]+/).length - 1;
  const units = wildcards === 0 ? 1 : service.actions.size * wildcards * wildcards;
  return effort.spend(units) ? service.matching(pattern) : undefined;
}

function actionView(text: TextValue, catalogue: Catalogue, effort: Effort): ActionView {
  const lower = text.value.toLowerCase();
  const colon = lower.indexOf(':');
  const prefix = colon < 0 ? undefined : lower.slice(0, colon);
  const hasWildcard = /[*?]/.test(lower);
  const facts = prefix === undefined ? undefined : catalogue.service(prefix);
  const service = facts && compiledService(facts);
  const matches = matchesOf(service, lower.slice(colon + 1), effort);
  return { text, lower, prefix, hasWildcard, service, matches };
}

const valuesOf = (list: TextList | undefined): readonly TextValue[] => list?.values ?? [];

function statementView(statement: Statement, catalogue: Catalogue, effort: Effort): StatementView {
  const { action, notAction, resource, notResource, effect, node } = statement;
  const operatorMembers = objectMember(node, 'Condition')?.members ?? [];
  return {
    statement,
    isAllow: effect?.value === 'Allow',
    isDeny: effect?.value === 'Deny',
    conditions: conditionViews(statement, operatorMembers, catalogue),
    operatorMembers,
    actions: valuesOf(action ?? notAction).map((text) => actionView(text, catalogue, effort)),
    resources: valuesOf(resource ?? notResource),
  };
}

export const assumeActions: ReadonlySet<string> = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
]);

export const sessionActions: ReadonlySet<string> = new Set([
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
]);

/** AWS finds trust policies out without being told their resource type. */
function looksLikeTrust(statements: readonly StatementView[]): boolean {
  const actions = statements.flatMap((view) => view.actions);
  return (
    actions.some(({ lower }) => assumeActions.has(lower)) &&
    actions.every(({ lower }) => assumeActions.has(lower) || sessionActions.has(lower)) &&
    statements.every(({ resources }) => resources.length === 0)
  );
}

export function policyView(
  document: PolicyDocument,
  options: ValidatePolicyOptions,
  catalogue: Catalogue,
): PolicyView {
  const effort = newEffort();
  const statements = document.statements.map((statement) =>
    statementView(statement, catalogue, effort),
  );
  const { policyType, resourceType } = options;
  const isTrust =
    policyType === 'RESOURCE_POLICY' &&
    (resourceType === undefined
      ? looksLikeTrust(statements)
      : resourceType === 'AWS::IAM::AssumeRolePolicyDocument');
  return { document, options, catalogue, isTrust, statements, effort };
}
