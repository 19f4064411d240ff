/**
 * Reads awsQuery forms: `Tags.member.1.Key=team`. Names are split at dots into a tree once, and the
 * tree is read by shape, so that depth follows the schema and never the caller.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
import type { Pairs } from './pairs.ts';
import { Malformed, textReader } from './scalars.ts';
import type { ListShape, MapShape, Member, Shape, StructShape } from './shape.ts';

interface FormNode {
  value: string | undefined;
  children: Map<string, FormNode> | undefined;
}

type ReadNode = (node: FormNode) => unknown;
export type ReadForm = (pairs: Pairs) => Record<string, unknown>;

/** No input of a query service nests deeper: each level of data takes at most two dots. */
const segmentsMax = 32;

function childOf(node: FormNode, segment: string): FormNode {
  node.children ??= new Map();
  const known = node.children.get(segment);
  if (known !== undefined) return known;
  const child: FormNode = { value: undefined, children: undefined };
  node.children.set(segment, child);
  return child;
}

/** Found by its dots, without a list of the segments: most names have just one. */
function nodeOf(root: FormNode, name: string): FormNode {
  let node = root;
  let from = 0;
  for (let segments = 1; segments < segmentsMax; segments += 1) {
    const dot = name.indexOf('.', from);
    if (dot < 0) break;
    node = childOf(node, name.slice(from, dot));
    from = dot + 1;
  }
  return childOf(node, name.slice(from));
}

function treeOf(pairs: Pairs): FormNode {
  const root: FormNode = { value: undefined, children: undefined };
  for (const [name, value] of pairs) {
    const node = nodeOf(root, name);
    // A parameter given twice: AWS takes the first.
    node.value ??= value;
  }
  return root;
}

/** Compiles the reader of one operation's input. */
export function formReader(input: StructShape): ReadForm {
  const read = structReader(input, new WeakMap());
  return (pairs) => read(treeOf(pairs)) as Record<string, unknown>;
}

type Cache = WeakMap<Shape, ReadNode>;

function readerOf(shape: Shape, cache: Cache): ReadNode {
  const known = cache.get(shape);
  if (known !== undefined) return known;
  let compiled: ReadNode | undefined;
  const reader: ReadNode = (node) => (compiled ??= compileReader(shape, cache))(node);
  cache.set(shape, reader);
  return reader;
}

function compileReader(shape: Shape, cache: Cache): ReadNode {
  if (shape.kind === 'struct') return structReader(shape, cache);
  if (shape.kind === 'list') return listReader(shape, cache, itemSegment(shape));
  if (shape.kind === 'map') return mapReader(shape, cache, 'entry');
  const read = textReader(shape, 'date-time');
  if (read === undefined) throw new Error(`${shape.kind} ${shape.name} has no form encoding`);
  return (node) => {
    // Only inner nodes: `RoleName.member.1=x` where a string belongs.
    if (node.value === undefined) {
      throw new Malformed('Start of structure or map found where not expected.');
    }
    return read(node.value);
  };
}

const itemSegment = (shape: ListShape): string => shape.item.traits.xmlName ?? 'member';

function memberReader(member: Member, cache: Cache): ReadNode {
  const { shape, traits } = member;
  if (traits.xmlFlattened !== undefined) {
    if (shape.kind === 'list') return listReader(shape, cache, undefined);
    if (shape.kind === 'map') return mapReader(shape, cache, undefined);
  }
  return readerOf(shape, cache);
}

function structReader(shape: StructShape, cache: Cache): ReadNode {
  const members = new Map(
    shape.members.map((member) => [
      member.traits.xmlName ?? member.name,
      { name: member.name, read: memberReader(member, cache) },
    ]),
  );
  return (node) => {
    const result: Record<string, unknown> = {};
    for (const [segment, child] of node.children ?? []) {
      const member = members.get(segment);
      if (member !== undefined) result[member.name] = member.read(child);
    }
    return result;
  };
}

/** Children called 1, 2, 3 … in numeric order. Gaps are closed, as AWS does. */
function numbered(node: FormNode): FormNode[] {
  if (node.children === undefined && node.value !== '') {
    throw new Malformed('Unexpected value where a list or map belongs', node.value);
  }
  const items: [number, FormNode][] = [];
  for (const [segment, child] of node.children ?? []) {
    if (!/^\d{1,9}$/.test(segment)) {
      throw new Malformed(`Key ${segment} is not an index of a list`, segment);
    }
    items.push([Number(segment), child]);
  }
  return items.toSorted(([left], [right]) => left - right).map(([, child]) => child);
}

/** The node that holds the numbers; an empty list is sent as `Tags=`. */
function holderOf(node: FormNode, segment: string | undefined): FormNode | undefined {
  if (node.children === undefined) {
    if (node.value === '') return undefined;
    throw new Malformed('Unexpected value where a list or map belongs', node.value);
  }
  return segment === undefined ? node : node.children.get(segment);
}

function listReader(shape: ListShape, cache: Cache, segment: string | undefined): ReadNode {
  const read = readerOf(shape.item.shape, cache);
  return (node) => {
    const holder = holderOf(node, segment);
    return holder === undefined ? [] : numbered(holder).map((item) => read(item));
  };
}

function mapReader(shape: MapShape, cache: Cache, segment: string | undefined): ReadNode {
  const readValue = readerOf(shape.value.shape, cache);
  const keySegment = shape.key.traits.xmlName ?? 'key';
  const valueSegment = shape.value.traits.xmlName ?? 'value';
  return (node) => {
    const map = Object.create(null) as Record<string, unknown>;
    const holder = holderOf(node, segment);
    for (const entry of holder === undefined ? [] : numbered(holder)) {
      const key = entry.children?.get(keySegment)?.value;
      const value = entry.children?.get(valueSegment);
      if (key === undefined || value === undefined) throw new Malformed('Incomplete map entry');
      map[key] = readValue(value);
    }
    return map;
  };
}
