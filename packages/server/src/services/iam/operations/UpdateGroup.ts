/**
 * Page: IAM API Reference "UpdateGroup": whoever renames needs permission on the old and the new
 * name. Members and policies stay with the group, whose unique id does not change.
 */
import type { UpdateGroupRequest } from '@aws-sdk/client-iam';
import { UpdateGroup$ } from '@aws-sdk/client-iam';
import type { Transaction } from '@hallpass/store';
import type { GroupRecord } from '../../../data/groups.ts';
import {
  deleteGroup,
  deleteMember,
  findGroup,
  listMembers,
  putGroup,
  putMember,
} from '../../../data/groups.ts';
import { nameKey } from '../../../data/identities.ts';
import { moveAttachments } from '../../../data/managed-policies.ts';
import { findUser, putUser } from '../../../data/users.ts';
import type { WriteOperation } from '../../../operation.ts';
import { groupName, newPath, renamedGroupName } from '../constraints.ts';
import { groupAccess, groupNamed, newEntityAccess, ownerOf } from '../entities.ts';
import { quotas } from '../quotas.ts';
import { groupExists } from '../users.ts';

/** Members know their groups by name, and the group its members. */
async function moveMembers(
  tx: Transaction,
  former: GroupRecord,
  group: GroupRecord,
): Promise<void> {
  const limit = quotas.UsersPerAccount;
  const [oldKey, newKey] = [nameKey(former.name), nameKey(group.name)];
  for (const name of await listMembers(tx, former, { limit })) {
    const user = await findUser(tx, former.accountId, name);
    if (user === undefined) throw new Error(`member ${name} of group ${former.name} is missing`);
    deleteMember(tx, former, name);
    putMember(tx, group, name);
    const groups = user.groups.map((key) => (key === oldKey ? newKey : key));
    putUser(tx, { ...user, groups });
  }
}

async function moveGroup(tx: Transaction, former: GroupRecord, group: GroupRecord): Promise<void> {
  const { accountId, name } = former;
  if (nameKey(name) !== nameKey(group.name)) await moveMembers(tx, former, group);
  const attachments = former.attachedPolicyArns.map((policyArn) => ({
    accountId,
    policyArn,
    usage: 'PermissionsPolicy' as const,
    kind: 'group' as const,
    name,
  }));
  moveAttachments(tx, attachments, group.name);
  deleteGroup(tx, former);
  putGroup(tx, group);
}

export const UpdateGroup: WriteOperation<UpdateGroupRequest, object> = {
  schema: UpdateGroup$,
  constraints: { GroupName: groupName, NewGroupName: renamedGroupName, NewPath: newPath },
  async access(input, context) {
    const action = 'iam:UpdateGroup';
    const current = await groupAccess(context, input.GroupName);
    if (input.NewGroupName === undefined && input.NewPath === undefined) {
      return [{ action, ...current }];
    }
    const group = await findGroup(context.tx, ownerOf(context).accountId, input.GroupName ?? '');
    const target = newEntityAccess(context, 'group', {
      path: input.NewPath ?? group?.path,
      name: input.NewGroupName ?? group?.name ?? input.GroupName,
    });
    return [
      { action, ...current },
      { action, ...target },
    ];
  },
  mode: 'write',
  async handle(input, context) {
    const { tx } = context;
    const former = await groupNamed(context, input.GroupName ?? '');
    const group: GroupRecord = {
      ...former,
      name: input.NewGroupName ?? former.name,
      path: input.NewPath ?? former.path,
    };
    const isOtherKey = nameKey(group.name) !== nameKey(former.name);
    if (isOtherKey && (await findGroup(tx, former.accountId, group.name)) !== undefined) {
      throw groupExists(group.name);
    }
    await moveGroup(tx, former, group);
    return {};
  },
};
