/** Page: IAM API Reference "ListGroupsForUser". */
import type { ListGroupsForUserRequest, ListGroupsForUserResponse } from '@aws-sdk/client-iam';
import { ListGroupsForUser$ } from '@aws-sdk/client-iam';
import { findGroup } from '../../../data/groups.ts';
import type { ReadOperation } from '../../../operation.ts';
import { paging, userName } from '../constraints.ts';
import { userAccess, userNamed } from '../entities.ts';
import { shownGroup } from '../groups.ts';
import { pageOf } from '../paging.ts';

export const ListGroupsForUser: ReadOperation<ListGroupsForUserRequest, ListGroupsForUserResponse> =
  {
    schema: ListGroupsForUser$,
    constraints: { ...paging, UserName: userName },
    async access(input, context) {
      return [{ action: 'iam:ListGroupsForUser', ...(await userAccess(context, input.UserName)) }];
    },
    mode: 'read',
    async handle(input, context) {
      const user = await userNamed(context, input.UserName ?? '');
      const { items, ...paging } = pageOf(user.groups, input, (name) => name);
      const groups = [];
      for (const name of items) {
        const group = await findGroup(context.tx, user.accountId, name);
        if (group === undefined) throw new Error(`group ${name} of user ${user.name} is missing`);
        groups.push(shownGroup(context, group));
      }
      return { Groups: groups, ...paging };
    },
  };
