/**
 * SAML identity providers of an account. The metadata document stands beside its record, so that
 * listings do not read documents. Pages: IAM UG "Create a SAML identity provider in IAM"; IAM API
 * Reference "GetSAMLProvider".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import type { Owner } from './arns.ts';
import { iamArn } from './arns.ts';
import { touchAccount } from './generations.ts';
import type { TaggedRecord } from './identities.ts';
import { countEntities, nameKey } from './identities.ts';
import type { Secrets } from './secrets.ts';
import { sealText } from './secrets.ts';

export type SamlPrivateKeyRecord = {
  readonly keyId: string;
  readonly addedAtMs: number;
  /** The PEM text, sealed under the master key. */
  readonly sealedPem: string;
};

export type AssertionEncryption = 'Allowed' | 'Required';

export type SamlProviderRecord = TaggedRecord & {
  readonly accountId: string;
  readonly name: string;
  /** `SAMLSP…`: the last part of the provider's own sign-in URL. */
  readonly uuid: string;
  readonly createdAtMs: number;
  readonly validUntilMs: number;
  readonly assertionEncryption: AssertionEncryption;
  /** At most two, oldest first. */
  readonly privateKeys: readonly SamlPrivateKeyRecord[];
};

const purpose = 'saml-private-key';

export function sealSamlPrivateKey(secrets: Secrets, pem: string): string {
  return sealText(secrets, purpose, pem);
}

export function samlProviderArn(owner: Owner, name: string): string {
  return iamArn(owner, 'saml-provider', `/${name}`);
}

/** The provider of this name, ignoring case: what a new one would collide with. */
export function findSamlProvider(
  tx: ReadTransaction,
  accountId: string,
  name: string,
): Eventually<SamlProviderRecord | undefined> {
  return tx.get<SamlProviderRecord>(['saml-provider', accountId, nameKey(name)]);
}

export async function samlMetadataOf(
  tx: ReadTransaction,
  provider: SamlProviderRecord,
): Promise<string> {
  const key = ['saml-metadata', provider.accountId, nameKey(provider.name)];
  const document = await tx.get<string>(key);
  if (document === undefined) throw new Error(`metadata of ${provider.name} is missing`);
  return document;
}

/** More than any account may have, so a bound and not a page. */
const listedMax = 1000;

/** All of the account, ordered by name. */
export async function listSamlProviders(
  tx: ReadTransaction,
  accountId: string,
): Promise<readonly SamlProviderRecord[]> {
  const prefix = ['saml-provider', accountId];
  const entries = await tx.scan<SamlProviderRecord>({ prefix, limit: listedMax });
  return entries.map(({ value }) => value);
}

export function countSamlProviders(tx: ReadTransaction, accountId: string): Promise<number> {
  return countEntities(tx, ['saml-provider', accountId]);
}

/** `metadata` is left out where the document stays as it is. */
export function putSamlProvider(
  tx: Transaction,
  provider: SamlProviderRecord,
  metadata?: string,
): void {
  const { accountId, name } = provider;
  tx.put(['saml-provider', accountId, nameKey(name)], provider);
  if (metadata !== undefined) tx.put(['saml-metadata', accountId, nameKey(name)], metadata);
  touchAccount(tx, accountId);
}

export function deleteSamlProvider(tx: Transaction, { accountId, name }: SamlProviderRecord): void {
  tx.delete(['saml-provider', accountId, nameKey(name)]);
  tx.delete(['saml-metadata', accountId, nameKey(name)]);
  touchAccount(tx, accountId);
}
