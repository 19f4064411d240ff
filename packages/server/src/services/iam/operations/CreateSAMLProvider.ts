/** Page: IAM API Reference "CreateSAMLProvider". */
import type { CreateSAMLProviderRequest, CreateSAMLProviderResponse } from '@aws-sdk/client-iam';
import { CreateSAMLProvider$, EntityAlreadyExistsException$ } from '@aws-sdk/client-iam';
import { fail, failWith } from '@hallpass/wire';
import { newSamlProviderUuid } from '../../../data/ids.ts';
import {
  countSamlProviders,
  findSamlProvider,
  putSamlProvider,
  samlProviderArn,
} from '../../../data/saml-providers.ts';
import type { WriteOperation } from '../../../operation.ts';
import { caseSensitiveTagsOf } from '../case-sensitive-tags.ts';
import {
  assertionEncryptionMode,
  samlMetadata,
  samlPrivateKey,
  samlProviderName,
  tags,
} from '../constraints.ts';
import { newEntityAccess, ownerOf } from '../entities.ts';
import { checkQuota } from '../quotas.ts';
import { readSamlMetadata } from '../saml-metadata.ts';
import { validUntilMsOf, withPrivateKey } from '../saml-providers.ts';
import { requestTagsOf, tagsMember } from '../tagging.ts';

export const CreateSAMLProvider: WriteOperation<
  CreateSAMLProviderRequest,
  CreateSAMLProviderResponse
> = {
  schema: CreateSAMLProvider$,
  constraints: {
    Name: samlProviderName,
    SAMLMetadataDocument: samlMetadata,
    AssertionEncryptionMode: assertionEncryptionMode,
    AddPrivateKey: samlPrivateKey,
    Tags: tags,
  },
  access(input, context) {
    const entity = newEntityAccess(context, 'saml-provider', { path: '/', name: input.Name });
    const requestTags = requestTagsOf(input.Tags);
    const create = { action: 'iam:CreateSAMLProvider', ...entity, requestTags };
    return requestTags.length === 0
      ? [create]
      : [create, { action: 'iam:TagSAMLProvider', ...entity, requestTags }];
  },
  mode: 'write',
  async handle(input, context) {
    const { nowMs, tx } = context;
    const owner = ownerOf(context);
    const { accountId } = owner;
    const { Name: name = '', SAMLMetadataDocument: document = '' } = input;
    const assertionEncryption = input.AssertionEncryptionMode ?? 'Allowed';
    const providerTags = caseSensitiveTagsOf(input.Tags);
    if (assertionEncryption === 'Required' && input.AddPrivateKey === undefined) {
      throw failWith(
        'ValidationError',
        'Unable to set assertion encryption mode to Required because no private key is provided.',
      );
    }
    const metadata = readSamlMetadata(document);
    const privateKeys = withPrivateKey(context, [], input.AddPrivateKey);
    if ((await findSamlProvider(tx, accountId, name)) !== undefined) {
      throw fail(EntityAlreadyExistsException$, `Provider with name ${name} already exists.`);
    }
    checkQuota('SAMLProvidersPerAccount', (await countSamlProviders(tx, accountId)) + 1);
    const provider = {
      accountId,
      name,
      uuid: newSamlProviderUuid(),
      createdAtMs: nowMs,
      validUntilMs: validUntilMsOf(metadata, nowMs),
      assertionEncryption,
      privateKeys,
      tags: providerTags,
    };
    putSamlProvider(tx, provider, document);
    return { SAMLProviderArn: samlProviderArn(owner, name), ...tagsMember(providerTags) };
  },
};
