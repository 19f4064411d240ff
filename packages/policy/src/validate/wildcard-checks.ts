/**
 * Wildcards and variables in values that then say less than they seem to: nothing but that the key
 * is there, nothing at all, or too much. Page: IAM UG "IAM policy validation check reference";
 * "AWS global condition context keys", "Sensitive condition keys".
 */
import type { TextValue } from '../syntax/document.ts';
import type { ConditionCheck } from './check.ts';
import { none } from './check.ts';
import type { Finding } from './finding.ts';
import { atValue, finding } from './finding.ts';
import { sensitiveKeys } from './global-keys.ts';
import type { IssueCode } from './issue-codes.ts';
import type { ConditionView, PolicyView, StatementView } from './view.ts';
import { replaceVariables, variablesIn } from './variables.ts';

const isAnything = ({ value }: TextValue): boolean => /^\*+$/.test(value);

/** Keys that every request has. */
const alwaysThere: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:useragent',
  'aws:userid',
  'aws:viaawsservice',
]);

interface Meaning {
  readonly code: IssueCode;
  readonly details: string;
}

/** What a pattern of nothing but stars comes to. */
function meaningOf({ entry, negated, key }: ConditionView): Meaning {
  const { qualifier, ifExists } = entry;
  const name = entry.key.value;
  const always: Meaning = {
    code: 'REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION',
    details: `With "*" the condition on ${name} is always met. Remove it.`,
  };
  const never: Meaning = {
    code: 'REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION',
    details: `With "*" the condition on ${name} is never met: the statement does nothing.`,
  };
  const isThere: Meaning = {
    code: 'EQUIVALENT_TO_NULL_FALSE',
    details: `With "*" this asks whether ${name} is there. Say so: Null with "${name}": "false".`,
  };
  const isMissing: Meaning = {
    code: 'EQUIVALENT_TO_NULL_TRUE',
    details: `With "*" this asks whether ${name} is missing. Say so: Null with "${name}": "true".`,
  };
  if (!negated) {
    if (ifExists || qualifier === 'ForAllValues') return always;
    return alwaysThere.has(key) ? always : isThere;
  }
  if (qualifier === 'ForAnyValue' && !ifExists) return never;
  return alwaysThere.has(key) ? never : isMissing;
}

const checkAnything: ConditionCheck = (condition) => {
  const { entry, family, isLike } = condition;
  const takesWildcards = isLike || family === 'Arn';
  const anything = takesWildcards ? entry.values.find(isAnything) : undefined;
  if (anything === undefined) return none;
  const { code, details } = meaningOf(condition);
  return [finding(code, details, atValue(anything))];
};

const literalsMin = 6;

type Kind = 'organization path' | 'sensitive' | 'subject' | 'user';

function kindOf(key: string): Kind | undefined {
  if (sensitiveKeys.has(key)) return 'sensitive';
  if (key === 'aws:userid') return 'user';
  if (/^aws:(?:principal|source|vpce)orgpaths$/.test(key)) return 'organization path';
  return /^[^:]*\.[^:]*:sub$/.test(key) ? 'subject' : undefined;
}

/** Whose values are those of the resource itself, which nobody else can choose. */
const ownVariables = /^aws:(?:resourceaccount|resourceorgid|resourceorgpaths)$/i;

interface Opening {
  readonly at: number;
  readonly isVariable: boolean;
}

/** Where the value stops being literal. */
function firstOpening(text: string): Opening | undefined {
  const variable = variablesIn(text).find(({ inner }) => !ownVariables.test(inner.trim()));
  const masked = replaceVariables(text, ({ length }) => '.'.repeat(length));
  const wildcard = masked.search(/[*?]/);
  if (variable !== undefined && (wildcard < 0 || variable.start < wildcard)) {
    return /^[*?$]$/.test(variable.inner) ? undefined : { at: variable.start, isVariable: true };
  }
  return wildcard < 0 ? undefined : { at: wildcard, isVariable: false };
}

function complaint(kind: Kind, { at, isVariable }: Opening, text: string): string | undefined {
  const what = isVariable ? 'A policy variable' : 'A wildcard';
  switch (kind) {
    case 'sensitive':
      return `${what} has no use with this key, and lets in whom nobody meant. Give the value.`;
    case 'user': {
      const colon = text.indexOf(':');
      if (colon >= 0 && at > colon) return undefined;
      return `${what} before the colon stands for any role or user. Give the unique ID.`;
    }
    default:
      if (at >= literalsMin) return undefined;
      return (
        `${what} after fewer than ${literalsMin} characters lets in nearly everyone. Begin with ` +
        `at least ${literalsMin} literal ones.`
      );
  }
}

function valueFinding(kind: Kind, value: TextValue, condition: ConditionView): Finding | undefined {
  const opening = firstOpening(value.value);
  if (opening === undefined) return undefined;
  // Without a Like operator a wildcard is an ordinary character.
  if (!opening.isVariable && !condition.isLike && condition.family !== 'Arn') return undefined;
  const details = complaint(kind, opening, value.value);
  if (details === undefined) return undefined;
  const code = opening.isVariable
    ? 'VARIABLE_USAGE_TOO_PERMISSIVE'
    : 'WILDCARD_USAGE_TOO_PERMISSIVE';
  return finding(code, `${condition.entry.key.value}: ${details}`, atValue(value));
}

/** Of policies that let others in: an identity policy is about principals that are known. */
const letsIn = (view: StatementView, policy: PolicyView): boolean =>
  view.isAllow && policy.options.policyType === 'RESOURCE_POLICY';

const checkPermissive: ConditionCheck = (condition, view, policy) => {
  const { key, negated, family, entry } = condition;
  const kind = kindOf(key);
  const concerns = letsIn(view, policy) && !negated && (family === 'String' || family === 'Arn');
  if (kind === undefined || !concerns) return none;
  return entry.values
    .filter((value) => !isAnything(value) || condition.isLike)
    .flatMap((value) => valueFinding(kind, value, condition) ?? []);
};

export const wildcardChecks: readonly ConditionCheck[] = [checkAnything, checkPermissive];
