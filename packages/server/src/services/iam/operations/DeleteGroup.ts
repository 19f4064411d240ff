/** Page: IAM API Reference "DeleteGroup" (neither members nor policies may be left). */
import type { DeleteGroupRequest } from '@aws-sdk/client-iam';
import { DeleteGroup$ } from '@aws-sdk/client-iam';
import { deleteGroup, listMembers } from '../../../data/groups.ts';
import type { WriteOperation } from '../../../operation.ts';
import { groupName } from '../constraints.ts';
import { groupAccess, groupNamed } from '../entities.ts';
import { deleteConflict } from '../users.ts';

export const DeleteGroup: WriteOperation<DeleteGroupRequest, object> = {
  schema: DeleteGroup$,
  constraints: { GroupName: groupName },
  async access(input, context) {
    return [{ action: 'iam:DeleteGroup', ...(await groupAccess(context, input.GroupName)) }];
  },
  mode: 'write',
  async handle(input, context) {
    const group = await groupNamed(context, input.GroupName ?? '');
    const members = await listMembers(context.tx, group, { limit: 1 });
    if (members.length > 0) throw deleteConflict('remove users from group');
    if (group.attachedPolicyArns.length > 0) throw deleteConflict('detach all policies');
    if (Object.keys(group.inlinePolicies).length > 0) throw deleteConflict('delete policies');
    deleteGroup(context.tx, group);
    return {};
  },
};
