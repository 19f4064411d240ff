/**
 * Reading YAML with the place of everything that is wrong: one fault a place, and reading goes on,
 * so that a file's faults are told together.
 */
import type { Alias, Node, Pair } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document } from 'yaml';
import type { Fault, Place } from './suite.ts';

export interface Reading {
  readonly file: string;
  readonly faults: Fault[];
  readonly root: Node | null;
  placeOf(node: Node | null | undefined): Place;
  /** What an alias stands for; other nodes are themselves. */
  resolve(node: unknown): Node | undefined;
}

/** What each alias stands for, found in one walk: the library would walk for every alias. */
function aliasMeanings(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const meanings = new Map<Alias, Node>();
  visit(document, {
    Node(_key, node) {
      if (isAlias(node)) {
        const meant = anchors.get(node.source);
        if (meant !== undefined) meanings.set(node, meant);
      } else if (node.anchor !== undefined) {
        anchors.set(node.anchor, node);
      }
    },
  });
  return meanings;
}

export function startReading(file: string, text: string): Reading {
  const lines = new LineCounter();
  const document: Document.Parsed = parseDocument(text, { lineCounter: lines, version: '1.2' });
  const meanings = aliasMeanings(document);
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faults = document.errors.map(({ message, pos }) => ({
    ...placeAt(pos[0]),
    message: message.split('\n')[0]?.replace(/ at line .*$/, '') ?? '',
  }));
  return {
    file,
    faults,
    root: document.contents,
    placeOf: (node) => placeAt(node?.range?.[0] ?? 0),
    resolve(node) {
      const meant = isAlias(node) ? meanings.get(node) : node;
      return (meant ?? undefined) as Node | undefined;
    },
  };
}

export function fault(reading: Reading, node: Node | null | undefined, message: string): void {
  reading.faults.push({ ...reading.placeOf(node), message });
}

export interface Member {
  readonly key: Node;
  readonly name: string;
  readonly value: Node | undefined;
}

/** The members of a mapping, in their order; `undefined` and a fault for anything else. */
export function members(
  reading: Reading,
  node: Node | null | undefined,
  what: string,
): readonly Member[] | undefined {
  const meant = reading.resolve(node);
  if (!isMap(meant)) {
    fault(reading, node, `${what} must be a mapping`);
    return undefined;
  }
  return meant.items.map((pair: Pair) => ({
    key: pair.key as Node,
    name: isScalar(pair.key) ? scalarText(pair.key) : '',
    value: reading.resolve(pair.value),
  }));
}

export type Fields<Name extends string> = { readonly [K in Name]?: Node };

export interface Shape<Name extends string> {
  readonly what: string;
  readonly known: readonly Name[];
}

/** The members of a mapping that knows its names. */
export function fields<Name extends string>(
  reading: Reading,
  node: Node | null | undefined,
  { what, known }: Shape<Name>,
): Fields<Name> | undefined {
  const read = members(reading, node, what);
  if (read === undefined) return undefined;
  const found: { [K in Name]?: Node } = {};
  for (const { key, name, value } of read) {
    const good = known.find((one) => one === name);
    if (good === undefined) {
      fault(reading, key, `${what} has no "${name}": it takes ${known.join(', ')}`);
    } else if (value !== undefined) {
      found[good] = value;
    }
  }
  return found;
}

/** As it was written: an account id keeps its leading zero. */
function scalarText({ value, source }: { value: unknown; source?: string }): string {
  return typeof value === 'string' ? value : (source ?? String(value));
}

export function text(reading: Reading, node: Node | undefined, what: string): string | undefined {
  if (isScalar(node) && node.value !== null) return scalarText(node);
  fault(reading, node, `${what} must be a text`);
  return undefined;
}

/** A list; one thing that is no list stands for a list of it. */
export function items(reading: Reading, node: Node | undefined): readonly Node[] {
  const list = isSeq(node) ? node.items : [node];
  return list.map((item) => reading.resolve(item)).filter((item) => item !== undefined);
}

export const isList = (node: Node | undefined): boolean => isSeq(node);
export const isMapping = (node: Node | undefined): boolean => isMap(node);
export const isNull = (node: Node | undefined): boolean => isScalar(node) && node.value === null;

const depthMax = 32;
/** Aliases of aliases make much of little. */
const valuesMax = 20_000;

interface Budget {
  depth: number;
  values: number;
}

/** As JSON has it; numbers that JSON would write otherwise stay text. */
export function jsonValue(
  reading: Reading,
  node: unknown,
  budget: Budget = { depth: depthMax, values: valuesMax },
): unknown {
  const meant = reading.resolve(node);
  budget.values -= 1;
  if (budget.depth === 0 || budget.values <= 0) {
    // Told once.
    if (budget.values >= 0) fault(reading, meant, 'this is too deep or too much for a policy');
    budget.values = -1;
    return null;
  }
  if (!isScalar(meant)) {
    budget.depth -= 1;
    const value = collection(reading, meant, budget);
    budget.depth += 1;
    return value;
  }
  const { value } = meant;
  const isOther = typeof value === 'number' && String(value) !== scalarText(meant);
  return isOther ? scalarText(meant) : value;
}

function collection(reading: Reading, meant: Node | undefined, budget: Budget): unknown {
  if (isSeq(meant)) return meant.items.map((item) => jsonValue(reading, item, budget));
  if (!isMap(meant)) return null;
  const entries = (members(reading, meant, '') ?? []).map(
    ({ name, value }) => [name, jsonValue(reading, value, budget)] as const,
  );
  return Object.fromEntries(entries);
}
