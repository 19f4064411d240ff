/** Page: IAM API Reference "ListUserTags" (sorted by tag key). */
import type { ListUserTagsRequest, ListUserTagsResponse } from '@aws-sdk/client-iam';
import { ListUserTags$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { paging, userName } from '../constraints.ts';
import { userAccess, userNamed } from '../entities.ts';
import { tagPage } from '../tagging.ts';

export const ListUserTags: ReadOperation<ListUserTagsRequest, ListUserTagsResponse> = {
  schema: ListUserTags$,
  constraints: { ...paging, UserName: userName },
  async access(input, context) {
    return [{ action: 'iam:ListUserTags', ...(await userAccess(context, input.UserName)) }];
  },
  mode: 'read',
  async handle(input, context) {
    const user = await userNamed(context, input.UserName ?? '');
    return tagPage(user.tags, input);
  },
};
