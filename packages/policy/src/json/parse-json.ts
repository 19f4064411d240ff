/**
 * JSON with positions. Policies are read with our own reader since every finding, denial and
 * explanation points into the text, and since duplicate keys, which `JSON.parse` swallows, are
 * errors in AWS. Strict RFC 8259. Size and depth are bounded; nothing here throws to the caller.
 */
import type { Position } from '../types.ts';
import type { JsonMember, JsonNode, JsonPath } from './json-node.ts';

export interface JsonLimits {
  /** Longest text, in UTF-16 units. */
  readonly charactersMax: number;
  readonly depthMax: number;
}

/**
 * Twice the longest `policyDocument` parameter of the IAM API: some of AWS's own managed policies,
 * white space included, are longer than it takes.
 */
export const defaultJsonLimits: JsonLimits = { charactersMax: 262_144, depthMax: 32 };

export type JsonProblemCode = 'too-large' | 'too-deep' | 'json' | 'duplicate-key';

export interface JsonProblem {
  readonly code: JsonProblemCode;
  readonly message: string;
  readonly at: Position;
  readonly path: JsonPath;
}

export interface JsonResult {
  /** Absent when the text is not JSON; present with duplicate keys. */
  readonly root?: JsonNode;
  readonly problems: readonly JsonProblem[];
}

interface Reader {
  readonly text: string;
  readonly limits: JsonLimits;
  readonly problems: JsonProblem[];
  offset: number;
  line: number;
  /** Offset at which the current line begins. */
  lineStart: number;
  depth: number;
}

