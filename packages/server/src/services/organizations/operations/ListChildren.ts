/** Page: ORG API Reference "ListChildren". */
import type { ListChildrenRequest, ListChildrenResponse } from '@aws-sdk/client-organizations';
import { ListChildren$ } from '@aws-sdk/client-organizations';
import { listChildIds } from '../../../data/organizations.ts';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { idPage, pageAfter, pageConstraints, pageLimit } from '../paging.ts';
import type { ReadOperation } from '../../../operation.ts';

export const ListChildren: ReadOperation<ListChildrenRequest, ListChildrenResponse> = {
  schema: ListChildren$,
  constraints: { ...pageConstraints, ChildType: { enum: ['ACCOUNT', 'ORGANIZATIONAL_UNIT'] } },
  access: async (input, context) => [
    { action: 'organizations:ListChildren', ...(await nodeAccess(context, input.ParentId)) },
  ],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const parent = await nodeAt(context.tx, organization, { place: 'parent', id: input.ParentId });
    const kind = input.ChildType ?? 'ACCOUNT';
    const after = pageAfter(input);
    const limit = pageLimit(input);
    const found = await listChildIds(context.tx, parent, {
      kind,
      limit: limit + 1,
      ...(after === undefined ? {} : { after }),
    });
    const { ids, ...more } = idPage(found, limit);
    return { Children: ids.map((id) => ({ Id: id, Type: kind })), ...more };
  },
};
