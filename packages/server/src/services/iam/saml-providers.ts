/**
 * SAML providers as requests name them, and the keys that decrypt their assertions. Pages: IAM API
 * Reference "CreateSAMLProvider", "UpdateSAMLProvider"; IAM UG "Manage SAML encryption keys",
 * "Troubleshoot SAML federation with IAM".
 */
import { createPrivateKey } from 'node:crypto';
import {
  InvalidInputException$,
  LimitExceededException$,
  NoSuchEntityException$,
} from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { newSamlPrivateKeyId } from '../../data/ids.ts';
import type { SamlPrivateKeyRecord, SamlProviderRecord } from '../../data/saml-providers.ts';
import {
  findSamlProvider,
  samlProviderArn,
  sealSamlPrivateKey,
} from '../../data/saml-providers.ts';
import type { AccessContext, WriteContext } from '../../operation.ts';
import type { EntityAccess, EntityContext } from './entities.ts';
import { ownerOf } from './entities.ts';
import type { SamlMetadata } from './saml-metadata.ts';

async function ownSamlProvider(
  context: EntityContext,
  arn: string,
): Promise<SamlProviderRecord | undefined> {
  const owner = ownerOf(context);
  const prefix = samlProviderArn(owner, '');
  if (!arn.startsWith(prefix)) return undefined;
  const name = arn.slice(prefix.length);
  const provider = await findSamlProvider(context.tx, owner.accountId, name);
  return provider?.name === name ? provider : undefined;
}

export async function samlProviderNamed(
  context: EntityContext,
  arn: string,
): Promise<SamlProviderRecord> {
  const provider = await ownSamlProvider(context, arn);
  if (provider !== undefined) return provider;
  throw fail(NoSuchEntityException$, `Manifest not found for arn ${arn}`);
}

/** Asked for under the ARN that the request gives. */
export async function samlProviderAccess(
  context: AccessContext,
  arn: string | undefined,
): Promise<EntityAccess> {
  const resource = arn ?? '';
  const provider = await ownSamlProvider(context, resource);
  return provider === undefined ? { resource } : { resource, resourceTags: provider.tags };
}

/** RSA keys in PEM are what assertions can be decrypted with here; a passphrase cannot be given. */
function isRsaPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

const privateKeysMax = 2;

/** The keys of a provider with one more. */
export function withPrivateKey(
  context: WriteContext,
  keys: readonly SamlPrivateKeyRecord[],
  pem: string | undefined,
): readonly SamlPrivateKeyRecord[] {
  if (pem === undefined) return keys;
  if (keys.length >= privateKeysMax) {
    throw fail(LimitExceededException$, `Private key limit of ${privateKeysMax} is reached.`);
  }
  if (!isRsaPrivateKey(pem)) {
    throw fail(InvalidInputException$, 'Unable to parse private key');
  }
  const added = {
    keyId: newSamlPrivateKeyId(),
    addedAtMs: context.nowMs,
    sealedPem: sealSamlPrivateKey(context.server.secrets, pem),
  };
  return [...keys, added];
}

/** The keys of a provider without this one, which must be there and must not be the last needed. */
export function withoutPrivateKey(
  provider: SamlProviderRecord,
  keyId: string | undefined,
): readonly SamlPrivateKeyRecord[] {
  const { privateKeys, assertionEncryption } = provider;
  if (keyId === undefined) return privateKeys;
  const kept = privateKeys.filter((key) => key.keyId !== keyId);
  const isNeeded = kept.length === 0 && assertionEncryption === 'Required';
  if (kept.length === privateKeys.length || isNeeded) {
    throw fail(InvalidInputException$, 'Failed to remove private key.');
  }
  return kept;
}

const yearsValid = 100;

/** What the document says, else a hundred years, as AWS answers. */
export function validUntilMsOf({ validUntilMs }: SamlMetadata, nowMs: number): number {
  if (validUntilMs !== undefined) return validUntilMs;
  const until = new Date(nowMs);
  return until.setUTCFullYear(until.getUTCFullYear() + yearsValid);
}
