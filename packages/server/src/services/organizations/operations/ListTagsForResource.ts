/** Page: ORG API Reference "ListTagsForResource". At most fifty: one page. */
import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
} from '@aws-sdk/client-organizations';
import { ListTagsForResource$ } from '@aws-sdk/client-organizations';
import type { ReadOperation } from '../../../operation.ts';
import { managedOrganization } from '../membership.ts';
import { resourceTags, taggedAccess } from '../tagged-resources.ts';

export const ListTagsForResource: ReadOperation<
  ListTagsForResourceRequest,
  ListTagsForResourceResponse
> = {
  schema: ListTagsForResource$,
  access: async (input, context) => [
    {
      action: 'organizations:ListTagsForResource',
      ...(await taggedAccess(context, input.ResourceId)),
    },
  ],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const tags = await resourceTags(context.tx, organization, input.ResourceId);
    return { Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })) };
  },
};
