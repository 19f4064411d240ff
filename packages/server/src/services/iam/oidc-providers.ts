/**
 * OpenID Connect providers as requests name and describe them. Pages: IAM API Reference
 * "CreateOpenIDConnectProvider", "GetOpenIDConnectProvider"; IAM UG "Create an OpenID Connect
 * (OIDC) identity provider in IAM". Texts are recorded answers.
 */
import {
  EntityAlreadyExistsException$,
  InvalidInputException$,
  NoSuchEntityException$,
} from '@aws-sdk/client-iam';
import type { AwsError } from '@hallpass/wire';
import { fail, failWith } from '@hallpass/wire';
import type { OidcProviderRecord } from '../../data/oidc-providers.ts';
import {
  countOidcProviders,
  findOidcProvider,
  oidcProviderArn,
} from '../../data/oidc-providers.ts';
import type { Tags } from '../../data/tags.ts';
import type { AccessContext } from '../../operation.ts';
import type { EntityAccess, EntityContext } from './entities.ts';
import { ownerOf } from './entities.ts';
import { checkQuota } from './quotas.ts';

const scheme = /^([a-z][a-z0-9+.-]*):\/\//i;
/** A host and a path; no port, no query, no fragment. */
const hostAndPath = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?(?:\/[a-z0-9._~!$&'()*+,;=:@%/-]*)?$/i;

/** What the ARN of a new provider ends with, whether or not its URL is one that may be used. */
export function urlWithoutScheme(url: string): string {
  return url.replace(scheme, '');
}

/** The URL as it is kept; throws in AWS's words when it may not be an issuer's. */
export function issuerUrlOf(url: string): string {
  const found = scheme.exec(url)?.[1];
  const invalid = 'Invalid Open ID Connect Provider URL';
  if (found === undefined) throw failWith('ValidationError', invalid);
  if (found.toLowerCase() !== 'https') {
    throw fail(InvalidInputException$, `${invalid}. The URL must begin with https://.`);
  }
  const kept = urlWithoutScheme(url);
  if (!hostAndPath.test(kept)) throw fail(InvalidInputException$, `${invalid}.`);
  return kept;
}

const thumbprintsMax = 5;

/** Thumbprints of a request as they are kept. */
export function thumbprintsOf(list: readonly string[] | undefined): readonly string[] {
  const thumbprints = [...new Set((list ?? []).map((text) => text.toLowerCase()))];
  if (thumbprints.length > thumbprintsMax) {
    // AWS's own words, though five entries are taken.
    const message = `Thumbprint list must contain fewer than ${thumbprintsMax} entries.`;
    throw fail(InvalidInputException$, message);
  }
  return thumbprints;
}

/** Client ids of a provider, each once; throws LimitExceeded past a hundred. */
export function clientIdsOf(list: readonly string[] | undefined): readonly string[] {
  const clientIds = [...new Set(list)];
  checkQuota('ClientIdsPerOpenIdConnectProvider', clientIds.length);
  return clientIds;
}

/** Throws when there is one of this URL already, or no room for one more. */
export async function checkNewOidcProvider(context: EntityContext, url: string): Promise<void> {
  const { tx } = context;
  const { accountId } = ownerOf(context);
  if ((await findOidcProvider(tx, accountId, url)) !== undefined) {
    const message = `Provider with url https://${url} already exists.`;
    throw fail(EntityAlreadyExistsException$, message);
  }
  checkQuota('OpenIdConnectProvidersPerAccount', (await countOidcProviders(tx, accountId)) + 1);
}

async function ownOidcProvider(
  context: EntityContext,
  arn: string,
): Promise<OidcProviderRecord | undefined> {
  const owner = ownerOf(context);
  const prefix = oidcProviderArn(owner, '');
  if (!arn.startsWith(prefix)) return undefined;
  return findOidcProvider(context.tx, owner.accountId, arn.slice(prefix.length));
}

function noSuchProvider(arn: string): AwsError {
  return fail(NoSuchEntityException$, `OpenIDConnect Provider not found for arn ${arn}`);
}

export async function oidcProviderNamed(
  context: EntityContext,
  arn: string,
  missing: AwsError = noSuchProvider(arn),
): Promise<OidcProviderRecord> {
  const provider = await ownOidcProvider(context, arn);
  if (provider === undefined) throw missing;
  return provider;
}

/** Asked for under the ARN that the request gives. */
export async function oidcProviderAccess(
  context: AccessContext,
  arn: string | undefined,
): Promise<EntityAccess> {
  const resource = arn ?? '';
  const tags: Tags | undefined = (await ownOidcProvider(context, resource))?.tags;
  return tags === undefined ? { resource } : { resource, resourceTags: tags };
}
