/** Page: IAM API Reference "CreateGroup". */
import type { CreateGroupRequest, CreateGroupResponse } from '@aws-sdk/client-iam';
import { CreateGroup$ } from '@aws-sdk/client-iam';
import type { GroupRecord } from '../../../data/groups.ts';
import { countGroups, findGroup, putGroup } from '../../../data/groups.ts';
import { newUniqueId } from '../../../data/ids.ts';
import type { WriteOperation } from '../../../operation.ts';
import { groupName, path } from '../constraints.ts';
import { newEntityAccess, ownerOf } from '../entities.ts';
import { shownGroup } from '../groups.ts';
import { checkQuota } from '../quotas.ts';
import { groupExists } from '../users.ts';

export const CreateGroup: WriteOperation<CreateGroupRequest, CreateGroupResponse> = {
  schema: CreateGroup$,
  constraints: { GroupName: groupName, Path: path },
  access(input, context) {
    const group = newEntityAccess(context, 'group', { path: input.Path, name: input.GroupName });
    return [{ action: 'iam:CreateGroup', ...group }];
  },
  mode: 'write',
  async handle(input, context) {
    const { tx } = context;
    const { accountId } = ownerOf(context);
    const { GroupName: name = '' } = input;
    if ((await findGroup(tx, accountId, name)) !== undefined) throw groupExists(name);
    checkQuota('GroupsPerAccount', (await countGroups(tx, accountId)) + 1);
    const group: GroupRecord = {
      id: newUniqueId('group'),
      accountId,
      name,
      path: input.Path ?? '/',
      createdAtMs: context.nowMs,
      inlinePolicies: {},
      attachedPolicyArns: [],
    };
    putGroup(tx, group);
    return { Group: shownGroup(context, group) };
  },
};
