/**
 * Shapes to and from XML elements, for restXml bodies and for the answers of the query protocol.
 * Each shape is compiled once into a closure; structures may contain themselves, hence the caches.
 * Reading is strict where S3 validates against its schema: unknown or repeated elements, stray text
 * and missing required members are `Malformed`.
 * https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html,
 * https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
 */
import { Malformed, textReader, textWriter } from './scalars.ts';
import type { TextStyle } from './scalars.ts';
import type { ListShape, MapShape, Member, Shape, StructShape, Traits } from './shape.ts';
import type { XmlElement } from './xml-reader.ts';
import { escapeXml } from './xml-text.ts';

export type ReadElement = (element: XmlElement) => unknown;
/** Whole element or elements of a member, tags included. */
export type WriteElement = (value: unknown) => string;

export interface XmlCodec {
  reader(shape: Shape): ReadElement;
  /** The element called `tag`; `rootNamespace` goes on it as `xmlns`. */
  writer(shape: Shape, tag: string, rootNamespace?: string): WriteElement;
}

export const elementName = (member: Member): string => member.traits.xmlName ?? member.name;
const itemName = (list: ListShape): string => list.item.traits.xmlName ?? 'member';
const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);
const isFlat = (member: Member): boolean => member.traits.xmlFlattened !== undefined;

export function createXmlCodec(style: TextStyle): XmlCodec {
  const readers = createReaders(style);
  const writers = createWriters(style);
  return { reader: readers, writer: (shape, tag, namespace) => writers(shape, { tag, namespace }) };
}

interface MemberReader {
  readonly name: string;
  /** Of each element in turn when the list is flattened. */
  readonly read: ReadElement;
  readonly repeats: 'no' | 'list' | 'map';
}

type ReaderOf = (shape: Shape) => ReadElement;

function createReaders(style: TextStyle): ReaderOf {
  const cache = new WeakMap<Shape, ReadElement>();
  const readerOf: ReaderOf = (shape) => {
    const known = cache.get(shape);
    if (known !== undefined) return known;
    if (shape.kind !== 'struct') {
      const reader = compileReader(shape, style, readerOf);
      cache.set(shape, reader);
      return reader;
    }
    // The closure is known before its members are compiled.
    let compiled: ReadElement | undefined;
    const reader: ReadElement = (element) => (compiled ??= structReader(shape, readerOf))(element);
    cache.set(shape, reader);
    return reader;
  };
  return readerOf;
}

function compileReader(shape: Shape, style: TextStyle, readerOf: ReaderOf): ReadElement {
  if (shape.kind === 'list') return listReader(shape, readerOf);
  if (shape.kind === 'map') return mapReader(shape, readerOf);
  const read = textReader(shape, style.timestamp);
  if (read === undefined) throw new Error(`${shape.kind} ${shape.name} has no XML form`);
  return (element) => {
    if (element.children.length > 0) throw new Malformed('elements where text belongs');
    return read(element.text);
  };
}

function refuseText({ text }: XmlElement): void {
  if (text !== '' && text.trim() !== '') throw new Malformed('text where elements belong');
}

function listReader(shape: ListShape, readerOf: ReaderOf): ReadElement {
  const read = readerOf(shape.item.shape);
  const name = itemName(shape);
  return (element) => {
    refuseText(element);
    return element.children.map((child) => {
      if (child.name !== name) throw new Malformed(`<${child.name}> in a list of <${name}>`);
      return read(child);
    });
  };
}

/** Adds one `<entry><key/><value/></entry>`; the map has no prototype, so any key is a key. */
function entryReader(
  shape: MapShape,
  readerOf: ReaderOf,
): (into: object, entry: XmlElement) => void {
  const [keyName, valueName] = [elementName(shape.key), elementName(shape.value)];
  const readValue = readerOf(shape.value.shape);
  return (into, entry) => {
    const key = entry.children.find((child) => child.name === keyName);
    const value = entry.children.find((child) => child.name === valueName);
    if (key === undefined || value === undefined) throw new Malformed('incomplete entry');
    (into as Record<string, unknown>)[key.text] = readValue(value);
  };
}

