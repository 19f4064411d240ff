/** Page: IAM API Reference "UntagUser". */
import type { UntagUserRequest } from '@aws-sdk/client-iam';
import { UntagUser$ } from '@aws-sdk/client-iam';
import { putUser } from '../../../data/users.ts';
import type { WriteOperation } from '../../../operation.ts';
import { userName, tagKeys } from '../constraints.ts';
import { userAccess, userNamed } from '../entities.ts';
import { withoutTags } from '../tagging.ts';

export const UntagUser: WriteOperation<UntagUserRequest, object> = {
  schema: UntagUser$,
  constraints: { UserName: userName, TagKeys: tagKeys },
  async access(input, context) {
    const entity = await userAccess(context, input.UserName);
    return [{ action: 'iam:UntagUser', ...entity, context: { 'aws:tagkeys': input.TagKeys } }];
  },
  mode: 'write',
  async handle(input, context) {
    const user = await userNamed(context, input.UserName ?? '');
    putUser(context.tx, { ...user, tags: withoutTags(user.tags, input.TagKeys) });
    return {};
  },
};
