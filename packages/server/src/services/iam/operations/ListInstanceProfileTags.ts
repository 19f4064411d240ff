/** Page: IAM API Reference "ListInstanceProfileTags". */
import type {
  ListInstanceProfileTagsRequest,
  ListInstanceProfileTagsResponse,
} from '@aws-sdk/client-iam';
import { ListInstanceProfileTags$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { instanceProfileName, paging } from '../constraints.ts';
import { instanceProfileAccess, instanceProfileNamed } from '../instance-profiles.ts';
import { tagPage } from '../tagging.ts';

export const ListInstanceProfileTags: ReadOperation<
  ListInstanceProfileTagsRequest,
  ListInstanceProfileTagsResponse
> = {
  schema: ListInstanceProfileTags$,
  constraints: { InstanceProfileName: instanceProfileName, ...paging },
  async access(input, context) {
    const entity = await instanceProfileAccess(context, input.InstanceProfileName);
    return [{ action: 'iam:ListInstanceProfileTags', ...entity }];
  },
  mode: 'read',
  async handle(input, context) {
    const profile = await instanceProfileNamed(context, input.InstanceProfileName ?? '');
    return tagPage(profile.tags, input);
  },
};
