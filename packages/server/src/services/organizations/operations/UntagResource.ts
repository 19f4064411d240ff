/** Page: ORG API Reference "UntagResource". */
import type { UntagResourceRequest } from '@aws-sdk/client-organizations';
import { UntagResource$ } from '@aws-sdk/client-organizations';
import { removeTags } from '../../../data/tags.ts';
import type { WriteOperation } from '../../../operation.ts';
import { managedOrganization } from '../membership.ts';
import { taggedAccess, taggedResource } from '../tagged-resources.ts';

export const UntagResource: WriteOperation<UntagResourceRequest, object> = {
  schema: UntagResource$,
  access: async (input, context) => {
    const tagged = await taggedAccess(context, input.ResourceId);
    const keys = { ...tagged.context, 'aws:tagkeys': input.TagKeys ?? [] };
    return [{ action: 'organizations:UntagResource', ...tagged, context: keys }];
  },
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const resource = await taggedResource(context.tx, organization, input.ResourceId);
    resource.put(removeTags(resource.tags, input.TagKeys ?? []));
    return {};
  },
};
