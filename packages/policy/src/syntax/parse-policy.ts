/**
 * From text to the syntax tree. Page: IAM UG "Grammar of the IAM JSON policy language". Reports
 * JSON errors, duplicate names and wrong types; whether a document is acceptable to a service is
 * decided by `checkDocument`, and what is wise by the findings in `validate/`.
 */
import type { JsonMember, JsonNode, JsonObject } from '../json/json-node.ts';
import type { JsonLimits } from '../json/parse-json.ts';
import { parseJson } from '../json/parse-json.ts';
import type {
  ConditionElement,
  Located,
  PolicyDocument,
  PolicySyntaxError,
  PrincipalElement,
  PrincipalGroup,
  Statement,
  TextList,
} from './document.ts';
import { readCondition } from './parse-condition.ts';
import type { ElementReader } from './element-reader.ts';
import { readText, readTextList, typeError } from './element-reader.ts';

export interface PolicyParseResult {
  /** Absent when the text is not a JSON object. Use it only when `errors` is empty, or to report. */
  readonly document?: PolicyDocument;
  readonly errors: readonly PolicySyntaxError[];
}

function readPrincipal(
  reader: ElementReader,
  { value, keySpan }: JsonMember,
): PrincipalElement | undefined {
  const { span, path } = value;
  if (value.kind === 'string') return { keySpan, span, path, text: value.value, groups: [] };
  if (value.kind !== 'object') return typeError(reader, value, 'a text or an object');
  const groups: PrincipalGroup[] = [];
  for (const member of value.members) {
    const list = readTextList(reader, member);
    if (list !== undefined) groups.push({ ...list, key: member.key });
  }
  return { keySpan, span, path, groups };
}

interface StatementParts {
  sid?: Located<string>;
  effect?: Located<string>;
  principal?: PrincipalElement;
  notPrincipal?: PrincipalElement;
  action?: TextList;
  notAction?: TextList;
  resource?: TextList;
  notResource?: TextList;
  condition?: ConditionElement;
}

type ElementName = keyof StatementParts;

type ElementParser = (reader: ElementReader, member: JsonMember) => object | undefined;

const parsers: ReadonlyMap<string, readonly [ElementName, ElementParser]> = new Map<
  string,
  readonly [ElementName, ElementParser]
>([
  ['Sid', ['sid', (reader, member) => readText(reader, member.value)]],
  ['Effect', ['effect', (reader, member) => readText(reader, member.value)]],
  ['Principal', ['principal', readPrincipal]],
  ['NotPrincipal', ['notPrincipal', readPrincipal]],
  ['Action', ['action', readTextList]],
  ['NotAction', ['notAction', readTextList]],
  ['Resource', ['resource', readTextList]],
  ['NotResource', ['notResource', readTextList]],
  ['Condition', ['condition', readCondition]],
]);

function readStatement(reader: ElementReader, node: JsonObject, index: number): Statement {
  const errorsBefore = reader.errors.length;
  const parts: Record<string, object> = {};
  const unknownMembers: JsonMember[] = [];
  let repeated = false;
  for (const member of node.members) {
    const parser = parsers.get(member.key);
    if (parser === undefined) {
      unknownMembers.push(member);
      continue;
    }
    const [name, parse] = parser;
    repeated ||= name in parts;
    const element = parse(reader, member);
    if (element !== undefined) parts[name] = element;
  }
  const malformed = repeated || reader.errors.length > errorsBefore;
  const { span, path } = node;
  return { index, node, span, path, ...(parts as StatementParts), unknownMembers, malformed };
}

function readStatements(reader: ElementReader, node: JsonNode): Statement[] {
  const nodes = node.kind === 'array' ? node.items : [node];
  const statements: Statement[] = [];
  for (const [index, item] of nodes.entries()) {
    if (item.kind === 'object') statements.push(readStatement(reader, item, index));
    else typeError(reader, item, 'a statement object');
  }
  return statements;
}

interface DocumentParts {
  versionElement?: Located<string>;
  id?: Located<string>;
  statementNode?: JsonNode;
}

function readDocument(reader: ElementReader, text: string, root: JsonObject): PolicyDocument {
  const parts: DocumentParts = {};
  const unknownMembers: JsonMember[] = [];
  for (const member of root.members) {
    if (member.key === 'Statement') {
      parts.statementNode = member.value;
    } else if (member.key === 'Version' || member.key === 'Id') {
      const value = readText(reader, member.value);
      if (value === undefined) continue;
      if (member.key === 'Id') parts.id = value;
      else parts.versionElement = value;
    } else {
      unknownMembers.push(member);
    }
  }
  const version = parts.versionElement?.value === '2012-10-17' ? '2012-10-17' : '2008-10-17';
  const { statementNode } = parts;
  const statements = statementNode === undefined ? [] : readStatements(reader, statementNode);
  return { text, root, version, ...parts, statements, unknownMembers };
}

export function parsePolicy(text: string, limits?: JsonLimits): PolicyParseResult {
  const { root, problems } = parseJson(text, limits);
  if (root === undefined) return { errors: problems };
  const reader: ElementReader = { errors: [] };
  if (root.kind !== 'object') {
    typeError(reader, root, 'an object');
    return { errors: [...problems, ...reader.errors] };
  }
  const document = readDocument(reader, text, root);
  return { document, errors: [...problems, ...reader.errors] };
}
