/**
 * Principals of a document: listed for the checks on saving, and rewritten in the text. Stored
 * policies hold unique ids instead of user and role ARNs, so that a principal that is deleted and
 * made again does not inherit trust. Page: IAM UG "AWS JSON policy elements: Principal".
 */
import type { PolicyDocument, PrincipalElement, TextValue } from './document.ts';

export interface ListedPrincipal {
  /** AWS, Service, Federated, CanonicalUser; as written. The bare `*` is listed as AWS. */
  readonly key: string;
  readonly value: TextValue;
  readonly statementIndex: number;
  readonly negated: boolean;
}

function listElement(
  element: PrincipalElement | undefined,
  where: Pick<ListedPrincipal, 'statementIndex' | 'negated'>,
): ListedPrincipal[] {
  if (element === undefined) return [];
  if (element.text !== undefined) {
    const { text, span, path } = element;
    return [{ key: 'AWS', value: { value: text, written: 'string', span, path }, ...where }];
  }
  return element.groups.flatMap(({ key, values }) =>
    values.map((value) => ({ key, value, ...where })),
  );
}

/** In the order of the text, duplicates included. */
export function listPrincipals(document: PolicyDocument): readonly ListedPrincipal[] {
  return document.statements.flatMap(({ index, principal, notPrincipal }) => [
    ...listElement(principal, { statementIndex: index, negated: false }),
    ...listElement(notPrincipal, { statementIndex: index, negated: true }),
  ]);
}

/**
 * The text with every AWS principal for which `replace` answers a value replaced by it; all other
 * characters stay as they are. `document` must be the parse of `text`.
 */
export function rewritePrincipals(
  text: string,
  document: PolicyDocument,
  replace: (value: string) => string | undefined,
): string {
  let rewritten = '';
  let copied = 0;
  const inOrder = listPrincipals(document)
    .filter(({ key }) => key === 'AWS')
    .map(({ value }) => value)
    .toSorted((a, b) => a.span.start.offset - b.span.start.offset);
  for (const { value, span } of inOrder) {
    const replacement = replace(value);
    if (replacement === undefined || replacement === value) continue;
    rewritten += text.slice(copied, span.start.offset) + JSON.stringify(replacement);
    copied = span.end.offset;
  }
  return rewritten + text.slice(copied);
}
