/**
 * Policy variables: `${key}`, `${key, 'default'}` and the literals `${*}`, `${?}`, `${$}`.
 * Page: IAM UG "IAM policy elements: Variables and tags". Only version 2012-10-17 knows them.
 */
import type { RequestContext } from '../types.ts';

export interface PolicyVariable {
  /** In lower case. */
  readonly key: string;
  /** As written, for findings and explanations. */
  readonly written: string;
  readonly defaultValue: string | undefined;
}

export interface VariableAt {
  /** `undefined` for the three literals. */
  readonly variable: PolicyVariable | undefined;
  /** The character of `${*}`, `${?}`, `${$}`. */
  readonly literal: string;
  readonly length: number;
}

/** No key holds a brace: so the search from one `${` ends at the next, and a row of them is linear. */
const variablePattern = /\$\{([^{},']*)(?:, *'([^']*)')?\}/y;

/** The variable that begins at `offset`, if one does. */
export function variableAt(text: string, offset: number): VariableAt | undefined {
  if (text.charCodeAt(offset) !== 0x24) return undefined;
  variablePattern.lastIndex = offset;
  const found = variablePattern.exec(text);
  if (found === null) return undefined;
  const [whole, written = '', defaultValue] = found;
  if (written === '*' || written === '?' || written === '$') {
    return { variable: undefined, literal: written, length: whole.length };
  }
  const variable = { key: written.toLowerCase(), written, defaultValue };
  return { variable, literal: '', length: whole.length };
}

/**
 * Its text, or `undefined`: "the value is effectively null. There is no equal or like value". A key
 * with several values cannot be a variable.
 */
export function resolveVariable(
  { key, defaultValue }: PolicyVariable,
  context: RequestContext,
): string | undefined {
  const value = context.get(key);
  return typeof value === 'string' ? value : defaultValue;
}
