/** Page: IAM API Reference "ListGroups". */
import type { ListGroupsRequest, ListGroupsResponse } from '@aws-sdk/client-iam';
import { ListGroups$ } from '@aws-sdk/client-iam';
import { listGroups } from '../../../data/groups.ts';
import type { ReadOperation } from '../../../operation.ts';
import { paging, pathPrefix } from '../constraints.ts';
import { ownerOf, pathAccess } from '../entities.ts';
import { shownGroup } from '../groups.ts';
import { pageStart, pagingOf } from '../paging.ts';

export const ListGroups: ReadOperation<ListGroupsRequest, ListGroupsResponse> = {
  schema: ListGroups$,
  constraints: { ...paging, PathPrefix: pathPrefix },
  access(input, context) {
    return [{ action: 'iam:ListGroups', ...pathAccess(context, 'group', input.PathPrefix) }];
  },
  mode: 'read',
  async handle(input, context) {
    const { accountId } = ownerOf(context);
    const page = await listGroups(context.tx, accountId, {
      ...pageStart(input),
      pathPrefix: input.PathPrefix ?? '/',
    });
    const groups = page.items.map((group) => shownGroup(context, group));
    return { Groups: groups, ...pagingOf(page) };
  },
};
