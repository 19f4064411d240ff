/**
 * An identity policy as the visual editor shows it: each statement about one service. From text to
 * the model and back; what the JSON says is kept, how it is written is not. Pages: IAM UG "Policy
 * restructuring", "Grammar of the IAM JSON policy language".
 */
import type { ConditionEntry, PolicyDocument, Statement, TextList } from '@hallpass/policy';
import { parsePolicy } from '@hallpass/policy';

export interface ConditionModel {
  /** With qualifier and `IfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export interface StatementModel {
  /** Tells statements apart while they are edited; not in the JSON. */
  readonly id: number;
  readonly sid: string;
  readonly effect: 'Allow' | 'Deny';
  /** Its prefix; `*` for all; empty while none was chosen. */
  readonly service: string;
  /** Without the prefix. */
  readonly actions: readonly string[];
  /** `NotAction`: all of AWS's but these. */
  readonly isAllActionsBut: boolean;
  readonly resources: readonly string[];
  /** `NotResource`: all but these. */
  readonly isAllResourcesBut: boolean;
  readonly conditions: readonly ConditionModel[];
}

export interface PolicyModel {
  readonly version: string;
  readonly documentId: string;
  readonly statements: readonly StatementModel[];
}

export type PolicyReading =
  /** `changes`: what the JSON will look like differently, as sentences. */
  | { readonly kind: 'shown'; readonly model: PolicyModel; readonly changes: readonly string[] }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

const nameOf = (statement: Statement): string => {
  const sid = statement.sid?.value ?? '';
  return sid === '' ? `Statement ${statement.index + 1}` : `Statement "${sid}"`;
};

/** What no block of the visual editor can say. */
function refusals(statement: Statement): string[] {
  const name = nameOf(statement);
  const { action, notAction, resource, notResource, unknownMembers } = statement;
  const effect = statement.effect?.value;
  const faults: [boolean, string][] = [
    [effect !== 'Allow' && effect !== 'Deny', 'has no effect of Allow or Deny'],
    [
      statement.principal !== undefined || statement.notPrincipal !== undefined,
      'names a principal, which identity policies cannot',
    ],
    [action !== undefined && notAction !== undefined, 'has both Action and NotAction'],
    [resource !== undefined && notResource !== undefined, 'has both Resource and NotResource'],
    [unknownMembers.length > 0, `has an unknown element: ${unknownMembers[0]?.key}`],
    [
      notAction !== undefined && byService(notAction).size > 1,
      'excludes actions of more than one service',
    ],
  ];
  return faults.filter(([holds]) => holds).map(([, text]) => `${name} ${text}.`);
}

const textsOf = (list: TextList | undefined): string[] =>
  (list?.values ?? []).map(({ value }) => value);

/** `s3:GetObject` → `s3`, `GetObject`; `*` is all of all. */
export function splitAction(action: string): readonly [service: string, name: string] {
  const colon = action.indexOf(':');
  if (colon === -1) return action === '*' ? ['*', '*'] : ['', action];
  return [action.slice(0, colon).toLowerCase(), action.slice(colon + 1)];
}

function byService(list: TextList | undefined): ReadonlyMap<string, readonly string[]> {
  const actions = textsOf(list).map(splitAction);
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

type Draft = Omit<StatementModel, 'id'>;

function draftsOf(statement: Statement): Draft[] {
  const { sid, effect, action, notAction, resource, notResource, condition } = statement;
  const shared = {
    effect: effect?.value === 'Deny' ? ('Deny' as const) : ('Allow' as const),
    isAllActionsBut: notAction !== undefined,
    resources: textsOf(resource ?? notResource),
    isAllResourcesBut: notResource !== undefined,
    conditions: (condition?.entries ?? []).map(conditionOf),
  };
  const groups = byService(action ?? notAction);
  const services = groups.size === 0 ? [['', []] as const] : [...groups];
  return services.map(([service, actions], at) => ({
    ...shared,
    sid: at === 0 ? (sid?.value ?? '') : '',
    service,
    actions,
  }));
}

function shown(document: PolicyDocument): PolicyReading {
  const changes: string[] = [];
  const drafts = document.statements.flatMap((statement) => {
    const made = draftsOf(statement);
    if (made.length > 1) {
      const services = made.map(({ service }) => service).join(', ');
      changes.push(
        `${nameOf(statement)} is about several services (${services}): it becomes ${made.length} ` +
          `statements, one for each.`,
      );
    }
    return made;
  });
  return {
    kind: 'shown',
    changes,
    model: {
      version: document.versionElement?.value ?? '',
      documentId: document.id?.value ?? '',
      statements: drafts.map((draft, id) => ({ ...draft, id })),
    },
  };
}

export function readPolicy(text: string): PolicyReading {
  if (text.trim() === '') {
    return {
      kind: 'shown',
      changes: [],
      model: { version: '2012-10-17', documentId: '', statements: [] },
    };
  }
  const { document, errors } = parsePolicy(text);
  const [error] = errors;
  if (document === undefined || error !== undefined) {
    const place = error === undefined ? '' : ` (line ${error.at.line})`;
    return { kind: 'refused', reasons: [`The JSON has an error${place}: ${error?.message}.`] };
  }
  const unknown = document.unknownMembers.map(
    ({ key }) => `The policy has an unknown element: ${key}.`,
  );
  const reasons = [...unknown, ...document.statements.flatMap(refusals)];
  return reasons.length > 0 ? { kind: 'refused', reasons } : shown(document);
}

/** One text stands without brackets, as AWS's editor writes it. */
const oneOrMany = (texts: readonly string[]): string | readonly string[] =>
  texts.length === 1 ? (texts[0] ?? '') : texts;

const fullAction = (service: string, name: string): string =>
  service === '*' || service === '' ? name : `${service}:${name}`;

/** Two rows with the same operator and key are one in JSON, with the values of both. */
function conditionJson(conditions: readonly ConditionModel[]): object {
  const operators = Map.groupBy(conditions, ({ operator }) => operator);
  return Object.fromEntries(
    [...operators].map(([operator, rows]) => {
      const keys = Map.groupBy(rows, ({ key }) => key);
      const values = [...keys].map(([key, same]) => {
        const all = new Set(same.flatMap((row) => row.values));
        return [key, oneOrMany([...all])] as const;
      });
      return [operator, Object.fromEntries(values)] as const;
    }),
  );
}

function statementJson(statement: StatementModel): object {
  const { sid, effect, service, actions, resources, conditions } = statement;
  const full = actions.map((name) => fullAction(service, name));
  return {
    ...(sid === '' ? {} : { Sid: sid }),
    Effect: effect,
    [statement.isAllActionsBut ? 'NotAction' : 'Action']: oneOrMany(full),
    [statement.isAllResourcesBut ? 'NotResource' : 'Resource']: oneOrMany(resources),
    ...(conditions.length === 0 ? {} : { Condition: conditionJson(conditions) }),
  };
}

export function writePolicy({ version, documentId, statements }: PolicyModel): string {
  const document = {
    ...(version === '' ? {} : { Version: version }),
    ...(documentId === '' ? {} : { Id: documentId }),
    Statement: statements.map(statementJson),
  };
  return JSON.stringify(document, undefined, 4);
}

export function newStatement(statements: readonly StatementModel[]): StatementModel {
  return {
    id: Math.max(-1, ...statements.map(({ id }) => id)) + 1,
    sid: '',
    effect: 'Allow',
    service: '',
    actions: [],
    isAllActionsBut: false,
    resources: [],
    isAllResourcesBut: false,
    conditions: [],
  };
}
