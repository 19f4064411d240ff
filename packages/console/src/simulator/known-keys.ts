/**
 * Condition keys that the page knows without being told, as the server knows them when it simulates
 * (packages/server/src/authorize/context-keys.ts). What only a real request has (its address, its
 * agent, MFA) is known only when it is given. Page: IAM UG "AWS global condition context keys".
 */
import type { RequestContext } from '@hallpass/policy';
import type { LiveOrganization, LivePrincipal, LiveResource, TagValue } from './live-policies.ts';

export interface KeySource {
  readonly principal: LivePrincipal;
  readonly organization: LiveOrganization;
  readonly resource: LiveResource;
  readonly nowMs: number;
}

type Value = string | readonly string[] | undefined;

const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');

const principalArn = ({ principal: { principal, arn } }: KeySource): string =>
  principal.kind === 'assumed-role' ? principal.roleArn : 'arn' in principal ? principal.arn : arn;

const isOwn = ({ principal, resource }: KeySource): boolean =>
  principal.accountId === resource.accountId;

const orgPaths = ({ organization: { path } }: KeySource): Value =>
  path === undefined ? undefined : [path];

const keys: Readonly<Record<string, (source: KeySource) => Value>> = {
  'aws:principalarn': principalArn,
  'aws:principalaccount': ({ principal }) => principal.accountId,
  'aws:principaltype': ({ principal: { principal } }) =>
    principal.kind === 'assumed-role' ? 'AssumedRole' : 'User',
  'aws:userid': ({ principal }) => principal.userId,
  'aws:username': ({ principal }) => principal.userName,
  'aws:principalorgid': ({ organization }) => organization.id,
  'aws:principalorgpaths': orgPaths,
  'aws:principalisawsservice': () => 'false',
  'aws:viaawsservice': () => 'false',
  'aws:currenttime': ({ nowMs }) => iso(nowMs),
  'aws:epochtime': ({ nowMs }) => String(Math.floor(nowMs / 1000)),
  'aws:requestedregion': () => 'us-east-1',
  'aws:resourceaccount': ({ resource }) => resource.accountId,
  'aws:resourceorgid': (source) => (isOwn(source) ? source.organization.id : undefined),
  'aws:resourceorgpaths': (source) => (isOwn(source) ? orgPaths(source) : undefined),
};

const principalTag = 'aws:principaltag/';
const resourceTag = /^(?:aws|iam):resourcetag\//;

const tagValue = (tags: readonly TagValue[], name: string): Value =>
  tags.find(({ Key = '' }) => Key.toLowerCase() === name)?.Value;

/** `key` in lower case. */
export function knownKey(source: KeySource, key: string): Value {
  if (Object.hasOwn(keys, key)) return keys[key]?.(source);
  if (key.startsWith(principalTag)) {
    return tagValue(source.principal.tags, key.slice(principalTag.length));
  }
  if (!resourceTag.test(key)) return undefined;
  return tagValue(source.resource.tags, key.slice(key.indexOf('/') + 1));
}

/** `given`: by lower-case key; it wins over what is known. */
export function simulatedContext(
  source: KeySource,
  given: ReadonlyMap<string, string | readonly string[]>,
): RequestContext {
  return { get: (key) => given.get(key) ?? knownKey(source, key) };
}
