/**
 * Laws that hold for every request and every set of policies. fast-check prints the seed of a
 * failure and the smallest case it found.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../src/index.ts';
import { evaluate } from '../src/index.ts';
import type { ContextEntries, WrittenPolicies } from './vectors.ts';
import { compileAll, contextOf, outcomeOf, principalNamed } from './vectors.ts';

const accounts = ['111111111111', '222222222222'];
const actions = ['s3:GetObject', 's3:PutObject', 'sts:AssumeRole'];
const actionPatterns = [...actions, 's3:*', 's3:Get*', '*', 'iam:*', '*:*Object'];
const resources = ['arn:aws:s3:::b/k', 'arn:aws:s3:::b/home/David', 'arn:aws:s3:::c', '*'];
const resourcePatterns = [
  ...resources,
  'arn:aws:s3:::b/*',
  'arn:aws:s3:::b/home/${aws:username}',
  'arn:aws:s3:*',
  'arn:aws:sqs:*:*:*',
];
const principalNames = [
  'user',
  'other-user',
  'role-session',
  'federated-user',
  'federated-by-root',
  'root',
  'outside-user',
  'outside-role-session',
  'outside-root',
  'service-linked-role',
  'service',
  'anonymous',
];
const principalElements: readonly unknown[] = [
  '*',
  { AWS: '*' },
  { AWS: '111111111111' },
  { AWS: 'arn:aws:iam::222222222222:root' },
  { AWS: 'AIDADAVIDDAVIDDAVID12' },
  { AWS: 'arn:aws:iam::111111111111:role/apps/App' },
  { AWS: 'arn:aws:sts::111111111111:assumed-role/App/one' },
  { AWS: 'arn:aws:sts::111111111111:federated-user/Fay' },
  { Service: 'cloudtrail.amazonaws.com' },
];
const conditions: readonly (object | undefined)[] = [
  undefined,
  undefined,
  { Bool: { 'aws:SecureTransport': 'true' } },
  { StringNotLike: { 'aws:username': 'D*' } },
  { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a', 'b'] } },
  { NumericLessThanIfExists: { 's3:max-keys': 10 } },
  { Null: { 'aws:TokenIssueTime': true } },
];

const from = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const listOf = (values: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.array(from(values), { minLength: 1, maxLength: 3 });

function statement(hasPrincipal: boolean): fc.Arbitrary<object> {
  return fc
    .record({
      effect: from(['Allow', 'Allow', 'Deny']),
      notAction: fc.boolean(),
      action: listOf(actionPatterns),
      notResource: from([false, false, true]),
      resource: listOf(resourcePatterns),
      principal: from(principalElements),
      notPrincipal: from([false, false, false, true]),
      condition: from(conditions),
    })
    .map((s) => ({
      Effect: s.effect,
      [s.notAction ? 'NotAction' : 'Action']: s.action,
      [s.notResource ? 'NotResource' : 'Resource']: s.resource,
      ...(hasPrincipal && { [s.notPrincipal ? 'NotPrincipal' : 'Principal']: s.principal }),
      ...(s.condition && { Condition: s.condition }),
    }));
}

type Documents = readonly object[];

const documents = (hasPrincipal: boolean): fc.Arbitrary<Documents> =>
  fc.array(
    fc
      .array(statement(hasPrincipal), { maxLength: 3 })
      .map((statements) => ({ Version: '2012-10-17', Statement: statements })),
    { maxLength: 3 },
  );

const own = documents(false);
const foreign = documents(true);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

function defined(policies: Record<keyof WrittenPolicies, unknown>): WrittenPolicies {
  return Object.fromEntries(Object.entries(policies).filter(([, value]) => value !== undefined));
}

const policies: fc.Arbitrary<WrittenPolicies> = fc
  .record({
    identity: maybe(own),
    boundary: maybe(own),
    session: maybe(own),
    scpLevels: maybe(fc.array(own, { maxLength: 2 })),
    rcpLevels: maybe(fc.array(foreign, { maxLength: 2 })),
    resource: maybe(foreign),
    vpcEndpoint: fc.constant(undefined),
    resourceKind: from(['ordinary', 'trust', 'kms', undefined]),
  })
  .map(defined);

const context: fc.Arbitrary<ContextEntries> = fc
  .record({
    'aws:SecureTransport': from(['true', 'false']),
    'aws:username': maybe(from(['David', 'Theresa', '*'])),
    'aws:TagKeys': maybe(fc.array(from(['a', 'b', 'c']), { maxLength: 2 })),
    's3:max-keys': maybe(from(['1', '100', 'x'])),
    'aws:TokenIssueTime': maybe(fc.constant('2026-01-01T00:00:00Z')),
  })
  .map(
    (entries) =>
      Object.fromEntries(
        Object.entries(entries).filter(([, value]) => value !== undefined),
      ) as ContextEntries,
  );

const requests = fc
  .record({
    principal: from(principalNames),
    action: from(actions),
    resource: from(resources),
    resourceAccountId: from(accounts),
    context,
  })
  .map((r) => ({
    ...r,
    principal: principalNamed(r.principal),
    context: contextOf(r.context),
  }));

type Request = typeof requests extends fc.Arbitrary<infer R> ? R : never;

const decide = (request: Request, written: WrittenPolicies): Decision =>
  evaluate(request, compileAll(written));

const runs = { numRuns: 700 };

const setNames = ['identity', 'boundary', 'session', 'resource'] as const;

/** The policies with one more statement in every set there is. */
function withEverywhere(written: WrittenPolicies, add: (hasPrincipal: boolean) => object) {
  const changed: Record<string, unknown> = { ...written };
  for (const name of setNames) {
    const set = written[name];
    if (set !== undefined) changed[name] = [...set, add(name === 'resource')];
  }
  if (written.scpLevels)
    changed['scpLevels'] = written.scpLevels.map((set) => [...set, add(false)]);
  if (written.rcpLevels) changed['rcpLevels'] = written.rcpLevels.map((set) => [...set, add(true)]);
  return changed as WrittenPolicies;
}

