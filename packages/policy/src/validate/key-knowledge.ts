/**
 * What is known of a condition key. A key is global, a service's, or an identity provider's claim,
 * of which nothing is known. Pages: IAM UG "AWS global condition context keys", "Available keys for
 * AWS web identity federation"; Service Authorization Reference.
 */
import type { Catalogue, ConditionKeyFacts } from './catalogue.ts';
import { compiledService, keyTable } from './compiled-service.ts';
import type { KeyTable } from './compiled-service.ts';
import { globalKeys } from './global-keys.ts';

export type KeyKnowledge =
  | { readonly status: 'known'; readonly facts: ConditionKeyFacts; readonly isGlobal: boolean }
  /** A claim of an identity provider that AWS does not list. */
  | { readonly status: 'claim' }
  | { readonly status: 'malformed' }
  /** `aws:RequestTag` without the tag's key. */
  | { readonly status: 'no-tag-key' }
  | { readonly status: 'unknown-global' }
  | { readonly status: 'unknown-service'; readonly service: string }
  | { readonly status: 'unknown-service-key'; readonly service: string };

const globals: KeyTable = keyTable(globalKeys);

const keyPattern = /^[^\s:]+:[^\s].*$/;

/** Tag keys and claims may hold colons, so the service ends at the first one. */
function prefixOf(key: string, catalogue: Catalogue): string {
  const colon = key.indexOf(':');
  const prefix = key.slice(0, colon);
  if (catalogue.services.has(prefix) || catalogue.keyPrefixes.has(prefix)) return prefix;
  // A provider's path has no colon; its claim's name may: the prefix is what comes before the last.
  return prefix.includes('.') ? key.slice(0, key.lastIndexOf(':')) : prefix;
}

const isProvider = (prefix: string): boolean => prefix.split('/', 1)[0]?.includes('.') === true;

function fromService(key: string, service: string, catalogue: Catalogue): KeyKnowledge | undefined {
  const facts = catalogue.service(service);
  if (facts === undefined) return undefined;
  const { keys } = compiledService(facts);
  const found = keys.find(key);
  if (found !== undefined) return { status: 'known', facts: found, isGlobal: false };
  return keys.lacksTagKey(key) ? { status: 'no-tag-key' } : undefined;
}

/** `lowerKey` is the key in lower case. */
export function knowledgeOf(lowerKey: string, catalogue: Catalogue): KeyKnowledge {
  if (!keyPattern.test(lowerKey)) return { status: 'malformed' };
  const global = globals.find(lowerKey);
  if (global !== undefined) return { status: 'known', facts: global, isGlobal: true };
  if (globals.lacksTagKey(lowerKey)) return { status: 'no-tag-key' };
  const prefix = prefixOf(lowerKey, catalogue);
  if (prefix === 'aws') return { status: 'unknown-global' };
  const services = catalogue.services.has(prefix)
    ? [prefix]
    : (catalogue.keyPrefixes.get(prefix) ?? []);
  for (const service of services) {
    const known = fromService(lowerKey, service, catalogue);
    if (known !== undefined) return known;
  }
  if (catalogue.services.has(prefix)) return { status: 'unknown-service-key', service: prefix };
  if (isProvider(prefix)) return fromService(lowerKey, 'sts', catalogue) ?? { status: 'claim' };
  if (services.length > 0) return { status: 'unknown-service-key', service: prefix };
  return { status: 'unknown-service', service: prefix };
}
