/**
 * Service control policies and resource control policies. Pages: IAM UG "IAM policy validation
 * check reference"; ORG UG "SCP syntax", "RCP syntax".
 */
import { rcpServices } from '../check/rcp-services.ts';
import type { ConditionCheck, StatementCheck } from './check.ts';
import { none } from './check.ts';
import type { Finding } from './finding.ts';
import { atConditionKey, atElementKey, atValue, finding } from './finding.ts';
import { principalKeys, sourceKeys } from './global-keys.ts';
import type { ActionView, ConditionView, StatementView } from './view.ts';

/**
 * DEVIATION: the page still says that wildcards of SCPs stand at the end of an action only.
 * Organizations takes them anywhere since 2025, so they are reported in the service's name only.
 */
const checkScpWildcards: StatementCheck = ({ actions }, { options }) => {
  if (options.policyType !== 'SERVICE_CONTROL_POLICY') return none;
  return actions
    .filter(({ prefix }) => prefix !== undefined && /[*?]/.test(prefix))
    .map(({ text }) => {
      const details = `${text.value} has a wildcard where an SCP takes none. Name the service.`;
      return finding('SCP_SYNTAX_ERROR_ACTION_WILDCARD', details, atValue(text));
    });
};

const checkRcpPrincipal: StatementCheck = ({ statement }) => {
  const { principal, notPrincipal } = statement;
  const details = 'The Principal of a resource control policy is "*". A condition can tell more.';
  if (notPrincipal !== undefined) {
    return [finding('RCP_SYNTAX_ERROR_PRINCIPAL', details, atElementKey(notPrincipal))];
  }
  if (principal === undefined || principal.text === '*') return none;
  return [finding('RCP_SYNTAX_ERROR_PRINCIPAL', details, atValue(principal))];
};

/** RCPFullAWSAccess, which AWS attaches everywhere. */
function isFullAccess({ statement, actions, resources, conditions }: StatementView): boolean {
  return (
    statement.principal?.text === '*' &&
    statement.action !== undefined &&
    statement.resource !== undefined &&
    actions.every(({ lower }) => lower === '*') &&
    resources.every(({ value }) => value === '*') &&
    conditions.length === 0
  );
}

const checkRcpAllow: StatementCheck = (view) => {
  const { effect } = view.statement;
  if (!view.isAllow || effect === undefined || isFullAccess(view)) return none;
  const details =
    'A resource control policy denies. Allow is for everything at once: all principals, actions ' +
    'and resources, without condition.';
  return [finding('RCP_SYNTAX_ERROR_ALLOW', details, atValue(effect))];
};

function isRcpAction({ lower, prefix }: ActionView, isFull: boolean): boolean {
  if (lower === '*') return isFull;
  return prefix !== undefined && rcpServices.has(prefix);
}

const checkRcpActions: StatementCheck = (view) => {
  const { notAction } = view.statement;
  if (notAction !== undefined) {
    const details = 'A resource control policy takes no NotAction. Use Action.';
    return [finding('RCP_SYNTAX_ERROR_NOTACTION', details, atElementKey(notAction))];
  }
  const isFull = view.isAllow && isFullAccess(view);
  return view.actions
    .filter((action) => !isRcpAction(action, isFull))
    .map(({ text }) => {
      const details =
        `${text.value} is not of a service that resource control policies reach. ` +
        'Name actions of such services.';
      return finding('RCP_SYNTAX_ERROR_ACTION', details, atValue(text));
    });
};

const onRcp =
  (check: StatementCheck): StatementCheck =>
  (view, policy) =>
    policy.options.policyType === 'RESOURCE_CONTROL_POLICY' ? check(view, policy) : none;

export const organizationsChecks: readonly StatementCheck[] = [
  checkScpWildcards,
  onRcp(checkRcpPrincipal),
  onRcp(checkRcpAllow),
  onRcp(checkRcpActions),
];

const isTruth = ({ entry }: ConditionView, wanted: string): boolean =>
  entry.values.some(({ value }) => value.toLowerCase() === wanted);

function asksForService(view: StatementView, wanted: 'true' | 'false'): boolean {
  return view.conditions.some(
    (condition) =>
      condition.key === 'aws:principalisawsservice' &&
      condition.family === 'Bool' &&
      isTruth(condition, wanted),
  );
}

/** "…for which the condition is not met": a Deny of everyone else reaches services as well. */
const reachesServices = ({ negated, family }: ConditionView): boolean =>
  negated && (family === 'String' || family === 'Arn');

const checkPrincipalKey: ConditionCheck = (condition, view) => {
  if (!principalKeys.has(condition.key) || !reachesServices(condition)) return none;
  if (asksForService(view, 'false')) return none;
  const details =
    `Services that act for you have no ${condition.entry.key.value} either, and are denied. Add ` +
    'BoolIfExists aws:PrincipalIsAWSService "false".';
  const location = atConditionKey(condition.entry);
  return [finding('RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY', details, location)];
};

const checkSourceKey: ConditionCheck = (condition, view) => {
  if (!sourceKeys.has(condition.key) || !reachesServices(condition)) return none;
  if (asksForService(view, 'true')) return none;
  const details =
    `Your own principals have no ${condition.entry.key.value}, and are denied. Add ` +
    'Bool aws:PrincipalIsAWSService "true".';
  const location = atConditionKey(condition.entry);
  return [finding('RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY', details, location)];
};

const organizationKeys: ReadonlySet<string> = new Set(['aws:sourceorgid', 'aws:sourceorgpaths']);

const checkNullCheck: ConditionCheck = (condition, { conditions }) => {
  if (!organizationKeys.has(condition.key) || !reachesServices(condition)) return none;
  const isThere = conditions.some(
    (other) =>
      (other.key === 'aws:sourceaccount' || other.key === 'aws:sourcearn') &&
      other.family === 'Null' &&
      isTruth(other, 'false'),
  );
  if (isThere) return none;
  const details =
    `Some services call without any source, so ${condition.entry.key.value} is missing. Add ` +
    'Null aws:SourceAccount "false".';
  const location = atConditionKey(condition.entry);
  return [finding('RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK', details, location)];
};

const onRcpDeny =
  (check: ConditionCheck): ConditionCheck =>
  (condition, view, policy): readonly Finding[] =>
    policy.options.policyType === 'RESOURCE_CONTROL_POLICY' && view.isDeny
      ? check(condition, view, policy)
      : none;

export const organizationsConditionChecks: readonly ConditionCheck[] = [
  onRcpDeny(checkPrincipalKey),
  onRcpDeny(checkSourceKey),
  onRcpDeny(checkNullCheck),
];
