/** Page: IAM API Reference "AddUserToGroup"; a member is added again without an error. */
import type { AddUserToGroupRequest } from '@aws-sdk/client-iam';
import { AddUserToGroup$ } from '@aws-sdk/client-iam';
import { putMember } from '../../../data/groups.ts';
import { nameKey } from '../../../data/identities.ts';
import { putUser } from '../../../data/users.ts';
import type { WriteOperation } from '../../../operation.ts';
import { groupName, userName } from '../constraints.ts';
import { groupAccess, groupNamed, userNamed } from '../entities.ts';
import { checkQuota } from '../quotas.ts';

export const AddUserToGroup: WriteOperation<AddUserToGroupRequest, object> = {
  schema: AddUserToGroup$,
  constraints: { GroupName: groupName, UserName: userName },
  async access(input, context) {
    return [{ action: 'iam:AddUserToGroup', ...(await groupAccess(context, input.GroupName)) }];
  },
  mode: 'write',
  async handle(input, context) {
    const { tx } = context;
    const user = await userNamed(context, input.UserName ?? '');
    const group = await groupNamed(context, input.GroupName ?? '');
    const key = nameKey(group.name);
    if (user.groups.includes(key)) return {};
    checkQuota('GroupsPerUser', user.groups.length + 1);
    putUser(tx, { ...user, groups: [...user.groups, key] });
    putMember(tx, group, user.name);
    return {};
  },
};
