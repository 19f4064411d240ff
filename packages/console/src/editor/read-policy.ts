/** From the text of a policy to the blocks of the visual editor. */
import type {
  ConditionEntry,
  PolicyDocument,
  PolicySyntaxError,
  PrincipalElement,
  Statement,
  TextList,
} from '@hallpass/policy';
import { parsePolicy } from '@hallpass/policy';
import type {
  BlockModel,
  ConditionModel,
  KeptStatement,
  OtherElements,
  PolicyReading,
  PrincipalsModel,
  StatementModel,
} from './policy-model.ts';
import { emptyPolicy, splitAction } from './policy-model.ts';

type Draft = Omit<StatementModel, 'id'>;
type KeptDraft = Omit<KeptStatement, 'id'>;

const nameOf = (index: number, statement: Statement | undefined): string => {
  const sid = statement?.sid?.value ?? '';
  return sid === '' ? `Statement ${index + 1}` : `Statement "${sid}"`;
};

const isBareText = (element: PrincipalElement | undefined): boolean =>
  element?.text !== undefined && element.text !== '*';

/** What no block of the visual editor can say. */
function refusals(statement: Statement): string[] {
  const { action, notAction, resource, notResource, principal, notPrincipal } = statement;
  const effect = statement.effect?.value;
  const faults: [boolean, string][] = [
    [effect !== 'Allow' && effect !== 'Deny', 'it has no effect of Allow or Deny'],
    [
      principal !== undefined && notPrincipal !== undefined,
      'it has both Principal and NotPrincipal',
    ],
    [
      isBareText(principal) || isBareText(notPrincipal),
      'its principal is a text other than *, which has no type',
    ],
    [action !== undefined && notAction !== undefined, 'it has both Action and NotAction'],
    [resource !== undefined && notResource !== undefined, 'it has both Resource and NotResource'],
  ];
  return faults.filter(([holds]) => holds).map(([, text]) => text);
}

const textsOf = (list: TextList): string[] => list.values.map(({ value }) => value);

function byService(list: TextList | undefined): ReadonlyMap<string, readonly string[]> {
  const actions = (list === undefined ? [] : textsOf(list)).map(splitAction);
  const groups = Map.groupBy(actions, ([service]) => service);
  return new Map(
    [...groups].map(([service, own]) => [service, [...new Set(own.map(([, name]) => name))]]),
  );
}

const conditionOf = ({ operator, key, values }: ConditionEntry): ConditionModel => ({
  operator: operator.value,
  key: key.value,
  values: values.map(({ value }) => value),
});

function principalsOf({ principal, notPrincipal }: Statement): PrincipalsModel | undefined {
  const element = principal ?? notPrincipal;
  if (element === undefined) return undefined;
  return {
    isAllBut: notPrincipal !== undefined,
    isEveryone: element.text === '*',
    entries: element.groups.flatMap(({ key, values }) =>
      values.map(({ value }) => ({ kind: key, value })),
    ),
  };
}

/** By their names, as JSON.parse gives them. */
function othersOf(members: readonly { readonly key: string }[], json: object): OtherElements {
  const names = new Set(members.map(({ key }) => key));
  return Object.fromEntries(Object.entries(json).filter(([name]) => names.has(name)));
}

/** Several services in one Action are several blocks; in one NotAction they cannot be taken apart. */
function servicesOf({ action, notAction }: Statement): (readonly [string, readonly string[]])[] {
  const groups = byService(action ?? notAction);
  if (groups.size === 0) return [['', []]];
  if (notAction !== undefined && groups.size > 1) return [['*', [...new Set(textsOf(notAction))]]];
  return [...groups];
}

function draftsOf(statement: Statement, json: object): Draft[] {
  const { sid, effect, notAction, resource, notResource, condition } = statement;
  const list = resource ?? notResource;
  const shared = {
    effect: effect?.value === 'Deny' ? ('Deny' as const) : ('Allow' as const),
    principals: principalsOf(statement),
    isAllActionsBut: notAction !== undefined,
    resources: list && textsOf(list),
    isAllResourcesBut: notResource !== undefined,
    conditions: (condition?.entries ?? []).map(conditionOf),
    others: othersOf(statement.unknownMembers, json),
  };
  return servicesOf(statement).map(([service, actions], at) => ({
    ...shared,
    sid: at === 0 ? (sid?.value ?? '') : '',
    service,
    actions,
  }));
}

