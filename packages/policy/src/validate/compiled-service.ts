/** A service of the catalogue, indexed once for as long as its facts are kept. */
import type { TextPattern } from '../match/text-pattern.ts';
import { compileText, matchesText } from '../match/text-pattern.ts';
import type { ActionFacts, ConditionKeyFacts, ServiceFacts } from './catalogue.ts';

const noContext = { get: () => undefined };

const placeholder = /\$\{[^}]*\}/g;

/** A text with placeholders as a pattern in which each stands for any text. */
export const compileTemplate = (template: string): TextPattern =>
  compileText(template.replaceAll(placeholder, '*'), {
    wildcards: 'plain',
    variables: false,
    ignoreCase: true,
  });

export const fitsTemplate = (pattern: TextPattern, lowerText: string): boolean =>
  matchesText(pattern, lowerText, noContext);

export interface KeyTable {
  /** By the key in lower case. */
  find(lowerKey: string): ConditionKeyFacts | undefined;
  /** Is it a key that wants a tag's key after a slash, and has none? */
  lacksTagKey(lowerKey: string): boolean;
}

const tagKeyEnding = '/${tagkey}';

export function keyTable(keys: readonly ConditionKeyFacts[]): KeyTable {
  const literal = new Map<string, ConditionKeyFacts>();
  const templates: (readonly [TextPattern, ConditionKeyFacts])[] = [];
  const tagged = new Set<string>();
  for (const facts of keys) {
    const lower = facts.key.toLowerCase();
    if (lower.includes('${')) templates.push([compileTemplate(lower), facts]);
    else literal.set(lower, facts);
    if (lower.endsWith(tagKeyEnding)) tagged.add(lower.slice(0, -tagKeyEnding.length));
  }
  const lacksTagKey = (key: string): boolean =>
    tagged.has(key.endsWith('/') ? key.slice(0, -1) : key) && !literal.has(key);
  return {
    lacksTagKey,
    find: (key) =>
      literal.get(key) ??
      (lacksTagKey(key)
        ? undefined
        : templates.find(([pattern]) => fitsTemplate(pattern, key))?.[1]),
  };
}

export interface CompiledService {
  readonly facts: ServiceFacts;
  /** By name in lower case. */
  readonly actions: ReadonlyMap<string, ActionFacts>;
  readonly keys: KeyTable;
  /** In lower case: what the action and the resources that it works on know. */
  keysOf(action: ActionFacts): ReadonlySet<string>;
  /** The actions that a pattern stands for; the pattern in lower case, without the prefix. */
  matching(pattern: string): readonly ActionFacts[];
}

function keysByAction(facts: ServiceFacts): CompiledService['keysOf'] {
  const ofResources = new Map(facts.resourceTypes.map((type) => [type.name, type.conditionKeys]));
  const known = new Map<ActionFacts, ReadonlySet<string>>();
  return (action) => {
    const before = known.get(action);
    if (before !== undefined) return before;
    const keys = [
      ...action.conditionKeys,
      ...action.resourceTypes.flatMap((name) => ofResources.get(name) ?? []),
    ];
    const set = new Set(keys.map((key) => key.toLowerCase()));
    known.set(action, set);
    return set;
  };
}

function compile(facts: ServiceFacts): CompiledService {
  const actions = new Map(facts.actions.map((action) => [action.name.toLowerCase(), action]));
  const entries = [...actions];
  return {
    facts,
    actions,
    keys: keyTable(facts.conditionKeys),
    keysOf: keysByAction(facts),
    matching(pattern) {
      if (!/[*?]/.test(pattern)) {
        const action = actions.get(pattern);
        return action === undefined ? [] : [action];
      }
      const compiled = compileText(pattern, {
        wildcards: 'plain',
        variables: false,
        ignoreCase: true,
      });
      return entries.filter(([name]) => fitsTemplate(compiled, name)).map(([, action]) => action);
    },
  };
}

const compiled = new WeakMap<ServiceFacts, CompiledService>();

export function compiledService(facts: ServiceFacts): CompiledService {
  const before = compiled.get(facts);
  if (before !== undefined) return before;
  const service = compile(facts);
  compiled.set(facts, service);
  return service;
}
