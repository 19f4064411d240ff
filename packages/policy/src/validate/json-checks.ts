/**
 * What the reader of JSON and the parser of elements could not make sense of. Page: IAM UG "IAM
 * policy validation check reference", "JSON syntax error", "Data type mismatch".
 */
import type { JsonNode, JsonPath } from '../json/json-node.ts';
import type { PolicyDocument, PolicySyntaxError } from '../syntax/document.ts';
import type { Position, Span } from '../types.ts';
import type { Finding } from './finding.ts';
import { atKey, atValue, finding } from './finding.ts';

const pointSpan = (at: Position): Span => ({ start: at, end: at });

/** The member or item of the path that begins at the offset: names may stand twice. */
function childAt(node: JsonNode, step: string | number, offset: number): JsonNode | undefined {
  if (node.kind === 'array') return typeof step === 'number' ? node.items[step] : undefined;
  if (node.kind !== 'object') return undefined;
  const named = node.members.filter(({ key }) => key === step).map(({ value }) => value);
  return named.find(({ span }) => span.end.offset > offset) ?? named.at(-1);
}

function spanOf(root: JsonNode, path: JsonPath, at: Position): Span {
  let node: JsonNode | undefined = root;
  for (const step of path) node = node && childAt(node, step, at.offset);
  return node?.span ?? pointSpan(at);
}

const isPrincipalPath = (path: JsonPath): boolean => {
  const last = path.at(-1);
  return last === 'Principal' || last === 'NotPrincipal';
};

function typeFinding(
  { message, path, at }: PolicySyntaxError,
  root: JsonNode | undefined,
): Finding {
  const span = root === undefined ? pointSpan(at) : spanOf(root, path, at);
  const location = atValue({ path, span });
  if (isPrincipalPath(path)) {
    const details = 'A principal is "*" or an object whose members name kinds of principals.';
    return finding('INVALID_PRINCIPAL_FORMAT', details, location);
  }
  return finding('DATA_TYPE_MISMATCH', `The value has the wrong type: ${message}.`, location);
}

/** AWS has two wordings: with the place, and without. */
function syntaxFinding({ code, message, path, at }: PolicySyntaxError): Finding {
  if (code === 'duplicate-key') {
    const last = String(path.at(-1) ?? '');
    const end = { ...at, column: at.column + last.length + 2, offset: at.offset + last.length + 2 };
    const details = `The JSON cannot be read without doubt: ${message}.`;
    return finding('JSON_SYNTAX_ERROR', details, atKey(path, { start: at, end }));
  }
  const details =
    `The JSON cannot be read from index ${at.offset} on, line ${at.line} column ` +
    `${at.column - 1}: ${message}.`;
  return finding('JSON_SYNTAX_ERROR', details, { path: [], span: pointSpan(at) });
}

/** Findings of the parser's errors; `document` is absent when there is none. */
export function syntaxFindings(
  errors: readonly PolicySyntaxError[],
  document: PolicyDocument | undefined,
): readonly Finding[] {
  return errors.map((error) => {
    if (error.code === 'type') return typeFinding(error, document?.root);
    if (error.code === 'too-large') {
      const details = `The policy is ${error.message}, which is the most that is validated.`;
      const location = { path: [], span: pointSpan(error.at) };
      return finding('POLICY_SIZE_EXCEEDS_VALIDATE_POLICY_MAXIMUM', details, location);
    }
    return syntaxFinding(error);
  });
}
