/**
 * iam:PassRole and iam:CreateServiceLinkedRole on more than is meant. Page: IAM UG "IAM policy
 * validation check reference", "Pass role with …", "Create SLR with …".
 */
import type { TextList } from '../syntax/document.ts';
import type { StatementCheck } from './check.ts';
import { none } from './check.ts';
import type { Finding, FindingLocation } from './finding.ts';
import { atElementKey, atValue, finding } from './finding.ts';
import type { IssueCode } from './issue-codes.ts';
import { covers } from './overlap.ts';
import type { ActionView, ConditionView, StatementView } from './view.ts';

interface Power {
  readonly action: string;
  readonly lowerAction: string;
  readonly family: 'CREATE_SLR' | 'PASS_ROLE';
  readonly effect: string;
  /** A condition on this key, in lower case, limits the power enough. */
  readonly limitingKey: string;
}

const powers: readonly Power[] = [
  {
    action: 'iam:PassRole',
    lowerAction: 'iam:passrole',
    family: 'PASS_ROLE',
    effect: 'roles can be passed that nobody meant',
    limitingKey: 'iam:passedtoservice',
  },
  {
    action: 'iam:CreateServiceLinkedRole',
    lowerAction: 'iam:createservicelinkedrole',
    family: 'CREATE_SLR',
    effect: 'service-linked roles can be made that nobody meant',
    limitingKey: 'iam:awsservicename',
  },
];

/** A missing key meets IfExists, and a value that begins with a wildcard ends any way it likes. */
function limits({ key, family, entry, negated }: ConditionView, power: Power): boolean {
  return (
    key === power.limitingKey &&
    family === 'String' &&
    !negated &&
    !entry.ifExists &&
    entry.qualifier !== 'ForAllValues' &&
    entry.values.every(({ value }) => !/^[*?]/.test(value))
  );
}

const hasPower = ({ lower }: ActionView, { lowerAction }: Power): boolean =>
  lower === lowerAction || covers(lower, lowerAction);

/** What has a literal part in its name names something. */
const isEverything = (resource: string): boolean =>
  /^(?:\*|arn:[^:]*:iam:[^:]*:[^:]*:(?:role\/)?\*+)$/.test(resource);

interface Where {
  readonly part: string;
  readonly words: string;
  readonly locations: readonly FindingLocation[];
}

function actionPart({ statement, actions }: StatementView, power: Power): Where | undefined {
  const { notAction } = statement;
  if (notAction !== undefined) {
    if (actions.some((action) => hasPower(action, power))) return undefined;
    const locations = [atElementKey(notAction)];
    return { part: 'NOT_ACTION', words: 'NotAction', locations };
  }
  const literal = actions.filter(({ lower }) => lower === power.lowerAction);
  if (literal.length > 0) {
    return { part: '', words: power.action, locations: literal.map(({ text }) => atValue(text)) };
  }
  const wild = actions.filter((action) => action.hasWildcard && hasPower(action, power));
  if (wild.length === 0) return undefined;
  const locations = wild.map(({ text }) => atValue(text));
  return { part: 'STAR_IN_ACTION', words: 'a wildcard in the action', locations };
}

function resourcePart({ statement, resources }: StatementView): Where | undefined {
  const notResource: TextList | undefined = statement.notResource;
  if (notResource !== undefined) {
    const locations = [atElementKey(notResource)];
    return { part: 'NOT_RESOURCE', words: 'NotResource', locations };
  }
  const wide = resources.filter(({ value }) => isEverything(value));
  if (wide.length === 0) return undefined;
  const locations = wide.map(atValue);
  return { part: 'STAR_IN_RESOURCE', words: 'a wildcard in the resource', locations };
}

/** AWS puts the resource first in one name only. */
function codeOf({ family }: Power, action: string, resource: string): IssueCode {
  if (action === 'NOT_ACTION' && resource === 'STAR_IN_RESOURCE') {
    return `${family}_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION`;
  }
  if (action === 'NOT_ACTION') return `${family}_WITH_NOT_ACTION_AND_NOT_RESOURCE`;
  if (action === 'STAR_IN_ACTION') {
    return resource === 'NOT_RESOURCE'
      ? `${family}_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE`
      : `${family}_WITH_STAR_IN_ACTION_AND_RESOURCE`;
  }
  return resource === 'NOT_RESOURCE'
    ? `${family}_WITH_NOT_RESOURCE`
    : `${family}_WITH_STAR_IN_RESOURCE`;
}

function checkPower(view: StatementView, power: Power): readonly Finding[] {
  const action = actionPart(view, power);
  const resource = resourcePart(view);
  if (action === undefined || resource === undefined) return none;
  if (view.conditions.some((condition) => limits(condition, power))) return none;
  const details =
    `With ${action.words} and ${resource.words} the statement allows ${power.action} so widely ` +
    `that ${power.effect}. Name the ARNs of the roles` +
    (power.family === 'PASS_ROLE' ? ', or add a condition on iam:PassedToService.' : '.');
  const code = codeOf(power, action.part, resource.part);
  return [finding(code, details, ...action.locations, ...resource.locations)];
}

const checkPowers: StatementCheck = (view, { options }) =>
  view.isAllow && options.policyType === 'IDENTITY_POLICY'
    ? powers.flatMap((power) => checkPower(view, power))
    : none;

export const passingChecks: readonly StatementCheck[] = [checkPowers];
