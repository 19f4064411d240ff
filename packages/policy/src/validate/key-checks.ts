/**
 * Condition keys: do they exist, and are they of use here? Page: IAM UG "IAM policy validation
 * check reference"; "AWS global condition context keys".
 */
import type { ConditionCheck } from './check.ts';
import { none } from './check.ts';
import type { CompiledService } from './compiled-service.ts';
import { atConditionKey, atValue, finding } from './finding.ts';
import { servicesThatKnow } from './limited-keys.ts';
import type { ActionView, ConditionView, StatementView } from './view.ts';

const checkExistence: ConditionCheck = ({ entry, knowledge }) => {
  const name = entry.key.value;
  const at = atConditionKey(entry);
  switch (knowledge.status) {
    case 'malformed':
      return [finding('INVALID_CONDITION_KEY_FORMAT', `${name} is no key: write service:key.`, at)];
    case 'no-tag-key': {
      const details = `Which tag? Write ${name.replace(/\/$/, '')}/tag-key.`;
      return [finding('MISSING_TAG_KEY_IN_CONDITION', details, at)];
    }
    case 'unknown-global':
      if (name.toLowerCase() === 'aws:arn') return none;
      return [
        finding('INVALID_GLOBAL_CONDITION_KEY', `There is no global condition key ${name}.`, at),
      ];
    case 'unknown-service': {
      const details = `There is no service ${knowledge.service}, which ${name} names.`;
      return [finding('INVALID_SERVICE', details, at)];
    }
    case 'unknown-service-key': {
      const details = `The service ${knowledge.service} has no condition key ${name}.`;
      return [finding('INVALID_SERVICE_CONDITION_KEY', details, at)];
    }
    default:
      return none;
  }
};

const checkOutdated: ConditionCheck = ({ key, entry }) => {
  const at = atConditionKey(entry);
  if (key === 'aws:arn') {
    const details = 'aws:ARN is not supported. Use aws:PrincipalArn or aws:SourceArn.';
    return [finding('UNSUPPORTED_GLOBAL_CONDITION_KEY', details, at)];
  }
  if (key !== 'aws:sourceowner') return none;
  const details = 'aws:SourceOwner is out of date. Use aws:SourceAccount.';
  return [finding('DEPRECATED_GLOBAL_CONDITION_KEY', details, at)];
};

/** What the caller says of itself, and may say as it likes. */
const selfMade: ReadonlySet<string> = new Set(['aws:referer', 'aws:useragent']);

const checkTrustworthy: ConditionCheck = ({ key, entry, family, negated }, { isAllow }) => {
  if (!selfMade.has(key) || !isAllow || negated || family === 'Null') return none;
  const details = `Callers can send any ${entry.key.value}. Do not allow anything because of it.`;
  return [finding('UNTRUSTWORTHY_CONDITION_KEY', details, atConditionKey(entry))];
};

/** Properties of the resource that the policy is attached to: they never change there. */
const ownProperties: ReadonlySet<string> = new Set([
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
]);

const checkRelevance: ConditionCheck = ({ key, entry }, _statement, { options }) => {
  if (options.policyType !== 'RESOURCE_POLICY' || !ownProperties.has(key)) return none;
  const details =
    `${entry.key.value} is the same for every request to the resource that holds this policy. ` +
    'It belongs into identity policies.';
  return [finding('IRRELEVANT_CONDITION_KEY_IN_POLICY', details, atConditionKey(entry))];
};

/** A key that says enough only together with one of the others. */
const pairedKeys: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws:vpcsourceip', ['aws:SourceVpc', 'aws:SourceVpce', 'aws:SourceVpcArn']],
  ['aws:ec2instancesourceprivateipv4', ['aws:Ec2InstanceSourceVpc']],
]);

const checkPairs: ConditionCheck = ({ key, entry, family }, { conditions }) => {
  const others = pairedKeys.get(key);
  if (others === undefined || family === 'Null') return none;
  const isThere = others.some((other) =>
    conditions.some((condition) => condition.key === other.toLowerCase()),
  );
  if (isThere) return none;
  const details =
    `Private addresses are the same in many networks: ${entry.key.value} means little without ` +
    `${others.join(' or ')}.`;
  return [finding('MISSING_PAIRED_CONDITION_KEYS', details, atConditionKey(entry))];
};

interface KnownFacts {
  readonly key: string;
  readonly service: string;
}

/** Of a service's own key: the service, and the key as the catalogue writes it. */
function serviceKeyOf({ knowledge }: ConditionView): KnownFacts | undefined {
  if (knowledge.status !== 'known' || knowledge.isGlobal) return undefined;
  const key = knowledge.facts.key.toLowerCase();
  return key.startsWith('aws:') ? undefined : { key, service: key.slice(0, key.indexOf(':')) };
}

function supports(service: CompiledService, key: string, action: string): boolean {
  const name = action.slice(action.indexOf(':') + 1);
  const facts = service.actions.get(name);
  return facts === undefined || service.keysOf(facts).has(key);
}

/** Identity policies are left alone, as AWS has been seen to. */
const checkActionsOf: ConditionCheck = (condition, view, { options }) => {
  const known = options.policyType === 'IDENTITY_POLICY' ? undefined : serviceKeyOf(condition);
  if (known === undefined || condition.family === 'Null' || condition.entry.ifExists) return none;
  const unsupported = literalActions(view).filter(
    ({ service, lower }) => service !== undefined && !supports(service, known.key, lower),
  );
  if (unsupported.length === 0) return none;
  const actions = unsupported.map(({ text }) => text.value).join(', ');
  const details =
    `Requests for ${actions} do not hold ${condition.entry.key.value}. Move these actions to a ` +
    'statement without this key.';
  const locations = [...unsupported.map(({ text }) => atValue(text)), condition.valueAt];
  return [finding('UNSUPPORTED_ACTION_FOR_CONDITION_KEY', details, ...locations)];
};

/** Wildcards are passed over, as AWS does; so are the actions of NotAction. */
export const literalActions = ({ actions, statement }: StatementView): readonly ActionView[] =>
  statement.action === undefined ? [] : actions.filter(({ hasWildcard }) => !hasWildcard);

const checkLimitedKeys: ConditionCheck = ({ key, entry, family }, { actions, statement }) => {
  const known = servicesThatKnow(key);
  if (known === undefined || family === 'Null' || statement.action === undefined) return none;
  const others = actions.filter(
    ({ prefix, service, lower }) =>
      prefix !== undefined &&
      service !== undefined &&
      // "except for the iam:PassRole action"
      (!known.has(prefix) || lower === 'iam:passrole'),
  );
  if (others.length === 0) return none;
  const services = [...new Set(others.map(({ prefix }) => prefix))].join(', ');
  const details =
    `Only some services put ${entry.key.value} into their requests, and ${services} not always. ` +
    'Use it with actions of those services only.';
  const locations = [...others.map(({ text }) => atValue(text)), atConditionKey(entry)];
  return [finding('USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES', details, ...locations)];
};

export const keyChecks: readonly ConditionCheck[] = [
  checkExistence,
  checkOutdated,
  checkTrustworthy,
  checkRelevance,
  checkPairs,
  checkActionsOf,
  checkLimitedKeys,
];
