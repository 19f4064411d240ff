/**
 * Tag conditions on actions whose requests hold no such tags: an Allow then allows nothing, a Deny
 * denies nothing. Page: IAM UG "IAM policy validation check reference", "… with unsupported tag
 * condition key for service".
 */
import type { ConditionCheck } from './check.ts';
import { none } from './check.ts';
import { atConditionKey, atElementKey, atValue, finding } from './finding.ts';
import { literalActions } from './key-checks.ts';
import type { ActionView, ConditionView, StatementView } from './view.ts';

const tagKeys = ['aws:requesttag/${tagkey}', 'aws:resourcetag/${tagkey}', 'aws:tagkeys'];

/** Of the tags of the resource. Tags of the request come with the action that sets them. */
const isTagKey = ({ key }: ConditionView): boolean => key.startsWith('aws:resourcetag/');

/** The tagging API works on the resources of all services, and on their tags. */
const taggingService = 'tag';

/** An action that knows tags in any way, such as those to create with, is left alone: AWS does. */
function lacksTags({ service, matches, prefix }: ActionView): boolean {
  const [action] = matches ?? [];
  if (service === undefined || action === undefined || prefix === taggingService) return false;
  const known = service.keysOf(action);
  return !tagKeys.some((key) => known.has(key));
}

const prefixesOf = (actions: readonly ActionView[]): string =>
  [...new Set(actions.map(({ prefix }) => prefix))].join(', ');

/** A missing tag meets these, so that the statement does work. */
const meetsMissing = ({ entry, negated, family }: ConditionView): boolean =>
  family === 'Null' || entry.ifExists || negated || entry.qualifier === 'ForAllValues';

const checkActions: ConditionCheck = (condition, view) => {
  if (!isTagKey(condition) || meetsMissing(condition)) return none;
  const others = literalActions(view).filter(lacksTags);
  if (others.length === 0) return none;
  const name = condition.entry.key.value;
  const details =
    `Requests for these actions of ${prefixesOf(others)} do not hold ${name}, so the statement ` +
    `${view.isAllow ? 'does not allow' : 'does not deny'} them. Move them to a statement without ` +
    'this key.';
  const code = view.isAllow
    ? 'ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE'
    : 'DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE';
  const locations = [...others.map(({ text }) => atValue(text)), atConditionKey(condition.entry)];
  return [finding(code, details, ...locations)];
};

const checkNotAction: ConditionCheck = (condition, { statement, isAllow }) => {
  const { notAction } = statement;
  if (notAction === undefined || !isTagKey(condition) || meetsMissing(condition)) return none;
  const name = condition.entry.key.value;
  const details =
    `NotAction means actions of all services, and requests for many of them do not hold ${name}: ` +
    `those the statement ${isAllow ? 'does not allow' : 'does not deny'}. Use Action.`;
  const code = isAllow
    ? 'ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE'
    : 'DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE';
  const locations = [atElementKey(notAction), atConditionKey(condition.entry)];
  return [finding(code, details, ...locations)];
};

const onEffect =
  (check: ConditionCheck): ConditionCheck =>
  (condition, view: StatementView, policy) =>
    view.isAllow || view.isDeny ? check(condition, view, policy) : none;

export const tagChecks: readonly ConditionCheck[] = [checkActions, checkNotAction].map(onEffect);
