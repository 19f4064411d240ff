/**
 * AWS services as principals: their form, and for whom they may act. Page: IAM UG "IAM policy
 * validation check reference"; "The confused deputy problem".
 */
import type { TextValue } from '../syntax/document.ts';
import type { ConditionCheck, StatementCheck } from './check.ts';
import { none } from './check.ts';
import type { Finding } from './finding.ts';
import { atConditionKey, atValue, finding } from './finding.ts';
import { sourceKeys } from './global-keys.ts';
import type { ConditionView, StatementView } from './view.ts';

const formPattern = /^[a-z0-9](?:[a-z0-9-]*\.)+(?:amazonaws\.com(?:\.cn)?|amazon\.com)$/;

export const isServicePrincipal = (text: string): boolean => formPattern.test(text);

export function servicePrincipalFinding(value: TextValue): Finding {
  const details =
    `${value.value} is no service principal. Write service.amazonaws.com in lower case; ` +
    'amazon.com and amazonaws.com.cn end some.';
  return finding('INVALID_SERVICE_PRINCIPAL_FORMAT', details, atValue(value));
}

/** Keys whose values are service principals. */
const serviceKeys: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'iam:awsservicename',
  'iam:passedtoservice',
]);

export const checkServiceValues: ConditionCheck = ({ key, entry, family }) => {
  if (!serviceKeys.has(key) || family !== 'String') return none;
  return entry.values
    .filter(({ value }) => !/[*?]|\$\{/.test(value) && !isServicePrincipal(value))
    .map(servicePrincipalFinding);
};

export function servicePrincipalsOf({ statement }: StatementView): readonly TextValue[] {
  const groups = statement.principal?.groups ?? [];
  return groups.filter(({ key }) => key === 'Service').flatMap(({ values }) => values);
}

const names = (values: readonly TextValue[]): string => values.map(({ value }) => value).join(', ');

const advice = 'aws:SourceArn, aws:SourceAccount, aws:SourceOrgID or aws:SourceOrgPaths';

const isSource = ({ key, family }: ConditionView): boolean =>
  sourceKeys.has(key) && family !== 'Null';

/** Role trust policies have no source: the role is the deputy there, not the resource. */
const checkRestricted: StatementCheck = (view, { isTrust, options }) => {
  const services = servicePrincipalsOf(view);
  const concerns = view.isAllow && options.policyType === 'RESOURCE_POLICY' && !isTrust;
  if (!concerns || services.length === 0 || view.conditions.some(isSource)) return none;
  const referer = view.conditions.find(({ key }) => key === 'aws:referer');
  if (referer !== undefined) {
    const details =
      `To restrict for whom ${names(services)} acts, use ${advice} instead of ` +
      `${referer.entry.key.value}.`;
    const location = atConditionKey(referer.entry);
    return [finding('RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL', details, location)];
  }
  const details =
    `${names(services)} may act here for anyone's resources. Say for whose, with a condition on ` +
    `${advice}.`;
  return [finding('RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL', details, ...services.map(atValue))];
};

/** Properties of a caller in an account: a service that calls for itself has none of them. */
const callerKeys: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principaltype',
  'aws:userid',
  'aws:username',
]);

function needsCaller({ key, family, entry, negated }: ConditionView): boolean {
  const isCaller = callerKeys.has(key) || key.startsWith('aws:principaltag/');
  return isCaller && family !== 'Null' && !entry.ifExists && !negated;
}

const checkCallerKeys: StatementCheck = (view) => {
  const services = servicePrincipalsOf(view);
  const keys = view.conditions.filter(needsCaller);
  if (!view.isAllow || services.length === 0 || keys.length === 0) return none;
  const keyNames = keys.map(({ entry }) => entry.key.value).join(', ');
  const details =
    `Requests of ${names(services)} never hold ${keyNames}, so the condition cannot be met. ` +
    `Use ${advice}.`;
  const locations = [...services.map(atValue), ...keys.map(({ entry }) => atConditionKey(entry))];
  return [finding('UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL', details, ...locations)];
};

export const servicePrincipalChecks: readonly StatementCheck[] = [checkRestricted, checkCallerKeys];
