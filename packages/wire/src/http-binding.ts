/**
 * Members in the head of a message: labels, query, headers, prefixed headers, the status. All names
 * are looked up once, when the operation is compiled; a request then costs one look-up per bound
 * member. https://smithy.io/2.0/spec/http-bindings.html
 */
import { failWith } from './errors.ts';
import { Malformed, parseBoolean, textReader, textWriter } from './scalars.ts';
import type { ReadText, WriteText } from './scalars.ts';
import type { DecodeSource } from './service.ts';
import type { Member, StructShape } from './shape.ts';
import type { Protocol } from './types.ts';

export type ReadBindings = (input: Record<string, unknown>, source: DecodeSource) => void;
/** Writes into `headers`; gives the status when a member is bound to it. */
export type WriteBindings = (
  output: Readonly<Record<string, unknown>>,
  headers: Record<string, string>,
) => number | undefined;

interface Bound {
  readonly name: string;
  /** Name on the wire: lower-case for headers. */
  readonly wire: string;
  readonly read: ReadText;
  /** Undefined for a plain string, which needs no reading. */
  readonly isString: boolean;
  readonly isNumber: boolean;
  readonly isList: boolean;
  /** A date in a standard HTTP header that does not parse is ignored (RFC 9110 §13.1.3). */
  readonly lenient: boolean;
}

export function compileInputBinding(input: StructShape, protocol: Protocol): ReadBindings {
  const labels = input.members.filter((m) => m.traits.httpLabel).map(boundLabel);
  const queries = input.members.filter((m) => m.traits.httpQuery !== undefined).map(boundQuery);
  const headers = input.members.filter((m) => m.traits.httpHeader !== undefined).map(boundHeader);
  const prefixed = input.members.find((m) => m.traits.httpPrefixHeaders !== undefined);
  if (input.members.some((m) => m.traits.httpQueryParams)) throw new Error('httpQueryParams');
  const byQuery = new Map(queries.map((bound) => [bound.wire, bound]));
  const byHeader = new Map(headers.map((bound) => [bound.wire, bound]));
  const readOne = reportingReader(protocol);
  return (result, { request, route }) => {
    for (const bound of labels) {
      const raw = route.labels[bound.wire];
      if (raw !== undefined) result[bound.name] = bound.isString ? raw : readOne(bound, raw);
    }
    if (byQuery.size > 0) readQuery(result, route.query, { byQuery, readOne });
    // A request has a dozen headers, an operation up to fifty that it would look for.
    for (const name in request.headers) {
      const bound = byHeader.get(name);
      if (bound !== undefined) {
        const raw = request.headers[name]!;
        result[bound.name] = bound.isString ? raw : readHeader(bound, raw, readOne);
      } else if (prefixed !== undefined) {
        readPrefixed(result, prefixed, { name, raw: request.headers[name]! });
      }
    }
  };
}

type ReadOne = (bound: Bound, raw: string) => unknown;

/** S3 names the argument at fault, the JSON services say what was expected. */
function reportingReader(protocol: Protocol): ReadOne {
  return (bound, raw) => {
    try {
      return bound.read(raw);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      if (bound.lenient) return undefined;
      if (protocol === 'restJson') {
        throw failWith(
          'SerializationException',
          `Value '${raw}' at '${bound.name}' is ${error.message}`,
        );
      }
      const wanted = bound.isNumber ? 'not an integer or within integer range' : error.message;
      throw failWith('InvalidArgument', `Provided ${bound.wire} ${wanted}`, {
        ArgumentName: bound.wire,
        ArgumentValue: raw,
      });
    }
  };
}

function boundOf(member: Member, wire: string, timestamp: 'date-time' | 'http-date'): Bound {
  const isList = member.shape.kind === 'list';
  const shape = member.shape.kind === 'list' ? member.shape.item.shape : member.shape;
  const read =
    shape.kind === 'boolean'
      ? (text: string) => parseBoolean(text.trim().toLowerCase())
      : textReader(shape, timestamp);
  if (read === undefined)
    throw new Error(`${member.name}: ${shape.kind} cannot be bound to ${wire}`);
  const lenient = shape.kind === 'timestamp' && !wire.startsWith('x-');
  const isString = shape.kind === 'string' && !isList;
  const isNumber = shape.kind === 'number';
  return { name: member.name, wire, read, isString, isNumber, isList, lenient };
}

