/**
 * No cell of what the vectors should cover is empty. Read from what the cases hold, not from their
 * names: operators by quantifier and by what the request has for the key; the table of principals
 * and implicit denials of IAM UG "Policy evaluation for requests within a single account"; every
 * combination of policy types in one account and in two.
 */
import { describe, expect, it } from 'vitest';
import type { Principal } from '../src/index.ts';
import { operatorNames } from '../src/index.ts';
import type { Vector, WrittenPolicies } from './vectors.ts';
import { readVectors } from './vectors.ts';

type Written = Readonly<Record<string, unknown>>;

const vectors = readVectors();

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const statementsOf = (documents: readonly object[] = []): readonly Written[] =>
  documents.flatMap((document) => listOf((document as Written)['Statement']) as readonly Written[]);

/** The wanted cells that no case is in. */
function empty(wanted: readonly string[], cells: readonly string[]): readonly string[] {
  const filled = new Set(cells);
  return wanted.filter((cell) => !filled.has(cell));
}

function across(...lists: readonly (readonly string[])[]): readonly string[] {
  return lists.reduce(
    (cells, list) => cells.flatMap((cell) => list.map((item) => `${cell} ${item}`.trim())),
    [''],
  );
}

/** Of a case whose only policy is one statement with one condition. */
function conditionCell({ policies, contextEntries, expected }: Vector): readonly string[] {
  const [statement, ...others] = statementsOf(policies.identity);
  const [operator, ...operators] = Object.entries(statement?.['Condition'] ?? {});
  if (operator === undefined || operators.length + others.length > 0) return [];
  const keys = Object.keys(operator[1] as object);
  if (keys.length !== 1 || Object.keys(policies).length !== 1) return [];
  const value = new Map(Object.entries(contextEntries)).get(keys[0] ?? '');
  const met = expected === 'allow' ? 'met' : 'unmet';
  if (value === undefined) return [`${operator[0]} missing`];
  if (value === '') return [`${operator[0]} empty-text`];
  if (typeof value === 'string') return [`${operator[0]} one-${met}`];
  return [value.length === 0 ? `${operator[0]} empty-list` : `${operator[0]} several-${met}`];
}

/** The table's rows: how the Allow of the resource policy names the caller. */
function rowOf(principal: Principal, element: unknown): string | undefined {
  if (element === '*') return 'everyone';
  const [name] = listOf((element as Written)['AWS']);
  if (name === '*') return 'aws-everyone';
  if (!('partition' in principal)) return undefined;
  if (name === principal.accountId) return 'account-id';
  if (name === `arn:aws:iam::${principal.accountId}:root`) return 'account-arn';
  const names: Written = { ...principal };
  const found = Object.entries(names).find(([, value]) => value === name);
  return found === undefined ? undefined : `${principal.kind}-${found[0]}`;
}

const ownTypes = ['identity', 'boundary', 'session'] as const;

const isAllowing = (statement: Written): boolean =>
  statement['Effect'] === 'Allow' && statement['Action'] === '*' && statement['Resource'] === '*';

type Verdict = 'allows' | 'denies' | 'silent';

/** What one set of documents says to the request, in the plain cases of the tables. */
function verdictOf(documents: readonly object[]): Verdict {
  const statements = statementsOf(documents);
  if (statements.some(({ Effect }) => Effect === 'Deny')) return 'denies';
  return statements.some(isAllowing) ? 'allows' : 'silent';
}

function nameCells({ request, policies }: Vector): readonly string[] {
  const [statement, ...others] = statementsOf(policies.resource);
  if (statement?.['Principal'] === undefined || others.length > 0) return [];
  if ('partition' in request.principal === false) return [];
  const row = rowOf(request.principal, statement['Principal']);
  const lacking = ownTypes.filter((type) => {
    const documents = policies[type];
    return documents !== undefined && verdictOf(documents) === 'silent';
  });
  return lacking.length === 1 && policies.resourceKind === undefined
    ? [`${row} ${lacking[0]}`]
    : [];
}

