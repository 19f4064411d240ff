/** Page: IAM API Reference "GetSAMLProvider" (private keys are named, never shown). */
import type { GetSAMLProviderRequest, GetSAMLProviderResponse } from '@aws-sdk/client-iam';
import { GetSAMLProvider$ } from '@aws-sdk/client-iam';
import { samlMetadataOf } from '../../../data/saml-providers.ts';
import type { ReadOperation } from '../../../operation.ts';
import { arn } from '../constraints.ts';
import { samlProviderAccess, samlProviderNamed } from '../saml-providers.ts';
import { tagsToWire } from '../tagging.ts';

export const GetSAMLProvider: ReadOperation<GetSAMLProviderRequest, GetSAMLProviderResponse> = {
  schema: GetSAMLProvider$,
  constraints: { SAMLProviderArn: arn },
  async access(input, context) {
    const provider = await samlProviderAccess(context, input.SAMLProviderArn);
    return [{ action: 'iam:GetSAMLProvider', ...provider }];
  },
  mode: 'read',
  async handle(input, context) {
    const provider = await samlProviderNamed(context, input.SAMLProviderArn ?? '');
    return {
      SAMLProviderUUID: provider.uuid,
      SAMLMetadataDocument: await samlMetadataOf(context.tx, provider),
      CreateDate: new Date(provider.createdAtMs),
      ValidUntil: new Date(provider.validUntilMs),
      Tags: tagsToWire(provider.tags),
      AssertionEncryptionMode: provider.assertionEncryption,
      PrivateKeyList: provider.privateKeys.map(({ keyId, addedAtMs }) => ({
        KeyId: keyId,
        Timestamp: new Date(addedAtMs),
      })),
    };
  },
};