const denyAll = (hasPrincipal: boolean): object => ({
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  ...(hasPrincipal && { Principal: '*' }),
});

describe('properties', () => {
  it('an explicit Deny always wins', () => {
    const placed = fc.record({ request: requests, written: policies, name: from(setNames) });
    fc.assert(
      fc.property(placed, ({ request, written, name }) => {
        const set = [...(written[name] ?? []), denyAll(name === 'resource')];
        const decision = decide(request, { ...written, [name]: set });
        expect(decision.effect).toBe('deny');
      }),
      runs,
    );
  });

  // SCPs and RCPs do not reach service-linked roles, nor SCPs those who are of no account.
  it.each(['scpLevels', 'rcpLevels'] as const)(
    'an explicit Deny wins at any level of %s',
    (name) => {
      const placed = fc.record({ request: requests, written: policies, at: fc.nat({ max: 2 }) });
      fc.assert(
        fc.property(placed, ({ request, written, at }) => {
          const { principal } = request;
          const hasRole = principal.kind === 'assumed-role';
          fc.pre(!hasRole || !principal.roleArn.includes('/aws-service-role/'));
          fc.pre(name === 'rcpLevels' || 'partition' in principal);
          const levels = [...(written[name] ?? [])];
          levels.splice(at, 1, [...(levels[at] ?? []), denyAll(name === 'rcpLevels')]);
          expect(decide(request, { ...written, [name]: levels }).effect).toBe('deny');
        }),
        runs,
      );
    },
  );

  it('adding an Allow never denies', () => {
    fc.assert(
      fc.property(requests, policies, statement(true), (request, written, added) => {
        const { Principal, NotPrincipal, ...rest } = added as Record<string, unknown>;
        const who = NotPrincipal === undefined ? { Principal } : { NotPrincipal };
        const allow = { ...rest, Effect: 'Allow' };
        const after = withEverywhere(written, (has) => (has ? { ...allow, ...who } : allow));
        if (decide(request, written).effect === 'allow') {
          expect(decide(request, after).effect).toBe('allow');
        }
      }),
      runs,
    );
  });

  it('adding a Deny never grants', () => {
    fc.assert(
      fc.property(requests, policies, statement(true), (request, written, added) => {
        const { Principal, NotPrincipal, ...rest } = added as Record<string, unknown>;
        const who = NotPrincipal === undefined ? { Principal } : { NotPrincipal };
        const deny = { ...rest, Effect: 'Deny' };
        const after = withEverywhere(written, (has) => (has ? { ...deny, ...who } : deny));
        if (decide(request, after).effect === 'allow') {
          expect(decide(request, written).effect).toBe('allow');
        }
      }),
      runs,
    );
  });

  // A federated session without a session policy has no permissions: there, passing one grants.
  const limits = {
    boundary: own,
    session: own,
    scpLevels: fc.array(own, { maxLength: 2 }),
    rcpLevels: fc.array(foreign, { maxLength: 2 }),
  } as const;
  it.each(Object.entries(limits))('a new %s never grants', (name, arbitrary) => {
    fc.assert(
      fc.property(requests, policies, arbitrary, (request, written, limit) => {
        fc.pre(name !== 'session' || request.principal.kind !== 'federated-user');
        const { [name as keyof WrittenPolicies]: _none, ...without } = written;
        if (decide(request, { ...without, [name]: limit }).effect === 'allow') {
          expect(decide(request, without).effect).toBe('allow');
        }
      }),
      runs,
    );
  });

  it('the order of documents is irrelevant', () => {
    fc.assert(
      fc.property(requests, policies, (request, written) => {
        const reversed: Record<string, unknown> = { ...written };
        for (const name of setNames) {
          const set = written[name];
          if (set !== undefined) reversed[name] = set.toReversed();
        }
        const after = decide(request, reversed);
        expect(outcomeOf(after)).toBe(outcomeOf(decide(request, written)));
      }),
      runs,
    );
  });

  it('the order of statements is irrelevant, at every level', () => {
    const turned = (set: Documents): Documents =>
      set.map((written) => {
        const document = written as { readonly Statement: readonly object[] };
        return { ...document, Statement: document.Statement.toReversed() };
      });
    fc.assert(
      fc.property(requests, policies, (request, written) => {
        const after: Record<string, unknown> = { ...written };
        for (const name of setNames) {
          const set = written[name];
          if (set !== undefined) after[name] = turned(set);
        }
        for (const name of ['scpLevels', 'rcpLevels'] as const) {
          const levels = written[name];
          if (levels !== undefined) after[name] = levels.map((set) => turned(set).toReversed());
        }
        expect(outcomeOf(decide(request, after))).toBe(outcomeOf(decide(request, written)));
      }),
      runs,
    );
  });

  it('one document with all statements decides as many with one each', () => {
    fc.assert(
      fc.property(
        requests,
        fc.array(statement(false), { maxLength: 12 }),
        (request, statements) => {
          const together = [{ Version: '2012-10-17', Statement: statements }];
          expect(outcomeOf(decide(request, { identity: together }))).toBe(
            outcomeOf(decide(request, { identity: statements })),
          );
        },
      ),
      runs,
    );
  });

  it('the trace agrees with the decision', () => {
    fc.assert(
      fc.property(requests, policies, (request, written) => {
        const decision = evaluate(request, compileAll(written), { trace: true });
        expect(outcomeOf(decision)).toBe(outcomeOf(decide(request, written)));
        const { decidedBy, trace } = decision;
        if (decidedBy === undefined) return;
        const set = trace?.sets.find(
          ({ policyType, level = 0 }) =>
            policyType === decidedBy.policyType && level === (decidedBy.level ?? 0),
        );
        const wanted = decision.effect === 'allow' ? 'allow' : 'no-allow';
        if (set !== undefined)
          expect(set.outcome).toBe(decision.explicit ? 'explicit-deny' : wanted);
      }),
      runs,
    );
  });

  it('the suggested changes are few and never empty for a denial', () => {
    fc.assert(
      fc.property(requests, policies, (request, written) => {
        const { effect, trace } = evaluate(request, compileAll(written), { trace: true });
        expect(trace?.changes.length === 0).toBe(effect === 'allow');
      }),
      { numRuns: 200 },
    );
  });
});