const boundLabel = (member: Member): Bound => boundOf(member, member.name, 'date-time');
const boundQuery = (member: Member): Bound =>
  boundOf(member, member.traits.httpQuery!, 'date-time');
const boundHeader = (member: Member): Bound =>
  boundOf(member, member.traits.httpHeader!.toLowerCase(), 'http-date');

interface QueryBindings {
  readonly byQuery: ReadonlyMap<string, Bound>;
  readonly readOne: ReadOne;
}

function readQuery(
  result: Record<string, unknown>,
  query: DecodeSource['route']['query'],
  { byQuery, readOne }: QueryBindings,
): void {
  for (const [name, raw] of query) {
    const bound = byQuery.get(name);
    if (bound === undefined) continue;
    const before = result[bound.name];
    if (bound.isList) {
      const value = readOne(bound, raw);
      if (before === undefined) result[bound.name] = [value];
      else (before as unknown[]).push(value);
    } else if (before === undefined) {
      // Given twice: the first counts.
      result[bound.name] = bound.isString ? raw : readOne(bound, raw);
    }
  }
}

function readHeader(bound: Bound, raw: string, readOne: ReadOne): unknown {
  if (!bound.isList) return readOne(bound, raw);
  const parts = raw.split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '').map((part) => readOne(bound, part));
}

function readPrefixed(
  result: Record<string, unknown>,
  member: Member,
  header: { readonly name: string; readonly raw: string },
): void {
  const prefix = member.traits.httpPrefixHeaders!;
  if (!header.name.startsWith(prefix)) return;
  result[member.name] ??= Object.create(null);
  (result[member.name] as Record<string, string>)[header.name.slice(prefix.length)] = header.raw;
}

interface BoundOutput {
  readonly name: string;
  readonly header: string;
  readonly write: WriteText;
}

function outputHeader(member: Member): BoundOutput {
  const { shape, name } = member;
  const isList = shape.kind === 'list';
  const one = textWriter(isList ? shape.item.shape : shape, {
    timestamp: 'http-date',
    milliseconds: 'always',
  });
  if (one === undefined) throw new Error(`${name}: ${shape.kind} cannot be a header`);
  const write: WriteText = isList ? (value) => (value as unknown[]).map(one).join(',') : one;
  return { name, header: member.traits.httpHeader!, write };
}

export function compileOutputBinding(output: StructShape, isXml: boolean): WriteBindings {
  const bound = output.members.filter((m) => m.traits.httpHeader !== undefined).map(outputHeader);
  const byName = new Map(bound.map((header) => [header.name, header]));
  const prefixed = output.members.find((m) => m.traits.httpPrefixHeaders !== undefined);
  const status = output.members.find((m) => m.traits.httpResponseCode);
  if (!isXml && prefixed !== undefined) throw new Error('prefixed headers in restJson');
  return (value, headers) => {
    for (const name in value) {
      const target = byName.get(name);
      const member = value[name];
      if (target === undefined || member === undefined || member === null) continue;
      headers[target.header] = headerText(target.write(member));
    }
    if (prefixed !== undefined) writePrefixed(value[prefixed.name], prefixed, headers);
    return status === undefined ? undefined : (value[status.name] as number | undefined);
  };
}

function writePrefixed(map: unknown, { traits }: Member, headers: Record<string, string>): void {
  if (typeof map !== 'object' || map === null) return;
  for (const [name, value] of Object.entries(map as Record<string, string | undefined>)) {
    if (value !== undefined) headers[traits.httpPrefixHeaders! + name] = headerText(value);
  }
}

const notHeader = /[^\t\x20-\x7e\x80-\xff]/;

/** What no header can carry is sent as RFC 2047 says, as S3 does with metadata beyond Latin-1. */
function headerText(text: string): string {
  if (!notHeader.test(text)) return text;
  return `=?UTF-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;
}
