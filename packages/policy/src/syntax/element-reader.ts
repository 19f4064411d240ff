/** Readers of the small forms that policy elements share: a text, and one text or a list of them. */
import type { JsonMember, JsonNode } from '../json/json-node.ts';
import type { Located, PolicySyntaxError, TextList, TextValue } from './document.ts';

export interface ElementReader {
  readonly errors: PolicySyntaxError[];
}

export function typeError(reader: ElementReader, node: JsonNode, expected: string): undefined {
  const message = `${expected} is expected here, not ${node.kind}`;
  reader.errors.push({ code: 'type', message, at: node.span.start, path: node.path });
  return undefined;
}

export function readText(reader: ElementReader, node: JsonNode): Located<string> | undefined {
  if (node.kind !== 'string') return typeError(reader, node, 'a text');
  return { value: node.value, span: node.span, path: node.path };
}

function readValue(
  reader: ElementReader,
  node: JsonNode,
  bareAllowed: boolean,
): TextValue | undefined {
  const { span, path } = node;
  if (node.kind === 'string') return { value: node.value, written: 'string', span, path };
  if (bareAllowed && node.kind === 'number') {
    return { value: node.raw, written: 'number', span, path };
  }
  if (bareAllowed && node.kind === 'boolean') {
    return { value: String(node.value), written: 'boolean', span, path };
  }
  return typeError(reader, node, 'a text');
}

/** The texts of a value; the reader has an error for each item of another type. */
export function readTexts(
  reader: ElementReader,
  node: JsonNode,
  bareAllowed: boolean,
): readonly TextValue[] {
  const values: TextValue[] = [];
  for (const item of node.kind === 'array' ? node.items : [node]) {
    const value = readValue(reader, item, bareAllowed);
    if (value !== undefined) values.push(value);
  }
  return values;
}

export function readTextList(
  reader: ElementReader,
  { value, keySpan }: JsonMember,
): TextList | undefined {
  if (value.kind !== 'string' && value.kind !== 'array') {
    return typeError(reader, value, 'a text or a list of texts');
  }
  const values = readTexts(reader, value, false);
  const { span, path } = value;
  return { keySpan, span, path, isList: value.kind === 'array', values };
}
