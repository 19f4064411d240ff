/**
 * OpenID Connect identity providers of an account: whom roles trust under the URL of an issuer.
 * Page: IAM UG "Create an OpenID Connect (OIDC) identity provider in IAM".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import type { Owner } from './arns.ts';
import { iamArn } from './arns.ts';
import { touchAccount } from './generations.ts';
import type { TaggedRecord } from './identities.ts';
import { countEntities } from './identities.ts';

export type OidcProviderRecord = TaggedRecord & {
  readonly accountId: string;
  /** Without `https://`, as the ARN has it. Its case counts. */
  readonly url: string;
  /** Audiences, in the order in which they were registered. */
  readonly clientIds: readonly string[];
  /** SHA-1 of certificates, hexadecimal in lower case. */
  readonly thumbprints: readonly string[];
  readonly createdAtMs: number;
};

export function oidcProviderArn(owner: Owner, url: string): string {
  return iamArn(owner, 'oidc-provider', `/${url}`);
}

export function findOidcProvider(
  tx: ReadTransaction,
  accountId: string,
  url: string,
): Eventually<OidcProviderRecord | undefined> {
  return tx.get<OidcProviderRecord>(['oidc-provider', accountId, url]);
}

/** More than any account may have, so a bound and not a page. */
const listedMax = 1000;

/** All of the account, ordered by URL. */
export async function listOidcProviders(
  tx: ReadTransaction,
  accountId: string,
): Promise<readonly OidcProviderRecord[]> {
  const prefix = ['oidc-provider', accountId];
  const entries = await tx.scan<OidcProviderRecord>({ prefix, limit: listedMax });
  return entries.map(({ value }) => value);
}

export function countOidcProviders(tx: ReadTransaction, accountId: string): Promise<number> {
  return countEntities(tx, ['oidc-provider', accountId]);
}

export function putOidcProvider(tx: Transaction, provider: OidcProviderRecord): void {
  tx.put(['oidc-provider', provider.accountId, provider.url], provider);
  touchAccount(tx, provider.accountId);
}

export function deleteOidcProvider(tx: Transaction, provider: OidcProviderRecord): void {
  tx.delete(['oidc-provider', provider.accountId, provider.url]);
  touchAccount(tx, provider.accountId);
}
