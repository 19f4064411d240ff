/**
 * Do the services and actions exist, and may they stand here? Page: IAM UG "IAM policy validation
 * check reference", "Invalid action", "Unsupported action in policy".
 */
import type { StatementCheck } from './check.ts';
import { none } from './check.ts';
import type { CompiledService } from './compiled-service.ts';
import type { Effort } from './effort.ts';
import type { Finding } from './finding.ts';
import { atValue, finding } from './finding.ts';
import type { ValidatedResourceType } from './options.ts';
import { nearest } from './spelling.ts';
import type { ActionView, PolicyView } from './view.ts';
import { assumeActions, sessionActions } from './view.ts';

const hasVariable = ({ lower }: ActionView): boolean => lower.includes('${');

function suggestAction(
  service: CompiledService,
  { lower, hasWildcard }: ActionView,
  effort: Effort,
): string {
  const name = lower.slice(lower.indexOf(':') + 1);
  if (hasWildcard || !effort.spend(service.actions.size * name.length * 8)) return '';
  const found = nearest(name, service.actions.keys());
  const action = found === undefined ? undefined : service.actions.get(found);
  return action === undefined ? '' : ` Did you mean ${service.facts.prefix}:${action.name}?`;
}

function checkOne(action: ActionView, { catalogue, effort }: PolicyView): readonly Finding[] {
  const { text, lower, prefix, service, matches } = action;
  if (lower === '*' || hasVariable(action)) return none;
  const at = atValue(text);
  if (prefix === undefined || prefix === '') {
    const details = `${text.value} is no action: write service:Action, or "*" for all.`;
    return [finding('INVALID_ACTION', details, at)];
  }
  if (/[*?]/.test(prefix)) {
    const details =
      'A wildcard in the name of a service reaches services that exist only later. ' +
      'Name the services.';
    return [finding('WILDCARD_IN_SERVICE_NAME', details, at)];
  }
  if (service === undefined) {
    const affordable = effort.spend(catalogue.services.size * prefix.length * 8);
    const similar = affordable ? nearest(prefix, catalogue.services) : undefined;
    const hint = similar === undefined ? '' : ` Did you mean ${similar}?`;
    const details = `There is no service ${prefix}, which ${text.value} names.${hint}`;
    return [finding('INVALID_SERVICE_IN_ACTION', details, at)];
  }
  if (matches === undefined || matches.length > 0) return none;
  const details = `There is no action ${text.value}.${suggestAction(service, action, effort)}`;
  return [finding('INVALID_ACTION', details, at)];
}

const checkExistence: StatementCheck = ({ actions }, policy) =>
  actions.flatMap((action) => checkOne(action, policy));

interface ResourceActions {
  readonly service: string;
  /** Names of the catalogue's resource types that the resource is, or holds. */
  readonly types: ReadonlySet<string>;
}

const supported: Readonly<Partial<Record<ValidatedResourceType, ResourceActions>>> = {
  'AWS::S3::Bucket': { service: 's3', types: new Set(['bucket', 'object']) },
  'AWS::S3::AccessPoint': {
    service: 's3',
    types: new Set(['accesspoint', 'accesspointobject', 'bucket', 'object']),
  },
  'AWS::S3::MultiRegionAccessPoint': {
    service: 's3',
    types: new Set(['multiregionaccesspoint', 'accesspointobject', 'bucket', 'object']),
  },
  'AWS::S3ObjectLambda::AccessPoint': {
    service: 's3-object-lambda',
    types: new Set(['objectlambdaaccesspoint']),
  },
  'AWS::DynamoDB::Table': { service: 'dynamodb', types: new Set(['index', 'stream', 'table']) },
};

function isSupported(action: ActionView, { options, isTrust }: PolicyView): boolean {
  const { lower, prefix, matches, service } = action;
  if (isTrust) return assumeActions.has(lower) || sessionActions.has(lower);
  const of = options.resourceType && supported[options.resourceType];
  if (of === undefined || lower === '*' || hasVariable(action)) return true;
  if (prefix === undefined || service === undefined) return true;
  if (prefix !== of.service) return false;
  // What does not exist has its own finding.
  if (matches === undefined || matches.length === 0) return true;
  return matches.some(({ resourceTypes }) => resourceTypes.some((type) => of.types.has(type)));
}

const checkSupport: StatementCheck = ({ actions, statement }, policy) => {
  const { resourceType } = policy.options;
  if (resourceType === undefined || statement.action === undefined) return none;
  return actions.flatMap((action) => {
    if (isSupported(action, policy)) return none;
    const details =
      `${action.text.value} has no effect in a policy of ${resourceType}: ` +
      'such a resource knows no such action.';
    return [finding('UNSUPPORTED_ACTION_IN_POLICY', details, atValue(action.text))];
  });
};

export const actionChecks: readonly StatementCheck[] = [checkExistence, checkSupport];
