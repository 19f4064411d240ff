/** Page: IAM API Reference "TagSAMLProvider". */
import type { TagSAMLProviderRequest } from '@aws-sdk/client-iam';
import { TagSAMLProvider$ } from '@aws-sdk/client-iam';
import { putSamlProvider } from '../../../data/saml-providers.ts';
import type { WriteOperation } from '../../../operation.ts';
import { withCaseSensitiveTags } from '../case-sensitive-tags.ts';
import { arn, tags } from '../constraints.ts';
import { samlProviderAccess, samlProviderNamed } from '../saml-providers.ts';
import { requestTagsOf } from '../tagging.ts';

export const TagSAMLProvider: WriteOperation<TagSAMLProviderRequest, object> = {
  schema: TagSAMLProvider$,
  constraints: { SAMLProviderArn: arn, Tags: tags },
  async access(input, context) {
    const requestTags = requestTagsOf(input.Tags);
    const provider = await samlProviderAccess(context, input.SAMLProviderArn);
    return [{ action: 'iam:TagSAMLProvider', ...provider, requestTags }];
  },
  mode: 'write',
  async handle(input, context) {
    const provider = await samlProviderNamed(context, input.SAMLProviderArn ?? '');
    const merged = withCaseSensitiveTags(provider.tags, input.Tags);
    putSamlProvider(context.tx, { ...provider, tags: merged });
    return {};
  },
};
