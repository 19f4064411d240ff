/** Page: IAM API Reference "TagOpenIDConnectProvider". */
import type { TagOpenIDConnectProviderRequest } from '@aws-sdk/client-iam';
import { TagOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import { putOidcProvider } from '../../../data/oidc-providers.ts';
import type { WriteOperation } from '../../../operation.ts';
import { withCaseSensitiveTags } from '../case-sensitive-tags.ts';
import { arn, tags } from '../constraints.ts';
import { oidcProviderAccess, oidcProviderNamed } from '../oidc-providers.ts';
import { requestTagsOf } from '../tagging.ts';

export const TagOpenIDConnectProvider: WriteOperation<TagOpenIDConnectProviderRequest, object> = {
  schema: TagOpenIDConnectProvider$,
  constraints: { OpenIDConnectProviderArn: arn, Tags: tags },
  async access(input, context) {
    const requestTags = requestTagsOf(input.Tags);
    const provider = await oidcProviderAccess(context, input.OpenIDConnectProviderArn);
    return [{ action: 'iam:TagOpenIDConnectProvider', ...provider, requestTags }];
  },
  mode: 'write',
  async handle(input, context) {
    const provider = await oidcProviderNamed(context, input.OpenIDConnectProviderArn ?? '');
    const merged = withCaseSensitiveTags(provider.tags, input.Tags);
    putOidcProvider(context.tx, { ...provider, tags: merged });
    return {};
  },
};
