/** Page: IAM API Reference "RemoveUserFromGroup"; who is no member is removed without an error. */
import type { RemoveUserFromGroupRequest } from '@aws-sdk/client-iam';
import { RemoveUserFromGroup$ } from '@aws-sdk/client-iam';
import { deleteMember } from '../../../data/groups.ts';
import { nameKey } from '../../../data/identities.ts';
import { putUser } from '../../../data/users.ts';
import type { WriteOperation } from '../../../operation.ts';
import { groupName, userName } from '../constraints.ts';
import { groupAccess, groupNamed, userNamed } from '../entities.ts';

export const RemoveUserFromGroup: WriteOperation<RemoveUserFromGroupRequest, object> = {
  schema: RemoveUserFromGroup$,
  constraints: { GroupName: groupName, UserName: userName },
  async access(input, context) {
    const group = await groupAccess(context, input.GroupName);
    return [{ action: 'iam:RemoveUserFromGroup', ...group }];
  },
  mode: 'write',
  async handle(input, context) {
    const user = await userNamed(context, input.UserName ?? '');
    const group = await groupNamed(context, input.GroupName ?? '');
    const key = nameKey(group.name);
    if (!user.groups.includes(key)) return {};
    putUser(context.tx, { ...user, groups: user.groups.filter((name) => name !== key) });
    deleteMember(context.tx, group, user.name);
    return {};
  },
};