interface Walk {
  readonly document: PolicyDocument;
  readonly errors: readonly PolicySyntaxError[];
  readonly changes: string[];
  readonly kept: string[];
}

function keep(walk: Walk, name: string, draft: KeptDraft): KeptDraft[] {
  walk.kept.push(`${name} cannot be shown as a block: ${draft.reasons.join('; ')}.`);
  return [draft];
}

function noteChanges({ changes, kept }: Walk, statement: Statement, made: readonly Draft[]): void {
  const name = nameOf(statement.index, statement);
  if (made.length > 1) {
    const services = made.map(({ service }) => service).join(', ');
    changes.push(
      `${name} is about several services (${services}): it becomes ${made.length} ` +
        `statements, one for each.`,
    );
  }
  const values = (statement.condition?.entries ?? []).flatMap((entry) => entry.values);
  if (values.some(({ written }) => written !== 'string')) {
    changes.push(`${name} has numbers or booleans in its conditions: they are put in quotes.`);
  }
  const others = statement.unknownMembers.map(({ key }) => key);
  if (others.length > 0) {
    kept.push(`${name} has an element that has no field here: ${others.join(', ')}.`);
  }
}

function blocksOf(walk: Walk, json: unknown, index: number): (Draft | KeptDraft)[] {
  const statement = walk.document.statements.find((one) => one.index === index);
  const name = nameOf(index, statement);
  if (statement === undefined || typeof json !== 'object' || json === null) {
    return keep(walk, name, { json, reasons: ['it is no statement'] });
  }
  const errors = walk.errors
    .filter(({ path }) => isWithin(path, index, walk.document))
    .map(({ at, message }) => `${message} (line ${at.line})`);
  const reasons = [...errors, ...refusals(statement)];
  if (reasons.length > 0) return keep(walk, name, { json, reasons });
  const made = draftsOf(statement, json);
  noteChanges(walk, statement, made);
  return made;
}

/** A statement alone stands in no list, so its path has no number. */
function isWithin(
  path: PolicySyntaxError['path'],
  index: number,
  { statementNode }: PolicyDocument,
): boolean {
  if (path[0] !== 'Statement') return false;
  return statementNode?.kind === 'array' ? path[1] === index : true;
}

const isInStatement = ({ code, path }: PolicySyntaxError): boolean =>
  code === 'type' && path[0] === 'Statement' && path.length > 1;

function shown(walk: Walk): PolicyReading {
  const { document, changes, kept } = walk;
  const json = JSON.parse(document.text) as { readonly Statement?: unknown };
  const { Statement: written = [] } = json;
  const statements = Array.isArray(written) ? (written as readonly unknown[]) : [written];
  const drafts = statements.flatMap((one, index) => blocksOf(walk, one, index));
  const unknown = document.unknownMembers.map(({ key }) => key);
  if (unknown.length > 0) {
    kept.push(`The policy has an element that has no field here: ${unknown.join(', ')}.`);
  }
  return {
    kind: 'shown',
    changes,
    kept,
    model: {
      version: document.versionElement?.value ?? '',
      documentId: document.id?.value ?? '',
      statements: drafts.map((draft, id): BlockModel => ({ ...draft, id })),
      others: othersOf(document.unknownMembers, json),
    },
  };
}

export function readPolicy(text: string): PolicyReading {
  if (text.trim() === '') return { kind: 'shown', changes: [], kept: [], model: emptyPolicy };
  const { document, errors } = parsePolicy(text);
  const error = errors.find((one) => !isInStatement(one));
  if (document === undefined || error !== undefined) {
    const place = error === undefined ? '' : ` (line ${error.at.line})`;
    return { kind: 'refused', reasons: [`The JSON has an error${place}: ${error?.message}.`] };
  }
  return shown({ document, errors, changes: [], kept: [] });
}
