/**
 * What another part of the policy says already. Page: IAM UG "IAM policy validation check
 * reference", "Redundant action", "Redundant resource", "Redundant statement".
 */
import type { JsonNode } from '../json/json-node.ts';
import type { TextValue } from '../syntax/document.ts';
import type { PolicyCheck, StatementCheck } from './check.ts';
import { none } from './check.ts';
import type { Effort } from './effort.ts';
import type { Finding } from './finding.ts';
import { atValue, finding } from './finding.ts';
import { covers } from './overlap.ts';

interface Item {
  readonly value: TextValue;
  readonly text: string;
}

/** Those with the wildcard, and all that it holds. */
interface Group {
  readonly items: readonly Item[];
  /** May go. */
  readonly redundant: Item;
}

const isPattern = ({ text }: Item): boolean => /[*?]/.test(text);

/** What stands twice, ignoring patterns that hold it as well. */
function repeated(items: readonly Item[]): readonly Group[] {
  const groups = Map.groupBy(items, ({ text }) => text);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined || group.length < 2 ? [] : [{ items: group, redundant: first }];
  });
}

function coveredBy(pattern: Item, items: readonly Item[], effort: Effort): readonly Item[] {
  return items.filter((item) => {
    if (item.text === pattern.text) return false;
    if (!effort.spend(Math.min(pattern.text.length, item.text.length))) return false;
    return covers(pattern.text, item.text);
  });
}

/** One group for each pattern that no other pattern holds; then what simply stands twice. */
function groupsOf(items: readonly Item[], effort: Effort): readonly Group[] {
  const taken = new Set<Item>();
  const groups: Group[] = [];
  const patterns = items.filter(isPattern).toSorted((a, b) => a.text.length - b.text.length);
  for (const pattern of patterns) {
    if (taken.has(pattern)) continue;
    const covered = coveredBy(pattern, items, effort).filter((item) => !taken.has(item));
    const [redundant] = covered;
    if (redundant === undefined) continue;
    const same = items.filter(({ text }) => text === pattern.text);
    const members = new Set([...same, ...covered]);
    for (const item of members) taken.add(item);
    groups.push({ items: items.filter((item) => members.has(item)), redundant });
  }
  return [...groups, ...repeated(items.filter((item) => !taken.has(item)))];
}

/** More than fit into any policy that could be stored: AWS stores none of a hostile size. */
const itemsMax = 2000;

function checkList(
  values: readonly TextValue[],
  effort: Effort,
  tell: (group: Group) => Pick<Finding, 'findingDetails' | 'issueCode'>,
): readonly Finding[] {
  if (values.length < 2 || values.length > itemsMax) return none;
  const isActions = !values.some(({ value }) => value.startsWith('arn:'));
  const items = values.map((value) => ({
    value,
    text: isActions ? value.value.toLowerCase() : value.value,
  }));
  return groupsOf(items, effort).map((group) => {
    const { issueCode, findingDetails } = tell(group);
    return finding(issueCode, findingDetails, ...group.items.map((item) => atValue(item.value)));
  });
}

const checkLists: StatementCheck = ({ statement, resources, actions }, { effort }) => {
  const actionTexts = actions.map(({ text }) => text);
  return [
    ...checkList(actionTexts, effort, ({ items, redundant }) => ({
      issueCode: 'REDUNDANT_ACTION',
      findingDetails:
        `Of these ${items.length} actions one says all that is needed. What can go is, for ` +
        `instance, ${redundant.value.value}.`,
    })),
    ...(statement.node.members.length === 0
      ? none
      : checkList(resources, effort, ({ items, redundant }) => ({
          issueCode: 'REDUNDANT_RESOURCE',
          findingDetails:
            `Of these ${items.length} ARNs one says all that is needed. What can go is, for ` +
            `instance, ${redundant.value.value}.`,
        }))),
  ];
};

/** The same for statements that mean the same: lists unordered, a single value a list of one. */
function canonical(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return node.members
        .map(({ key, value }) => [key, canonical(value)] as const)
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
    case 'array':
      return node.items.map((item) => JSON.stringify(canonical(item))).toSorted();
    case 'string':
      return [JSON.stringify(node.value)];
    case 'null':
      return null;
    default:
      return [JSON.stringify(String(node.value))];
  }
}

const checkStatements: PolicyCheck = ({ document }) => {
  const groups = Map.groupBy(document.statements, ({ node }) => {
    const members = node.members.filter(({ key }) => key !== 'Sid');
    return JSON.stringify(canonical({ ...node, members }));
  });
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => {
      const details = `These ${group.length} statements say the same. Keep one of them.`;
      return finding('REDUNDANT_STATEMENT', details, ...group.map(atValue));
    });
};

export const redundancyStatementChecks: readonly StatementCheck[] = [checkLists];
export const redundancyChecks: readonly PolicyCheck[] = [checkStatements];
