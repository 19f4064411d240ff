/**
 * The condition context of a request: AWS's global keys that a server here can know, the service's
 * own keys that the operation gave, and tags. Page: IAM UG "AWS global condition context keys".
 *
 * Keys are computed when a policy asks for them: most requests ask for none.
 */
import type { RequestContext } from '@hallpass/policy';
import type { AuthenticatedCaller, Caller } from '../authenticate/caller.ts';
import type { Tags } from '../data/tags.ts';
import { findTag } from '../data/tags.ts';
import type { RequestInfo } from '../operation.ts';
import type { OrganizationView } from './organization-view.ts';
import type { ResourceAuthority } from './resource-authority.ts';

export type ContextValue = string | readonly string[];

/** Keys in lower case, as policies ask for them. */
export type ContextEntries = Readonly<Record<string, ContextValue | undefined>>;

export interface ContextSource {
  readonly info: RequestInfo;
  readonly service: string;
  readonly callerOrganization: OrganizationView | undefined;
  readonly authority: ResourceAuthority;
  /** Keys of the operation, lower case: `sts:externalid` … */
  readonly entries: ContextEntries;
  readonly requestTags: Tags | undefined;
  readonly resourceTags: Tags | undefined;
}

/** Services whose calls are global report us-east-1 (or their partition's own) as the region. */
const globalServices = new Set(['iam', 'organizations']);

const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

const principalTypes = {
  root: 'Account',
  user: 'User',
  'federated-user': 'FederatedUser',
  'assumed-role': 'AssumedRole',
  anonymous: 'Anonymous',
} as const;

type SignedKey = (caller: AuthenticatedCaller, source: ContextSource) => ContextValue | undefined;

const signedKeys: Readonly<Record<string, SignedKey>> = {
  'aws:principalarn': (caller) =>
    caller.principal.kind === 'assumed-role' ? caller.principal.roleArn : caller.arn,
  'aws:principalorgid': (_caller, source) => source.callerOrganization?.organizationId,
  'aws:principalorgpaths': (_caller, source) =>
    source.callerOrganization && [source.callerOrganization.path],
  'aws:username': (caller) => (caller.kind === 'user' ? caller.name : undefined),
  'aws:tokenissuetime': ({ session }) => session && iso(session.issuedAtMs),
  'aws:multifactorauthpresent': ({ session }) =>
    session === undefined || session.kind === 'federated-user'
      ? undefined
      : String(session.mfaAtMs !== undefined),
  'aws:multifactorauthage': ({ session }, source) =>
    session?.mfaAtMs === undefined
      ? undefined
      : String(Math.floor((source.info.nowMs - session.mfaAtMs) / 1000)),
  'aws:sourceidentity': ({ session }) => session?.sourceIdentity,
  'aws:federatedprovider': ({ session }) => session?.federatedProvider,
};

type Key = (source: ContextSource) => ContextValue | undefined;

const keys: Readonly<Record<string, Key>> = {
  'aws:principalaccount': ({ info }) => info.caller.accountId ?? 'anonymous',
  'aws:principaltype': ({ info }) => principalTypes[info.caller.kind],
  'aws:userid': ({ info }) => (info.caller.kind === 'anonymous' ? 'anonymous' : info.caller.userId),
  'aws:principalisawsservice': () => 'false',
  'aws:viaawsservice': () => 'false',
  'aws:currenttime': ({ info }) => iso(info.nowMs),
  'aws:epochtime': ({ info }) => String(Math.floor(info.nowMs / 1000)),
  'aws:securetransport': ({ info }) => String(info.request.secureTransport),
  'aws:sourceip': ({ info }) => info.request.sourceIp,
  'aws:useragent': ({ info }) => info.request.headers['user-agent'],
  'aws:referer': ({ info }) => info.request.headers['referer'],
  'aws:requestedregion': ({ info, service }) =>
    globalServices.has(service) ? 'us-east-1' : info.region,
  'aws:resourceaccount': ({ authority }) => authority.accountId,
  'aws:resourceorgid': ({ authority }) => authority.organization?.organizationId,
  'aws:resourceorgpaths': ({ authority }) =>
    authority.organization && [authority.organization.path],
  'aws:tagkeys': ({ requestTags }) => requestTags?.map((tag) => tag.key),
};

const requestTagPrefix = 'aws:requesttag/';
const principalTagPrefix = 'aws:principaltag/';
const resourceTagPrefix = /^(?:aws|iam|s3|organizations):(?:resourcetag|buckettag)\//;

function callerTags(caller: Caller): Tags {
  return caller.kind === 'anonymous' ? [] : caller.tags;
}

function tagValue(key: string, source: ContextSource): ContextValue | undefined {
  if (key.startsWith(requestTagPrefix)) {
    return findTag(source.requestTags ?? [], key.slice(requestTagPrefix.length))?.value;
  }
  if (key.startsWith(principalTagPrefix)) {
    const name = key.slice(principalTagPrefix.length);
    return findTag(callerTags(source.info.caller), name)?.value;
  }
  if (source.resourceTags === undefined || !resourceTagPrefix.test(key)) return undefined;
  return findTag(source.resourceTags, key.slice(key.indexOf('/') + 1))?.value;
}

export function requestContext(source: ContextSource): RequestContext {
  const { caller } = source.info;
  return {
    get(key) {
      // Every key has a prefix; what has none could be a property that all objects have.
      if (!key.includes(':')) return undefined;
      const given = source.entries[key];
      if (given !== undefined) return given;
      const general = keys[key];
      if (general !== undefined) return general(source);
      const signed = signedKeys[key];
      if (signed !== undefined) {
        return caller.kind === 'anonymous' ? undefined : signed(caller, source);
      }
      return key.includes('/') ? tagValue(key, source) : undefined;
    },
  };
}
