/** Generated requests with the policies that apply to them, for fast-check. */
import fc from 'fast-check';
import type { AuthorizationRequest } from '../../src/index.ts';
import type { ContextEntries, WrittenPolicies } from '../vectors.ts';
import { contextOf, principalNamed } from '../vectors.ts';
import type { Kind, PoolName } from './pools.ts';
import {
  accounts,
  actionPatterns,
  actions,
  callers,
  canonicalUserId,
  everyone,
  keyPools,
  operatorsByPool,
  principalElements,
  resourcePatterns,
  resources,
} from './pools.ts';

export interface Scenario {
  readonly request: AuthorizationRequest;
  /** The same in data, for reports. */
  readonly told: object;
  readonly policies: WrittenPolicies;
}

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** One value bare, or a list. */
const oneOrList = <T>(values: readonly T[]): fc.Arbitrary<T | readonly T[]> =>
  fc
    .record({
      list: fc.array(from(values), { minLength: 1, maxLength: 3 }),
      isBare: fc.boolean(),
    })
    .map(({ list, isBare }) =>
      isBare && list.length === 1 && list[0] !== undefined ? list[0] : list,
    );

const poolNames = Object.keys(keyPools) as readonly PoolName[];

function test(name: PoolName): fc.Arbitrary<object> {
  const pool = keyPools[name];
  return fc
    .record({
      operator: from(operatorsByPool[name]),
      qualifier: from(['', '', '', 'ForAllValues:', 'ForAnyValue:']),
      suffix: from(['', '', '', 'IfExists']),
      single: from<string>(pool.single),
      isMulti: fc.boolean(),
      values: oneOrList<string | number | boolean>(pool.written),
    })
    .map(({ operator, qualifier, suffix, single, isMulti, values }) => {
      const key = qualifier !== '' && isMulti ? pool.multi : single;
      return { [`${qualifier}${operator}${suffix}`]: { [key]: values } };
    });
}

const everyKey = poolNames.flatMap((name) => [...keyPools[name].single, keyPools[name].multi]);

const nullTest = fc
  .record({ key: from(everyKey), values: oneOrList(['true', 'false', true, false]) })
  .map(({ key, values }) => ({ Null: { [key]: values } }));

/** Operators by their frequency, not the pools that have few of them. */
const anyTest = fc.oneof(
  ...poolNames.map((name) => ({ arbitrary: test(name), weight: operatorsByPool[name].length })),
  { arbitrary: nullTest, weight: 2 },
);

const condition: fc.Arbitrary<object | undefined> = fc.option(
  fc.array(anyTest, { minLength: 1, maxLength: 2 }).map((tests) => Object.assign({}, ...tests)),
  { nil: undefined, freq: 1 },
);

export type Place = 'caller' | 'resource' | 'trust';

const who: fc.Arbitrary<object> = fc.oneof(
  { arbitrary: from(everyone).map((Principal) => ({ Principal })), weight: 3 },
  { arbitrary: from(principalElements).map((Principal) => ({ Principal })), weight: 6 },
  { arbitrary: from(principalElements).map((NotPrincipal) => ({ NotPrincipal })), weight: 1 },
);

function statement(place: Place): fc.Arbitrary<object> {
  return fc
    .record({
      Effect: from(['Allow', 'Allow', 'Allow', 'Allow', 'Deny']),
      isNotAction: from([false, false, false, true]),
      action: oneOrList(actionPatterns),
      isNotResource: from([false, false, false, true]),
      resource: oneOrList(resourcePatterns),
      who,
      condition: fc.oneof({ arbitrary: fc.constant(undefined), weight: 1 }, condition),
    })
    .map((s) => ({
      ...(place === 'caller' ? {} : s.who),
      Effect: s.Effect,
      [s.isNotAction ? 'NotAction' : 'Action']: s.action,
      ...(place !== 'trust' && { [s.isNotResource ? 'NotResource' : 'Resource']: s.resource }),
      ...(s.condition && { Condition: s.condition }),
    }));
}

const document = (place: Place): fc.Arbitrary<object> =>
  fc
    .record({
      Version: from(['2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17', undefined]),
      Statement: fc.array(statement(place), { minLength: 1, maxLength: 3 }),
    })
    .map(({ Version, Statement }) => ({
      ...(Version === undefined ? {} : { Version }),
      Statement: Statement.length === 1 ? Statement[0] : Statement,
    }));

function allowingAll(place: Place): object {
  const what = { Effect: 'Allow', Action: '*', Resource: '*' };
  const written = place === 'caller' ? what : { ...what, Principal: '*' };
  return { Version: '2012-10-17', Statement: [written] };
}

/** `generosity` of ten sets allow everything, so that later steps are reached. */
const documents = (place: Place, generosity: number): fc.Arbitrary<readonly object[]> =>
  fc
    .record({
      isGenerous: fc.integer({ min: 0, max: 9 }).map((roll) => roll < generosity),
      written: fc.array(document(place), { minLength: 1, maxLength: 2 }),
    })
    .map(({ isGenerous, written }) => (isGenerous ? [allowingAll(place), ...written] : written));

const mostly = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 3 });
const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, { arbitrary, weight: 1 });
const levels = (place: Place): fc.Arbitrary<readonly (readonly object[])[] | undefined> =>
  rarely(fc.array(documents(place, 7), { maxLength: 3 }));

