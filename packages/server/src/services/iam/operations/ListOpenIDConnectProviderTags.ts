/** Page: IAM API Reference "ListOpenIDConnectProviderTags" (sorted by tag key). */
import type {
  ListOpenIDConnectProviderTagsRequest,
  ListOpenIDConnectProviderTagsResponse,
} from '@aws-sdk/client-iam';
import { ListOpenIDConnectProviderTags$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { arn, paging } from '../constraints.ts';
import { oidcProviderAccess, oidcProviderNamed } from '../oidc-providers.ts';
import { tagPage } from '../tagging.ts';

export const ListOpenIDConnectProviderTags: ReadOperation<
  ListOpenIDConnectProviderTagsRequest,
  ListOpenIDConnectProviderTagsResponse
> = {
  schema: ListOpenIDConnectProviderTags$,
  constraints: { OpenIDConnectProviderArn: arn, ...paging },
  async access(input, context) {
    const provider = await oidcProviderAccess(context, input.OpenIDConnectProviderArn);
    return [{ action: 'iam:ListOpenIDConnectProviderTags', ...provider }];
  },
  mode: 'read',
  async handle(input, context) {
    const provider = await oidcProviderNamed(context, input.OpenIDConnectProviderArn ?? '');
    return tagPage(provider.tags, input);
  },
};
