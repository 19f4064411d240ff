import { describe, expect, test } from 'vitest';
import { clientModules, models, schemasOf } from '../test/round-trip/models.ts';
import { compileService } from './service.ts';
import { knownTraits, shapeOf } from './shape.ts';
import type { Member, Shape } from './shape.ts';

/** Every shape and member reachable from `shape`. */
function walk(
  shape: Shape,
  visit: (shape: Shape, member?: Member) => void,
  seen: Set<Shape>,
): void {
  if (seen.has(shape)) return;
  seen.add(shape);
  visit(shape);
  const members =
    shape.kind === 'struct'
      ? shape.members
      : shape.kind === 'list'
        ? [shape.item]
        : shape.kind === 'map'
          ? [shape.key, shape.value]
          : [];
  for (const member of members) {
    visit(member.shape, member);
    walk(member.shape, visit, seen);
  }
}

describe.each(models.map((model) => [model.name, model] as const))(
  'schemas of %s',
  (name, model) => {
    // Each client also exports the base class of its errors, which has no traits.
    const errors = schemasOf(clientModules[name]!, -3)
      .map(shapeOf)
      .filter((error) => !error.name.endsWith('ServiceException'));
    const service = compileService(model);

    test('compile, and use no trait unknown to the codecs', () => {
      const traits = new Set<string>();
      const seen = new Set<Shape>();
      const visit = (shape: Shape, member?: Member): void => {
        for (const trait of Object.keys({ ...shape.traits, ...member?.traits })) traits.add(trait);
      };
      for (const { input, output, traits: own } of service.operations.values()) {
        for (const trait of Object.keys(own)) traits.add(trait);
        walk(input, visit, seen);
        walk(output, visit, seen);
      }
      for (const error of errors) walk(error, visit, seen);
      expect([...traits].filter((trait) => !knownTraits.has(trait))).toEqual([]);
    });

    test('say of every error whose fault it is', () => {
      expect(errors.length).toBeGreaterThan(0);
      for (const { traits } of errors) expect(traits.error).toMatch(/^(client|server)$/);
    });

    test('put required members first', () => {
      for (const { input } of service.operations.values()) {
        const flags = input.members.map(({ required }) => required);
        expect(flags).toEqual(flags.toSorted((a, b) => Number(b) - Number(a)));
      }
    });
  },
);

test('the schemas hold what STYLE counts on: required members, labels, wire codes', () => {
  const iam = compileService(models[0]!);
  expect(iam.operations.get('CreateRole')?.requiredMembers).toEqual([
    'RoleName',
    'AssumeRolePolicyDocument',
  ]);
  const s3 = compileService(models[3]!);
  expect(s3.operations.get('PutObject')?.streamsInput).toBe(true);
  expect(s3.operations.get('GetObject')?.streamsOutput).toBe(true);
  expect(s3.operations.get('PutBucketPolicy')?.streamsInput).toBe(false);
});

test('a schema of an unknown form is refused', () => {
  expect(() => shapeOf([12, 'ns', 'Odd', 0, []])).toThrow('unknown schema');
  expect(() => shapeOf(33)).toThrow('unknown simple schema');
  expect(() => shapeOf([3, 'ns', 'Odd', 128, [], []])).toThrow('unknown trait bits');
});