const sets = (kind: Kind) =>
  fc.record({
    identity: mostly(documents('caller', 4)),
    boundary: rarely(documents('caller', 5)),
    session: rarely(documents('caller', 5)),
    scpLevels: levels('caller'),
    rcpLevels: levels('resource'),
    resource: mostly(documents(kind === 'trust' ? 'trust' : 'resource', 0)),
    vpcEndpoint: fc.oneof(
      { arbitrary: fc.constant(undefined), weight: 9 },
      { arbitrary: documents('resource', 6), weight: 1 },
    ),
  });

/** One statement of one policy: each of its elements alone decides. */
const oneStatement: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc
  .record({
    Version: from(['2012-10-17', '2012-10-17', '2008-10-17']),
    // Under a Deny beside an Allow, or as the only Allow.
    Effect: from(['Allow', 'Deny']),
    test: anyTest,
    action: from(actionPatterns),
    resource: from(resourcePatterns),
    element: from(['Condition', 'Condition', 'Condition', 'Action', 'NotAction', 'Resource']),
  })
  .map(({ Version, Effect, test: Condition, action, resource, element }) => {
    const varied = { Condition, Action: action, NotAction: action, Resource: resource }[element];
    const { Action, ...rest } = { Action: '*', Resource: '*', [element]: varied };
    const written = { Effect, ...rest, ...(element !== 'NotAction' && { Action }) };
    const others = Effect === 'Deny' ? [allowingAll('caller')] : [];
    return { identity: [...others, { Version, Statement: written }] };
  });

const isDefined = ([, value]: readonly [string, unknown]): boolean => value !== undefined;

/** One value for a single-valued key, a list for a multivalued one; each often absent. */
const context: fc.Arbitrary<ContextEntries> = fc
  .record(
    Object.fromEntries(
      poolNames.flatMap((name) => {
        const { single, multi, requested } = keyPools[name];
        const one = fc.option(from<string>(requested), { nil: undefined, freq: 2 });
        const many = fc.option(fc.array(from<string>(requested), { maxLength: 3 }), {
          nil: undefined,
        });
        // A variable with an empty value is neither a value nor none: AWS's pages do not say.
        const named = one.map((value) => (value === '' ? undefined : value));
        return [
          ...single.map((key) => [key, key === 's3:prefix' ? one : named] as const),
          [multi, many] as const,
        ];
      }),
    ),
  )
  .map((entries) => {
    const known = Object.entries(entries).filter(isDefined);
    // Keys are told apart without case; the first writing of a key counts.
    const byKey = new Map(known.toReversed().map(([key, value]) => [key.toLowerCase(), value]));
    return Object.fromEntries(byKey) as ContextEntries;
  });

interface Drawn {
  readonly kind: Kind;
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly isForeign: boolean;
  readonly hasCanonicalId: boolean;
  readonly context: ContextEntries;
  readonly policies: Readonly<Record<string, unknown>>;
}

/** What a caller of this kind cannot have. */
function absentOf(kind: AuthorizationRequest['principal']['kind']): readonly string[] {
  if (kind === 'user') return ['session'];
  if (kind === 'root') return ['identity', 'boundary'];
  if (kind === 'assumed-role' || kind === 'federated-user') return [];
  return ['identity', 'boundary', 'session', 'scpLevels'];
}

function scenarioOf(drawn: Drawn): Scenario {
  const principal = principalNamed(drawn.principal);
  const callersAccount = 'partition' in principal ? principal.accountId : accounts.own;
  const other = callersAccount === accounts.own ? accounts.other : accounts.own;
  const isForeign = drawn.isForeign && drawn.resource !== '*';
  const told = {
    principal: drawn.principal,
    action: drawn.action,
    resource: drawn.resource,
    resourceAccountId: isForeign ? other : callersAccount,
    ...(drawn.hasCanonicalId && 'partition' in principal && { canonicalUserId }),
  };
  const isRootsSession = drawn.principal === 'federated-by-root';
  const absent = [...absentOf(principal.kind), ...(isRootsSession ? ['identity', 'boundary'] : [])];
  const present = Object.entries(drawn.policies).filter(isDefined);
  const policies = Object.fromEntries(present.filter(([name]) => !absent.includes(name)));
  return {
    request: { ...told, principal, context: contextOf(drawn.context) },
    told: { ...told, context: drawn.context },
    policies: { ...policies, resourceKind: drawn.kind },
  };
}

const drawnOf = (
  kind: Kind,
  policies: fc.Arbitrary<Readonly<Record<string, unknown>>> = sets(kind),
): fc.Arbitrary<Drawn> =>
  fc.record({
    kind: fc.constant(kind),
    principal: from(callers),
    action: from(actions[kind]),
    resource: from(resources[kind]),
    isForeign: from([false, false, true]),
    hasCanonicalId: fc.boolean(),
    context,
    policies,
  });

const simple = drawnOf('ordinary', oneStatement).map((drawn) => ({
  ...drawn,
  principal: drawn.principal === 'user' ? 'user' : 'role-session',
  isForeign: false,
}));

export const scenarios: fc.Arbitrary<Scenario> = fc
  .oneof(
    { arbitrary: simple, weight: 5 },
    { arbitrary: drawnOf('ordinary'), weight: 6 },
    { arbitrary: drawnOf('trust'), weight: 2 },
    { arbitrary: drawnOf('kms'), weight: 1 },
  )
  .map(scenarioOf);