const wantedNames: readonly string[] = [
  ...across(
    ['account-id', 'account-arn', 'everyone', 'aws-everyone', 'federated-user-arn'],
    ['identity', 'boundary', 'session'],
  ),
  ...across(['user-arn', 'user-id'], ['identity', 'boundary']),
  ...across(
    ['federated-user-userArn', 'federated-user-userId', 'assumed-role-arn'],
    ['identity', 'boundary', 'session'],
  ),
  ...across(['assumed-role-roleArn', 'assumed-role-roleId'], ['identity', 'boundary', 'session']),
];

const setTypes = ['rcp', 'scp', 'resource', 'identity', 'boundary', 'session'] as const;

function verdicts(policies: WrittenPolicies): readonly (readonly [string, Verdict])[] {
  const { identity, boundary, session, resource, scpLevels, rcpLevels } = policies;
  const sets = { rcp: rcpLevels?.flat(), scp: scpLevels?.flat(), resource, identity };
  return Object.entries({ ...sets, boundary, session }).flatMap(([type, documents]) =>
    documents === undefined ? [] : [[type, verdictOf(documents)] as const],
  );
}

/** Accounts, the types present, and the one that does not allow. */
function levelCell({ request, policies }: Vector): readonly string[] {
  const { principal } = request;
  if (!('partition' in principal) || policies.resourceKind !== undefined) return [];
  const accounts = principal.accountId === request.resourceAccountId ? 'one' : 'two';
  const said = verdicts(policies);
  const types = said.map(([type]) => type).join('+');
  const others = said.filter(([, verdict]) => verdict !== 'allows');
  if (others.length > 1) return [];
  const [type, verdict] = others[0] ?? ['all', 'allows'];
  return [`${accounts} ${types} ${type} ${verdict}`];
}

/** Every set of types that has `needed`, each time with all allowing and with each failing. */
function wantedLevels(accounts: 'one' | 'two', needed: readonly string[]): readonly string[] {
  const wanted: string[] = [];
  for (let mask = 0; mask < 2 ** setTypes.length; mask += 1) {
    const types = setTypes.filter((_, index) => (mask >> index) % 2 === 1);
    if (!needed.every((type) => types.some((one) => one === type))) continue;
    const joined = types.join('+');
    wanted.push(`${accounts} ${joined} all allows`);
    for (const type of types) {
      wanted.push(`${accounts} ${joined} ${type} denies`, `${accounts} ${joined} ${type} silent`);
    }
  }
  return wanted;
}

describe('the vectors', () => {
  it('have every operator, quantifier and IfExists with every kind of key', () => {
    const operators = operatorNames.filter((name) => name !== 'Null');
    const suffixed = operators.flatMap((name) => [name, `${name}IfExists`]);
    const states = ['missing', 'empty-list', 'empty-text', 'one-met', 'one-unmet'];
    const quantified = suffixed.flatMap((name) => [`ForAllValues:${name}`, `ForAnyValue:${name}`]);
    const wanted = [
      ...across([...suffixed, ...quantified], states),
      ...across(quantified, ['several-met', 'several-unmet']),
      ...across(['Null'], ['missing', 'empty-list', 'empty-text', 'one-met', 'one-unmet']),
    ];
    expect(empty(wanted, vectors.flatMap(conditionCell))).toEqual([]);
  });

  it('have every row of the table of principals with every type silent', () => {
    expect(empty(wantedNames, vectors.flatMap(nameCells))).toEqual([]);
  });

  it.each([
    ['one', ['identity']],
    ['two', ['identity', 'resource']],
  ] as const)('have every combination of types: %s', (accounts, needed) => {
    const wanted = wantedLevels(accounts, needed);
    expect(empty(wanted, vectors.flatMap(levelCell))).toEqual([]);
  });
});