/** Internal only: unwinds the recursion at the first syntax error; caught in `parseJson`. */
class Unreadable extends Error {
  readonly problem: JsonProblem;
  constructor(problem: JsonProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const here = (reader: Reader): Position => ({
  line: reader.line,
  column: reader.offset - reader.lineStart + 1,
  offset: reader.offset,
});

function fail(reader: Reader, path: JsonPath, message: string): never {
  throw new Unreadable({ code: 'json', message, at: here(reader), path });
}

function skipSpace(reader: Reader): void {
  const { text } = reader;
  for (;;) {
    const code = text.charCodeAt(reader.offset);
    if (code === 0x0a) {
      reader.offset += 1;
      reader.line += 1;
      reader.lineStart = reader.offset;
    } else if (code === 0x20 || code === 0x09 || code === 0x0d) {
      reader.offset += 1;
    } else {
      return;
    }
  }
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

function readEscape(reader: Reader, path: JsonPath): string {
  const letter = reader.text[reader.offset] ?? '';
  if (letter === 'u') {
    const hex = reader.text.slice(reader.offset + 1, reader.offset + 5);
    if (!/^[0-9A-Fa-f]{4}$/.test(hex)) fail(reader, path, 'a \\u escape needs four hex digits');
    reader.offset += 5;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }
  const value = escapes[letter];
  if (value === undefined) fail(reader, path, 'unknown escape in a string');
  reader.offset += 1;
  return value;
}

/** Reads from the opening quote past the closing one. */
function readString(reader: Reader, path: JsonPath): string {
  const { text } = reader;
  reader.offset += 1;
  let value = '';
  let from = reader.offset;
  for (;;) {
    const code = text.charCodeAt(reader.offset);
    if (code === 0x22) {
      value += text.slice(from, reader.offset);
      reader.offset += 1;
      return value;
    }
    if (code === 0x5c) {
      value += text.slice(from, reader.offset);
      reader.offset += 1;
      value += readEscape(reader, path);
      from = reader.offset;
    } else if (Number.isNaN(code)) {
      fail(reader, path, 'the text ends inside a string');
    } else if (code < 0x20) {
      fail(reader, path, 'a control character stands inside a string');
    } else {
      reader.offset += 1;
    }
  }
}

const literalPattern = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

function readLiteral(reader: Reader, path: JsonPath): JsonNode {
  literalPattern.lastIndex = reader.offset;
  const raw = literalPattern.exec(reader.text)?.[0];
  if (raw === undefined) fail(reader, path, 'a JSON value is expected here');
  const start = here(reader);
  reader.offset += raw.length;
  const span = { start, end: here(reader) };
  if (raw === 'null') return { kind: 'null', span, path };
  if (raw === 'true' || raw === 'false') {
    return { kind: 'boolean', value: raw === 'true', span, path };
  }
  return { kind: 'number', raw, value: Number(raw), span, path };
}

function readArray(reader: Reader, path: JsonPath): JsonNode {
  const start = here(reader);
  const items: JsonNode[] = [];
  reader.offset += 1;
  skipSpace(reader);
  while (reader.text[reader.offset] !== ']') {
    if (items.length > 0) {
      if (reader.text[reader.offset] !== ',') fail(reader, path, "',' or ']' is expected here");
      reader.offset += 1;
    }
    items.push(readValue(reader, [...path, items.length]));
    skipSpace(reader);
  }
  reader.offset += 1;
  return { kind: 'array', items, span: { start, end: here(reader) }, path };
}

function readMember(reader: Reader, objectPath: JsonPath): JsonMember {
  skipSpace(reader);
  if (reader.text[reader.offset] !== '"')
    fail(reader, objectPath, 'a quoted name is expected here');
  const start = here(reader);
  const key = readString(reader, objectPath);
  const keySpan = { start, end: here(reader) };
  skipSpace(reader);
  if (reader.text[reader.offset] !== ':') fail(reader, objectPath, "':' is expected here");
  reader.offset += 1;
  return { key, keySpan, value: readValue(reader, [...objectPath, key]) };
}

function readObject(reader: Reader, path: JsonPath): JsonNode {
  const start = here(reader);
  const members: JsonMember[] = [];
  const seen = new Set<string>();
  reader.offset += 1;
  skipSpace(reader);
  while (reader.text[reader.offset] !== '}') {
    if (members.length > 0) {
      if (reader.text[reader.offset] !== ',') fail(reader, path, "',' or '}' is expected here");
      reader.offset += 1;
    }
    const member = readMember(reader, path);
    if (seen.has(member.key)) {
      const message = `the name ${JSON.stringify(member.key)} is used twice in one object`;
      const at = member.keySpan.start;
      reader.problems.push({ code: 'duplicate-key', message, at, path: [...path, member.key] });
    }
    seen.add(member.key);
    members.push(member);
    skipSpace(reader);
  }
  reader.offset += 1;
  return { kind: 'object', members, span: { start, end: here(reader) }, path };
}

function readNested(
  reader: Reader,
  path: JsonPath,
  read: (reader: Reader, path: JsonPath) => JsonNode,
): JsonNode {
  if (reader.depth === reader.limits.depthMax) {
    const message = `more than ${reader.limits.depthMax} levels of nesting`;
    throw new Unreadable({ code: 'too-deep', message, at: here(reader), path });
  }
  reader.depth += 1;
  const node = read(reader, path);
  reader.depth -= 1;
  return node;
}

function readValue(reader: Reader, path: JsonPath): JsonNode {
  skipSpace(reader);
  const first = reader.text[reader.offset];
  if (first === '{') return readNested(reader, path, readObject);
  if (first === '[') return readNested(reader, path, readArray);
  if (first !== '"') return readLiteral(reader, path);
  const start = here(reader);
  const value = readString(reader, path);
  return { kind: 'string', value, span: { start, end: here(reader) }, path };
}

export function parseJson(text: string, limits: JsonLimits = defaultJsonLimits): JsonResult {
  const problems: JsonProblem[] = [];
  const reader: Reader = { text, limits, problems, offset: 0, line: 1, lineStart: 0, depth: 0 };
  if (text.length > limits.charactersMax) {
    const message = `longer than ${limits.charactersMax} characters`;
    return { problems: [{ code: 'too-large', message, at: here(reader), path: [] }] };
  }
  try {
    const root = readValue(reader, []);
    skipSpace(reader);
    if (reader.offset < text.length)
      fail(reader, [], 'the text goes on after the end of the value');
    return { root, problems };
  } catch (error) {
    if (error instanceof Unreadable) return { problems: [...problems, error.problem] };
    throw error;
  }
}
