/** Page: IAM API Reference "GetGroup" (the group and, page by page, its users). */
import type { GetGroupRequest, GetGroupResponse } from '@aws-sdk/client-iam';
import { GetGroup$ } from '@aws-sdk/client-iam';
import { listMembers } from '../../../data/groups.ts';
import type { UserRecord } from '../../../data/users.ts';
import { findUser } from '../../../data/users.ts';
import type { ReadOperation } from '../../../operation.ts';
import { groupName, paging } from '../constraints.ts';
import { groupAccess, groupNamed } from '../entities.ts';
import { shownGroup } from '../groups.ts';
import { pageEnd, pageStart } from '../paging.ts';
import { listedUsers } from '../users.ts';

export const GetGroup: ReadOperation<GetGroupRequest, GetGroupResponse> = {
  schema: GetGroup$,
  constraints: { ...paging, GroupName: groupName },
  async access(input, context) {
    return [{ action: 'iam:GetGroup', ...(await groupAccess(context, input.GroupName)) }];
  },
  mode: 'read',
  async handle(input, context) {
    const group = await groupNamed(context, input.GroupName ?? '');
    const start = pageStart(input);
    const names = await listMembers(context.tx, group, { ...start, limit: start.limit + 1 });
    const users: UserRecord[] = [];
    for (const name of names.slice(0, start.limit)) {
      const user = await findUser(context.tx, group.accountId, name);
      if (user === undefined) throw new Error(`member ${name} of group ${group.name} is missing`);
      users.push(user);
    }
    return {
      Group: shownGroup(context, group),
      Users: await listedUsers(context, users),
      ...pageEnd(names.length > start.limit ? names[start.limit - 1] : undefined),
    };
  },
};
