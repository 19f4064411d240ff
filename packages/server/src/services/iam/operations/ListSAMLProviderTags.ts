/** Page: IAM API Reference "ListSAMLProviderTags" (sorted by tag key). */
import type {
  ListSAMLProviderTagsRequest,
  ListSAMLProviderTagsResponse,
} from '@aws-sdk/client-iam';
import { ListSAMLProviderTags$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { arn, paging } from '../constraints.ts';
import { samlProviderAccess, samlProviderNamed } from '../saml-providers.ts';
import { tagPage } from '../tagging.ts';

export const ListSAMLProviderTags: ReadOperation<
  ListSAMLProviderTagsRequest,
  ListSAMLProviderTagsResponse
> = {
  schema: ListSAMLProviderTags$,
  constraints: { SAMLProviderArn: arn, ...paging },
  async access(input, context) {
    const provider = await samlProviderAccess(context, input.SAMLProviderArn);
    return [{ action: 'iam:ListSAMLProviderTags', ...provider }];
  },
  mode: 'read',
  async handle(input, context) {
    const provider = await samlProviderNamed(context, input.SAMLProviderArn ?? '');
    return tagPage(provider.tags, input);
  },
};