function mapReader(shape: MapShape, readerOf: ReaderOf): ReadElement {
  const readEntry = entryReader(shape, readerOf);
  return (element) => {
    const map = Object.create(null) as object;
    for (const child of element.children) {
      if (child.name !== 'entry') throw new Malformed(`<${child.name}> in a map`);
      readEntry(map, child);
    }
    return map;
  };
}

function memberReader(member: Member, readerOf: ReaderOf): MemberReader {
  const { name, shape } = member;
  if (isFlat(member) && shape.kind === 'list') {
    return { name, read: readerOf(shape.item.shape), repeats: 'list' };
  }
  if (isFlat(member) && shape.kind === 'map') throw new Error(`flattened map ${name}`);
  return { name, read: readerOf(shape), repeats: 'no' };
}

function structReader(shape: StructShape, readerOf: ReaderOf): ReadElement {
  const elements = new Map<string, MemberReader>();
  const attributes: { name: string; attribute: string }[] = [];
  const required = shape.members.filter((member) => member.required).map((member) => member.name);
  for (const member of shape.members) {
    const wireName = withoutPrefix(elementName(member));
    if (member.traits.xmlAttribute) attributes.push({ name: member.name, attribute: wireName });
    else elements.set(wireName, memberReader(member, readerOf));
  }
  return (element) => {
    const result: Record<string, unknown> = {};
    for (const child of element.children) readChild(result, child, elements);
    for (const { name, attribute } of attributes) {
      const value = element.attributes[attribute];
      if (value !== undefined) result[name] = value;
    }
    refuseText(element);
    for (const name of required) {
      if (result[name] === undefined) throw new Malformed(`missing <${name}>`);
    }
    return result;
  };
}

function readChild(
  result: Record<string, unknown>,
  child: XmlElement,
  elements: ReadonlyMap<string, MemberReader>,
): void {
  const member = elements.get(child.name);
  if (member === undefined) throw new Malformed(`unknown <${child.name}>`);
  const value = member.read(child);
  const before = result[member.name];
  if (member.repeats === 'list') {
    if (before === undefined) result[member.name] = [value];
    else (before as unknown[]).push(value);
  } else {
    if (before !== undefined) throw new Malformed(`<${child.name}> twice`);
    result[member.name] = value;
  }
}

interface Tag {
  readonly tag: string;
  readonly namespace?: string | undefined;
  readonly traits?: Traits | undefined;
}

interface MemberWriter {
  readonly name: string;
  readonly write: WriteElement;
}

type WriterOf = (shape: Shape, tag: Tag) => WriteElement;
/** What stands between the tags of a structure. */
type StructWriters = (shape: StructShape) => {
  readonly content: WriteElement;
  readonly attributes: WriteElement;
};

function createWriters(style: TextStyle): WriterOf {
  const cache = new WeakMap<StructShape, ReturnType<StructWriters>>();
  const structs: StructWriters = (shape) => {
    const known = cache.get(shape);
    if (known !== undefined) return known;
    let members: readonly MemberWriter[] | undefined;
    const content: WriteElement = (value) => {
      members ??= shape.members
        .filter((member) => !member.traits.xmlAttribute)
        .map((member) => ({ name: member.name, write: memberWriter(member, writerOf) }));
      // A structure in pieces, each with some of its members.
      if (Array.isArray(value)) return writeAll(value, piecesWriter(members));
      return writeMembers(members, value as Record<string, unknown>);
    };
    const writers = { content, attributes: attributesWriter(shape) };
    cache.set(shape, writers);
    return writers;
  };
  const writerOf: WriterOf = (shape, tag) => {
    if (shape.kind === 'struct') return structWriter(structs(shape), tag);
    if (shape.kind === 'list') return listWriter(shape, tag, writerOf);
    if (shape.kind === 'map') return mapWriter(shape, tag, writerOf);
    return scalarWriter(shape, tag, style);
  };
  return writerOf;
}

function writeMembers(members: readonly MemberWriter[], value: Record<string, unknown>): string {
  let text = '';
  for (const { name, write } of members) {
    const member = value[name];
    if (member !== undefined && member !== null) text += write(member);
  }
  return text;
}

function piecesWriter(members: readonly MemberWriter[]): WriteElement {
  return (piece) => writeMembers(members, piece as Record<string, unknown>);
}

