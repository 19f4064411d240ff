/**
 * Page: IAM API Reference "UpdateSAMLProvider"; IAM UG "Manage SAML encryption keys": a key is
 * added first and the old one removed by another request.
 */
import type { UpdateSAMLProviderRequest, UpdateSAMLProviderResponse } from '@aws-sdk/client-iam';
import { InvalidInputException$, UpdateSAMLProvider$ } from '@aws-sdk/client-iam';
import { fail, failWith } from '@hallpass/wire';
import type { SamlProviderRecord } from '../../../data/saml-providers.ts';
import { putSamlProvider } from '../../../data/saml-providers.ts';
import type { WriteContext, WriteOperation } from '../../../operation.ts';
import {
  arn,
  assertionEncryptionMode,
  samlMetadata,
  samlPrivateKey,
  samlPrivateKeyId,
} from '../constraints.ts';
import { readSamlMetadata } from '../saml-metadata.ts';
import {
  samlProviderAccess,
  samlProviderNamed,
  validUntilMsOf,
  withPrivateKey,
  withoutPrivateKey,
} from '../saml-providers.ts';

function checkRequest(input: UpdateSAMLProviderRequest): void {
  const { SAMLMetadataDocument, AssertionEncryptionMode, AddPrivateKey, RemovePrivateKey } = input;
  if (AddPrivateKey !== undefined && RemovePrivateKey !== undefined) {
    throw failWith(
      'ValidationError',
      'Unable to add and remove private keys in the same request. Set a value for only one of the two parameters.',
    );
  }
  if (SAMLMetadataDocument ?? AssertionEncryptionMode ?? AddPrivateKey ?? RemovePrivateKey) return;
  throw failWith(
    'ValidationError',
    'Unable to update identity provider. No updates are defined for metadata or encryption assertion.',
  );
}

function updated(
  context: WriteContext,
  provider: SamlProviderRecord,
  input: UpdateSAMLProviderRequest,
): SamlProviderRecord {
  const { SAMLMetadataDocument: document, AssertionEncryptionMode: mode } = input;
  const changed: SamlProviderRecord = {
    ...provider,
    ...(mode === undefined ? {} : { assertionEncryption: mode }),
    privateKeys: withPrivateKey(context, provider.privateKeys, input.AddPrivateKey),
    ...(document === undefined
      ? {}
      : { validUntilMs: validUntilMsOf(readSamlMetadata(document), context.nowMs) }),
  };
  const privateKeys = withoutPrivateKey(changed, input.RemovePrivateKey);
  if (changed.assertionEncryption === 'Required' && privateKeys.length === 0) {
    throw fail(
      InvalidInputException$,
      'Failed to set assertion encryption mode to Required because no private key is present.',
    );
  }
  return { ...changed, privateKeys };
}

export const UpdateSAMLProvider: WriteOperation<
  UpdateSAMLProviderRequest,
  UpdateSAMLProviderResponse
> = {
  schema: UpdateSAMLProvider$,
  constraints: {
    SAMLProviderArn: arn,
    SAMLMetadataDocument: samlMetadata,
    AssertionEncryptionMode: assertionEncryptionMode,
    AddPrivateKey: samlPrivateKey,
    RemovePrivateKey: samlPrivateKeyId,
  },
  async access(input, context) {
    const provider = await samlProviderAccess(context, input.SAMLProviderArn);
    return [{ action: 'iam:UpdateSAMLProvider', ...provider }];
  },
  mode: 'write',
  async handle(input, context) {
    const { SAMLProviderArn: providerArn = '' } = input;
    checkRequest(input);
    const provider = await samlProviderNamed(context, providerArn);
    const changed = updated(context, provider, input);
    putSamlProvider(context.tx, changed, input.SAMLMetadataDocument);
    return { SAMLProviderArn: providerArn };
  },
};
