/** Page: ORG API Reference "ListAccountsForParent". */
import type {
  ListAccountsForParentRequest,
  ListAccountsForParentResponse,
} from '@aws-sdk/client-organizations';
import { ListAccountsForParent$ } from '@aws-sdk/client-organizations';
import { listChildIds } from '../../../data/organizations.ts';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { accountIn, nodeAt } from '../nodes.ts';
import { accountOutput } from '../outputs.ts';
import { idPage, pageAfter, pageConstraints, pageLimit } from '../paging.ts';
import type { ReadOperation } from '../../../operation.ts';

export const ListAccountsForParent: ReadOperation<
  ListAccountsForParentRequest,
  ListAccountsForParentResponse
> = {
  schema: ListAccountsForParent$,
  constraints: pageConstraints,
  access: async (input, context) => [
    {
      action: 'organizations:ListAccountsForParent',
      ...(await nodeAccess(context, input.ParentId)),
    },
  ],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const { tx } = context;
    const parent = await nodeAt(tx, organization, { place: 'parent', id: input.ParentId });
    const after = pageAfter(input);
    const limit = pageLimit(input);
    const ids = await listChildIds(tx, parent, {
      kind: 'ACCOUNT',
      limit: limit + 1,
      ...(after === undefined ? {} : { after }),
    });
    const { ids: shown, ...more } = idPage(ids, limit);
    const accounts = [];
    for (const id of shown) accounts.push(await accountIn(tx, organization, id));
    return { Accounts: accounts.map((account) => accountOutput(organization, account)), ...more };
  },
};
