/**
 * What is being written at a place of a policy: the name of an element, an action, an operator, a
 * condition key. Looks only at the text before, since what is being written is seldom whole.
 */

export type PlaceKind =
  | 'document-element'
  | 'statement-element'
  | 'effect'
  | 'version'
  | 'action'
  | 'resource'
  | 'principal-kind'
  | 'operator'
  | 'condition-key';

export interface Place {
  readonly kind: PlaceKind;
  /** Where the text within the quotes begins. */
  readonly from: number;
  readonly written: string;
}

interface Level {
  readonly isList: boolean;
  /** The member that holds this level. */
  readonly name: string;
  /** The member that is being written in it. */
  key: string;
  isValue: boolean;
}

/** Longer texts than any policy are not completed. */
const textMax = 200_000;

interface Scan {
  readonly levels: readonly Level[];
  /** Where an open string begins, after its quote. */
  readonly openAt: number | undefined;
}

/** The end of the string that begins after `from`, or `undefined` while it is open. */
function stringEnd(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"' || text[at] === '\n') return at;
  }
  return undefined;
}

function step(levels: Level[], sign: string | undefined): void {
  const level = levels.at(-1);
  const name = level === undefined ? '' : level.isList ? level.name : level.key;
  if (sign === '{') levels.push({ isList: false, name, key: '', isValue: false });
  else if (sign === '[') levels.push({ isList: true, name, key: '', isValue: true });
  else if (sign === '}' || sign === ']') levels.pop();
  else if (sign === ':' && level !== undefined) level.isValue = true;
  else if (sign === ',' && level !== undefined) level.isValue = level.isList;
}

function scan(text: string): Scan {
  const levels: Level[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== '"') {
      step(levels, text[at]);
      continue;
    }
    const end = stringEnd(text, at + 1);
    if (end === undefined) return { levels, openAt: at + 1 };
    const level = levels.at(-1);
    if (level !== undefined && !level.isValue) level.key = text.slice(at + 1, end);
    at = end;
  }
  return { levels, openAt: undefined };
}

const keyKinds: Readonly<Record<string, PlaceKind>> = {
  '': 'document-element',
  Statement: 'statement-element',
  Principal: 'principal-kind',
  NotPrincipal: 'principal-kind',
  Condition: 'operator',
};

const valueKinds: Readonly<Record<string, PlaceKind>> = {
  Effect: 'effect',
  Version: 'version',
  Action: 'action',
  NotAction: 'action',
  Resource: 'resource',
  NotResource: 'resource',
};

function kindOf(levels: readonly Level[]): PlaceKind | undefined {
  const level = levels.at(-1);
  if (level === undefined) return undefined;
  const own = (kinds: Readonly<Record<string, PlaceKind>>, name: string) =>
    Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (level.isValue) return own(valueKinds, level.isList ? level.name : level.key);
  if (levels.at(-2)?.name === 'Condition') return 'condition-key';
  return own(keyKinds, level.name);
}

/** `undefined`: not within a string, or one that is free to choose. */
export function placeAt(text: string, offset: number): Place | undefined {
  if (offset > textMax) return undefined;
  const before = text.slice(0, offset);
  const { levels, openAt } = scan(before);
  const kind = kindOf(levels);
  if (openAt === undefined || kind === undefined) return undefined;
  return { kind, from: openAt, written: before.slice(openAt) };
}

/** The services whose actions a text names, for their condition keys. */
export function servicesIn(text: string): readonly string[] {
  const found = text.matchAll(/"([a-z0-9-]{1,64}):[A-Za-z*?]/g);
  return [...new Set([...found].map(([, prefix = '']) => prefix))].slice(0, 20);
}
