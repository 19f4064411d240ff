/**
 * Which members of an input can violate anything: most cannot, and are not looked at. Found out
 * once per shape and constraints.
 */
import type { Member, Shape, StructShape } from './shape.ts';

const hasRequired = new WeakMap<Shape, boolean>();

/**
 * Whether anything below this shape is required; without that and constraints there is nothing to
 * walk.
 */
export function needsWalk(shape: Shape): boolean {
  if (shape.kind !== 'struct' && shape.kind !== 'list' && shape.kind !== 'map') return false;
  const known = hasRequired.get(shape);
  if (known !== undefined) return known;
  // A structure within itself counts only what stands beside the recursion.
  hasRequired.set(shape, false);
  const needs =
    shape.kind === 'struct'
      ? shape.members.some((member) => member.required || needsWalk(member.shape))
      : shape.kind === 'list'
        ? needsWalk(shape.item.shape)
        : needsWalk(shape.value.shape);
  hasRequired.set(shape, needs);
  return needs;
}

/** Members that can violate something, by shape and constraints: most of an input's cannot. */
const checkedByShape = new WeakMap<StructShape, WeakMap<object, readonly Member[]>>();

export function checkedMembers(
  shape: StructShape,
  constraints: Readonly<Record<string, unknown>>,
): readonly Member[] {
  const byConstraints = checkedByShape.get(shape) ?? new WeakMap();
  const known = byConstraints.get(constraints);
  if (known !== undefined) return known;
  const checked = shape.members.filter(
    (member) =>
      member.required || constraints[member.name] !== undefined || needsWalk(member.shape),
  );
  byConstraints.set(constraints, checked);
  checkedByShape.set(shape, byConstraints);
  return checked;
}
