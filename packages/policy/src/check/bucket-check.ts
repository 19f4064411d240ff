/**
 * Bucket policies as S3 checks them. Pages: S3 UG "Policies and permissions in Amazon S3",
 * "Actions, resources, and condition keys for Amazon S3"; the texts are those that S3 has been seen
 * to answer with.
 */
import { isNullOperator, operatorNames } from '../condition/condition.ts';
import { parseIpRange } from '../condition/ip-operators.ts';
import { compileText, matchesText } from '../match/text-pattern.ts';
import type { PolicyDocument, Statement, TextValue } from '../syntax/document.ts';
import type { Complaint } from './fault.ts';
import { complain, firstComplaint, firstOf } from './fault.ts';
import { checkUniqueSids } from './identity-check.ts';
import { findMalformedPrincipal, isEmptyPrincipal } from './principal-check.ts';
import { checkEffect, checkFrame } from './resource-policy-frame.ts';
import { s3BucketActions, s3ConditionKeys, s3ObjectActions, s3OtherActions } from './s3-facts.ts';

export interface BucketCheckOptions {
  /** The bucket that the policy is for; without it resources are not compared with it. */
  readonly bucketName?: string;
  /** Of the bucket: ARNs of another are no resources here. */
  readonly partition?: string;
}

const principalKinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

function checkPrincipal({ principal, notPrincipal, span }: Statement): Complaint | undefined {
  const element = principal ?? notPrincipal;
  if (element === undefined) return complain('Missing required field Principal', span);
  if (isEmptyPrincipal(element)) return complain('Invalid principal in policy', element.span);
  const found = findMalformedPrincipal(element, principalKinds);
  return found && complain('Invalid principal in policy', found.value.span);
}

interface ActionReach {
  readonly onObjects: boolean;
  readonly onBucket: boolean;
}

const noContext = { get: () => undefined };

/** What an action with wildcards may be; `undefined`: nothing that S3 knows. */
function reachOf({ value }: TextValue): ActionReach | undefined {
  if (value === '*') return { onObjects: true, onBucket: true };
  const pattern = compileText(value, { wildcards: 'plain', variables: false, ignoreCase: true });
  const known = (name: string): boolean =>
    matchesText(pattern, `s3:${name.toLowerCase()}`, noContext);
  const reach = { onObjects: s3ObjectActions.some(known), onBucket: s3BucketActions.some(known) };
  return reach.onObjects || reach.onBucket || s3OtherActions.some(known) ? reach : undefined;
}

const actionsOf = ({ action, notAction }: Statement): readonly TextValue[] =>
  (action ?? notAction)?.values ?? [];

const resourcesOf = ({ resource, notResource }: Statement): readonly TextValue[] =>
  (resource ?? notResource)?.values ?? [];

function checkActions(statement: Statement): Complaint | undefined {
  if (actionsOf(statement).length === 0) {
    return complain('Missing required field Action', statement.span);
  }
  return firstOf(actionsOf(statement), (value) =>
    reachOf(value) === undefined ? complain('Policy has invalid action', value.span) : undefined,
  );
}

const bucketArn = /^arn:([a-z-]+):s3:::/;

/** The part after `arn:PARTITION:s3:::`. */
function pathOf({ value }: TextValue, wanted?: string): string | undefined {
  const [prefix, partition] = bucketArn.exec(value) ?? [];
  const isOther = wanted !== undefined && partition !== wanted;
  return prefix === undefined || isOther ? undefined : value.slice(prefix.length);
}

function checkResources(
  statement: Statement,
  { bucketName, partition }: BucketCheckOptions,
): Complaint | undefined {
  if (resourcesOf(statement).length === 0) {
    return complain('Missing required field Resource', statement.span);
  }
  return firstOf(resourcesOf(statement), (value) => {
    const path = pathOf(value, partition);
    const isOwn =
      bucketName === undefined ||
      path === bucketName ||
      path?.startsWith(`${bucketName}/`) === true;
    const isValid = path !== undefined && path !== '' && isOwn;
    return isValid ? undefined : complain('Policy has invalid resource', value.span);
  });
}

/** "Action does not apply": an object action needs an object ARN, a bucket action the bucket's. */
function checkReach(statement: Statement): Complaint | undefined {
  if (statement.notAction !== undefined || statement.notResource !== undefined) return undefined;
  const paths = resourcesOf(statement).map((value) => pathOf(value) ?? '');
  const hasObjects = paths.some((path) => /[/*?]/.test(path));
  const hasBucket = paths.some((path) => !path.includes('/'));
  return firstOf(actionsOf(statement), (value) => {
    const reach = reachOf(value);
    const applies =
      reach === undefined || (reach.onObjects && hasObjects) || (reach.onBucket && hasBucket);
    return applies
      ? undefined
      : complain('Action does not apply to any resource(s) in statement', value.span);
  });
}

function isKnownKey(key: string): boolean {
  const lowerCase = key.toLowerCase();
  if (!lowerCase.startsWith('s3:')) return lowerCase.includes(':');
  const name = lowerCase.slice(3);
  const slash = name.indexOf('/');
  return s3ConditionKeys.has(slash < 0 ? name : name.slice(0, slash + 1));
}

function checkConditions({ condition }: Statement): Complaint | undefined {
  return firstOf(condition?.entries ?? [], ({ baseOperator, operator, key, values }) => {
    // S3 takes operators only in their own spelling.
    if (!operatorNames.includes(baseOperator)) {
      return complain(`Invalid Condition type : ${operator.value}`, operator.span);
    }
    if (!isKnownKey(key.value)) {
      return complain('Policy has an invalid condition key', key.span);
    }
    if (isNullOperator(baseOperator) || !baseOperator.endsWith('IpAddress')) return undefined;
    const wrong = values.find(({ value }) => parseIpRange(value) === undefined);
    return wrong && complain('Invalid IP address in Conditions', wrong.span);
  });
}

function checkStatement(statement: Statement, options: BucketCheckOptions): Complaint | undefined {
  const both =
    (statement.action !== undefined && statement.notAction !== undefined) ||
    (statement.resource !== undefined && statement.notResource !== undefined) ||
    (statement.principal !== undefined && statement.notPrincipal !== undefined);
  return firstComplaint([
    () =>
      statement.malformed || both ? complain('Invalid policy syntax.', statement.span) : undefined,
    () => checkEffect(statement),
    () => checkPrincipal(statement),
    () => checkActions(statement),
    () => checkResources(statement, options),
    () => checkReach(statement),
    () => checkConditions(statement),
  ]);
}

export function checkBucketDocument(
  document: PolicyDocument,
  options: BucketCheckOptions,
): Complaint | undefined {
  return firstComplaint([
    () => checkFrame(document),
    () => checkUniqueSids(document),
    () => firstOf(document.statements, (statement) => checkStatement(statement, options)),
  ]);
}
