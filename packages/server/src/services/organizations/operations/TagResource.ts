/** Page: ORG API Reference "TagResource". */
import type { TagResourceRequest } from '@aws-sdk/client-organizations';
import { TagResource$ } from '@aws-sdk/client-organizations';
import { mergeTags } from '../../../data/tags.ts';
import type { WriteOperation } from '../../../operation.ts';
import { managedOrganization } from '../membership.ts';
import { taggedAccess, taggedResource } from '../tagged-resources.ts';
import { requestTags } from '../tagging.ts';

export const TagResource: WriteOperation<TagResourceRequest, object> = {
  schema: TagResource$,
  access: async (input, context) => [
    {
      action: 'organizations:TagResource',
      ...(await taggedAccess(context, input.ResourceId)),
      requestTags: requestTags(input.Tags),
    },
  ],
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const resource = await taggedResource(context.tx, organization, input.ResourceId);
    const tags = mergeTags(resource.tags, requestTags(input.Tags));
    requestTags(tags.map(({ key, value }) => ({ Key: key, Value: value })));
    resource.put(tags);
    return {};
  },
};
