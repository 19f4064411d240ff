/**
 * Shapes to and from JSON, for awsJson 1.1 and restJson. The readers refuse values of another type
 * with the words AWS's JSON services use (SerializationException); members unknown to the schema
 * are ignored, as those services do. Depth is bounded, since some structures contain themselves.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
import { Malformed, bytesOf, formatDateTime, parseBase64, parseDateTime } from './scalars.ts';
import type { Member, Shape, StructShape, TimestampFormat } from './shape.ts';

export type ReadJson = (value: unknown, depth?: number) => unknown;
export type WriteJson = (value: unknown) => unknown;

export interface JsonCodec {
  reader(shape: Shape): ReadJson;
  writer(shape: Shape): WriteJson;
}

export const jsonDepthMax = 64;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** AWS's front end refuses what is no JSON document without a word. */
const noDocument = (): Malformed => new Malformed('');

/** Parses a whole body; an empty one is an empty object, as AWS takes it. */
export function parseJson(body: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(body);
  } catch {
    throw noDocument();
  }
  if (text.trim() === '') return {};
  if (!isShallow(text)) throw noDocument();
  try {
    return JSON.parse(text);
  } catch {
    throw noDocument();
  }
}

/** Counts brackets outside strings before the parser builds anything. */
function isShallow(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x22) {
      index += 1;
      while (index < text.length && text.charCodeAt(index) !== 0x22) {
        index += text.charCodeAt(index) === 0x5c ? 2 : 1;
      }
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > jsonDepthMax) return false;
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
    }
  }
  return true;
}

function typeName(value: unknown): string {
  if (typeof value === 'number') return 'NUMBER_VALUE';
  if (typeof value === 'string') return 'STRING_VALUE';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return 'Start of structure or map';
}

function unexpected(value: unknown, wanted: string): Malformed {
  return typeof value === 'object'
    ? new Malformed('Start of structure or map found where not expected.')
    : new Malformed(`${typeName(value)} can not be converted to ${wanted}`);
}

const simpleReaders: Readonly<Record<string, ReadJson>> = {
  string: (value) => {
    if (typeof value !== 'string') throw unexpected(value, 'a String');
    return value;
  },
  // Integers only: see `parseInteger`. AWS truncates a fraction.
  number: (value) => {
    if (typeof value !== 'number') throw unexpected(value, 'an Integer');
    const integer = Math.trunc(value);
    if (!Number.isSafeInteger(integer)) throw new Malformed('Numeric value out of range');
    return integer;
  },
  boolean: (value) => {
    if (typeof value !== 'boolean') throw unexpected(value, 'a Boolean');
    return value;
  },
  blob: (value) => {
    if (typeof value !== 'string') throw unexpected(value, 'a Blob');
    return parseBase64(value);
  },
  document: (value) => value,
};

function timestampReader(format: TimestampFormat): ReadJson {
  if (format === 'date-time') {
    return (value) => {
      if (typeof value !== 'string') throw unexpected(value, 'a Timestamp');
      return parseDateTime(value);
    };
  }
  return (value) => {
    if (typeof value !== 'number') throw unexpected(value, 'a Timestamp');
    const date = new Date(Math.round(value * 1000));
    if (Number.isNaN(date.getTime())) throw new Malformed('Timestamp out of range');
    return date;
  };
}

const jsonName = (member: Member): string => member.name;

export function createJsonCodec(): JsonCodec {
  return { reader: createReaders(), writer: createWriters() };
}

function createReaders(): (shape: Shape) => ReadJson {
  const cache = new WeakMap<Shape, ReadJson>();
  const readerOf = (shape: Shape): ReadJson => {
    const known = cache.get(shape);
    if (known !== undefined) return known;
    let compiled: ReadJson | undefined;
    const reader: ReadJson = (value, depth = 0) =>
      (compiled ??= compileReader(shape, readerOf))(value, depth);
    cache.set(shape, reader);
    return reader;
  };
  return readerOf;
}

function compileReader(shape: Shape, readerOf: (shape: Shape) => ReadJson): ReadJson {
  switch (shape.kind) {
    case 'struct':
      return structReader(shape, readerOf);
    case 'list': {
      const read = readerOf(shape.item.shape);
      return (value, depth = 0) => {
        if (!Array.isArray(value)) throw new Malformed('Expected list or null');
        const items = value.filter((item) => item !== null);
        return items.map((item) => read(item, depth + 1));
      };
    }
    case 'map': {
      const read = readerOf(shape.value.shape);
      return (value, depth = 0) => {
        const map = Object.create(null) as Record<string, unknown>;
        for (const [key, item] of Object.entries(objectOf(value, depth))) {
          if (item !== null) map[key] = read(item, depth + 1);
        }
        return map;
      };
    }
    case 'timestamp':
      return timestampReader(shape.format);
    default:
      return simpleReaders[shape.kind]!;
  }
}

function objectOf(value: unknown, depth: number): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed(
      typeof value === 'object'
        ? 'Start of list found where not expected'
        : 'Unexpected value where a structure or map belongs',
    );
  }
  if (depth > jsonDepthMax) throw new Malformed('The request body is nested too deeply');
  return value as Readonly<Record<string, unknown>>;
}

function structReader(shape: StructShape, readerOf: (shape: Shape) => ReadJson): ReadJson {
  const members = shape.members.map((member) => [member.name, readerOf(member.shape)] as const);
  return (value, depth = 0) => {
    const source = objectOf(value, depth);
    const result: Record<string, unknown> = {};
    for (const [name, read] of members) {
      const item = source[name];
      if (item !== undefined && item !== null) result[name] = read(item, depth + 1);
    }
    return result;
  };
}

function createWriters(): (shape: Shape) => WriteJson {
  const cache = new WeakMap<Shape, WriteJson>();
  const writerOf = (shape: Shape): WriteJson => {
    const known = cache.get(shape);
    if (known !== undefined) return known;
    let compiled: WriteJson | undefined;
    const writer: WriteJson = (value) => (compiled ??= compileWriter(shape, writerOf))(value);
    cache.set(shape, writer);
    return writer;
  };
  return writerOf;
}

/** Plain JSON data of a value; one `JSON.stringify` at the end makes the text. */
function compileWriter(shape: Shape, writerOf: (shape: Shape) => WriteJson): WriteJson {
  switch (shape.kind) {
    case 'struct': {
      const members = shape.members.map(
        (member) => [jsonName(member), writerOf(member.shape)] as const,
      );
      return (value) => {
        const result: Record<string, unknown> = {};
        for (const [name, write] of members) {
          const item = (value as Record<string, unknown>)[name];
          if (item !== undefined && item !== null) result[name] = write(item);
        }
        return result;
      };
    }
    case 'list': {
      const write = writerOf(shape.item.shape);
      return (value) => (value as readonly unknown[]).map((item) => write(item));
    }
    case 'map': {
      const write = writerOf(shape.value.shape);
      return (value) =>
        Object.fromEntries(
          Object.entries(value as object).map(([key, item]) => [key, write(item)]),
        );
    }
    case 'timestamp':
      return timestampWriter(shape.format);
    case 'blob':
      return (value) => bytesOf(value).toString('base64');
    default:
      return (value) => value;
  }
}

function timestampWriter(format: TimestampFormat): WriteJson {
  if (format === 'date-time') {
    return (value) => {
      const date = value as Date;
      return formatDateTime(date, date.getUTCMilliseconds() === 0 ? 'never' : 'always');
    };
  }
  if (format === 'http-date') return (value) => (value as Date).toUTCString();
  return (value) => (value as Date).getTime() / 1000;
}
