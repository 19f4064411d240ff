/** The ARNs that the catalogue knows of a service, taken apart once for as long as they are kept. */
import { arnFields, arnParts, isOpen } from './arn.ts';
import type { Effort } from './effort.ts';
import { overlaps } from './overlap.ts';
import { replaceVariables } from './variables.ts';

export interface KnownArn {
  readonly region: string;
  readonly account: string;
  /** With `*` for what is one's own. */
  readonly resource: string;
  /** Before the first of those. */
  readonly literal: string;
}

/** Variables and placeholders may stand for anything. */
export const asPattern = (text: string): string =>
  replaceVariables(text, () => '*').replace(/\*+/g, '*');

const literalOf = (pattern: string): string => pattern.split(/[*?]/, 1)[0] ?? '';

function knownArn(arn: string): KnownArn {
  const { region, account, resource } = arnParts(arnFields(arn));
  const pattern = asPattern(resource);
  return { region, account, resource: pattern, literal: literalOf(pattern) };
}

const taken = new WeakMap<readonly string[], readonly KnownArn[]>();

export function knownArns(arns: readonly string[]): readonly KnownArn[] {
  const before = taken.get(arns);
  if (before !== undefined) return before;
  const known = arns.map(knownArn);
  taken.set(arns, known);
  return known;
}

/** Up to the first separator: `role` of `role/name`. */
export const kindOf = (resource: string): string => resource.split(/[/:]/, 1)[0] ?? '';

/**
 * Is it of no kind that the service has? AWS is lenient here: names that differ from the
 * catalogue's pattern behind the kind, paths of HTTP APIs and everything with a wildcard pass.
 */
export function isOfNoKind(resource: string, known: readonly KnownArn[]): boolean {
  if (isOpen(resource) || resource.startsWith('/') || resource === '') return false;
  const kinds = known.map((arn) => kindOf(arn.resource));
  return kinds.every((kind) => !isOpen(kind) && kind !== '' && kind !== kindOf(resource));
}

const agree = (a: string, b: string): boolean => a.startsWith(b) || b.startsWith(a);

/** Those that the resource part may be one of; `undefined` when that is too much to find out. */
export function fittingArns(
  resource: string,
  known: readonly KnownArn[],
  effort: Effort,
): readonly KnownArn[] | undefined {
  const pattern = asPattern(resource);
  const literal = literalOf(pattern);
  const found: KnownArn[] = [];
  for (const arn of known) {
    if (!agree(literal, arn.literal)) continue;
    if (!effort.spend(pattern.length * arn.resource.length + 1)) return undefined;
    if (overlaps(pattern, arn.resource)) found.push(arn);
  }
  return found;
}
