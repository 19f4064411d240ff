/** Page: IAM API Reference "TagUser". */
import type { TagUserRequest } from '@aws-sdk/client-iam';
import { TagUser$ } from '@aws-sdk/client-iam';
import { putUser } from '../../../data/users.ts';
import type { WriteOperation } from '../../../operation.ts';
import { userName, tags } from '../constraints.ts';
import { userAccess, userNamed } from '../entities.ts';
import { requestTagsOf, withTags } from '../tagging.ts';

export const TagUser: WriteOperation<TagUserRequest, object> = {
  schema: TagUser$,
  constraints: { UserName: userName, Tags: tags },
  async access(input, context) {
    const requestTags = requestTagsOf(input.Tags);
    return [{ action: 'iam:TagUser', ...(await userAccess(context, input.UserName)), requestTags }];
  },
  mode: 'write',
  async handle(input, context) {
    const user = await userNamed(context, input.UserName ?? '');
    putUser(context.tx, { ...user, tags: withTags(user.tags, input.Tags) });
    return {};
  },
};