function openTag({ tag, namespace, traits }: Tag): string {
  const own = traits?.xmlNamespace;
  const attributes = [
    namespace === undefined ? '' : ` xmlns="${escapeXml(namespace)}"`,
    typeof own === 'string' ? ` xmlns="${escapeXml(own)}"` : '',
    typeof own === 'object' ? ` xmlns:${own[0]}="${escapeXml(own[1])}"` : '',
  ];
  return `<${tag}${attributes.join('')}`;
}

function memberWriter(member: Member, writerOf: WriterOf): WriteElement {
  const { shape, traits } = member;
  const tag = elementName(member);
  if (!isFlat(member)) return writerOf(shape, { tag, traits });
  if (shape.kind !== 'list') throw new Error(`flattened ${shape.kind} ${member.name}`);
  const write = writerOf(shape.item.shape, { tag, traits: shape.item.traits });
  return (value) => writeAll(value as readonly unknown[], write);
}

/** Joined and not added up: a thousand items would be a tree of ten thousand pieces of text. */
function writeAll(values: readonly unknown[], write: WriteElement): string {
  if (values.length === 1 && values[0] !== null && values[0] !== undefined) return write(values[0]);
  const texts: string[] = [];
  for (const value of values) {
    if (value !== undefined && value !== null) texts.push(write(value));
  }
  return texts.join('');
}

function scalarWriter(shape: Shape, tag: Tag, style: TextStyle): WriteElement {
  const write = textWriter(shape, style);
  if (write === undefined) throw new Error(`${shape.kind} ${shape.name} has no XML form`);
  const open = `${openTag(tag)}>`;
  const close = `</${tag.tag}>`;
  if (shape.kind === 'string') return stringWriter(open, close);
  if (shape.kind !== 'timestamp') return (value) => open + write(value) + close;
  // What stands for a timestamp that could not be read is text of the client's.
  return (value) => open + (typeof value === 'string' ? escapeXml(value) : write(value)) + close;
}

/** Longer texts are keys, names and secrets, which do not repeat and should not be kept. */
const repeatedCharactersMax = 16;

/** Items of a list have much in common, like their storage class: that is written once. */
function stringWriter(open: string, close: string): WriteElement {
  let last: unknown;
  let lastElement = '';
  return (value) => {
    if (value === last) return lastElement;
    const text = escapeXml(value as string);
    if (text.length > repeatedCharactersMax) return open + text + close;
    last = value;
    // Flat, where adding would make a tree of pieces.
    lastElement = [open, text, close].join('');
    return lastElement;
  };
}

function structWriter(struct: ReturnType<StructWriters>, tag: Tag): WriteElement {
  const open = openTag(tag);
  const close = `</${tag.tag}>`;
  return (value) => {
    const content = struct.content(value);
    const start = open + struct.attributes(value);
    return content === '' ? `${start}/>` : `${start}>${content}${close}`;
  };
}

function attributesWriter(shape: StructShape): WriteElement {
  const members = shape.members.filter((member) => member.traits.xmlAttribute);
  if (members.length === 0) return () => '';
  return (value) =>
    members
      .filter((member) => (value as Record<string, unknown>)[member.name] !== undefined)
      .map((member) => {
        const text = String((value as Record<string, unknown>)[member.name]);
        return ` ${elementName(member)}="${escapeXml(text)}"`;
      })
      .join('');
}

function listWriter(shape: ListShape, tag: Tag, writerOf: WriterOf): WriteElement {
  const write = writerOf(shape.item.shape, { tag: itemName(shape), traits: shape.item.traits });
  const open = openTag(tag);
  const close = `</${tag.tag}>`;
  return (value) => {
    const content = writeAll(value as readonly unknown[], write);
    return content === '' ? `${open}/>` : `${open}>${content}${close}`;
  };
}

function mapWriter(shape: MapShape, tag: Tag, writerOf: WriterOf): WriteElement {
  const writeKey = writerOf(shape.key.shape, { tag: elementName(shape.key) });
  const writeValue = writerOf(shape.value.shape, { tag: elementName(shape.value) });
  const open = openTag(tag);
  return (value) => {
    const entries = Object.entries(value as object).filter(([, entry]) => entry !== undefined);
    const content = entries.map(
      ([key, entry]) => `<entry>${writeKey(key)}${writeValue(entry)}</entry>`,
    );
    return entries.length === 0 ? `${open}/>` : `${open}>${content.join('')}</${tag.tag}>`;
  };
}
