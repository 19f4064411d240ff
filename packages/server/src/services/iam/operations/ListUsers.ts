/** Page: IAM API Reference "ListUsers". */
import type { ListUsersRequest, ListUsersResponse } from '@aws-sdk/client-iam';
import { ListUsers$ } from '@aws-sdk/client-iam';
import { listUsers } from '../../../data/users.ts';
import type { ReadOperation } from '../../../operation.ts';
import { paging, pathPrefix } from '../constraints.ts';
import { ownerOf, pathAccess } from '../entities.ts';
import { pageStart, pagingOf } from '../paging.ts';
import { listedUsers } from '../users.ts';

export const ListUsers: ReadOperation<ListUsersRequest, ListUsersResponse> = {
  schema: ListUsers$,
  constraints: { ...paging, PathPrefix: pathPrefix },
  access(input, context) {
    return [{ action: 'iam:ListUsers', ...pathAccess(context, 'user', input.PathPrefix) }];
  },
  mode: 'read',
  async handle(input, context) {
    const { accountId } = ownerOf(context);
    const page = await listUsers(context.tx, accountId, {
      ...pageStart(input),
      pathPrefix: input.PathPrefix ?? '/',
    });
    return { Users: await listedUsers(context, page.items), ...pagingOf(page) };
  },
};
