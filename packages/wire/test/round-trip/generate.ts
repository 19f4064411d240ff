/**
 * Values for a shape, the same in every run: hostile enough to show a codec's mistakes, legal
 * enough for the place they stand in (a header takes no line feed, a path label may not be empty).
 */
import type { Member, Shape, StructShape } from '../../src/shape.ts';
import { fixedValues, leftOutMembers } from './exceptions.ts';

export interface GenerateOptions {
  /** Only what the schema requires. */
  readonly requiredOnly: boolean;
}

interface State extends GenerateOptions {
  count: number;
  readonly open: Shape[];
}

const bodyText = 'té <x> & "y" \'z\' ]]> 😀 = + % / 100%25';
const keyText = 'a/../b//./c d+e%2F?&=é😀/';

export function generateStruct(
  shape: StructShape,
  options: GenerateOptions,
): Record<string, unknown> {
  return struct(shape, { ...options, count: 0, open: [] });
}

function struct(shape: StructShape, state: State): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  // A union holds exactly one member.
  const members = shape.isUnion ? shape.members.slice(0, 1) : shape.members;
  state.open.push(shape);
  for (const member of members) {
    if (member.name in leftOutMembers) continue;
    if (state.requiredOnly && !isNeeded(member, shape)) continue;
    if (isOpen(member.shape, state)) continue;
    result[member.name] = valueOf(member, state);
  }
  state.open.pop();
  return result;
}

/**
 * An empty structure has no form encoding, and the S3 client takes an answer without its document
 * for an aborted one.
 */
function isNeeded(member: Member, { members, isUnion }: StructShape): boolean {
  const isFirstOfOptional = member === members[0] && !members.some((other) => other.required);
  const isBound = member.traits.httpHeader !== undefined;
  return (
    member.required || isUnion || !!member.traits.httpPayload || (isFirstOfOptional && !isBound)
  );
}

/** Structures that contain themselves stop at the second turn. */
function isOpen(shape: Shape, state: State): boolean {
  if (shape.kind === 'list') return isOpen(shape.item.shape, state);
  return shape.kind === 'struct' && state.open.filter((open) => open === shape).length > 1;
}

function valueOf(member: Member, state: State): unknown {
  const { shape, traits } = member;
  state.count += 1;
  const serial = state.count;
  switch (shape.kind) {
    case 'string':
      return textFor(member, serial);
    case 'number':
      return traits.httpResponseCode ? 200 : serial;
    case 'boolean':
      return serial % 2 === 0;
    case 'timestamp':
      return new Date(Date.UTC(2026, 1, 3, 4, 5, serial % 60));
    case 'blob':
      return new Uint8Array([0, 255, 60, 38, serial % 256]);
    case 'list':
      return [itemOf(member, state), itemOf(member, state)];
    case 'map':
      return mapFor(member, state);
    case 'struct':
      return struct(shape, state);
    default:
      throw new Error(`no value for ${shape.kind} ${member.name}`);
  }
}

function textFor({ name, traits }: Member, serial: number): string {
  const fixed = fixedValues[name];
  if (fixed !== undefined) return fixed;
  if (traits.httpLabel) return name === 'Key' ? keyText : `label-${serial}`;
  // Headers: visible ASCII, no blanks at the ends.
  if (traits.httpHeader !== undefined) return `h "${serial}" = a/b+%20`;
  return `${bodyText} ${serial}`;
}

function itemOf(member: Member, state: State): unknown {
  const { shape } = member;
  if (shape.kind !== 'list') throw new Error(`${member.name} is no list`);
  // In a header the comma separates, and blanks around it are lost.
  if (member.traits.httpHeader !== undefined) return `token-${(state.count += 1)}`;
  return valueOf(shape.item, state);
}

function mapFor(member: Member, state: State): Record<string, unknown> {
  const { shape, traits } = member;
  if (shape.kind !== 'map') throw new Error(`${member.name} is no map`);
  const inHeaders = traits.httpPrefixHeaders !== undefined;
  const names = inHeaders ? ['one', 'two-words'] : ['one <&>', 'two é'];
  return Object.fromEntries(
    names.map((name) => [name, inHeaders ? `meta ${name}` : valueOf(shape.value, state)]),
  );
}
