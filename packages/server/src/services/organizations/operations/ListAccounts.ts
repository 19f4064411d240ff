/** Page: ORG API Reference "ListAccounts". */
import type { ListAccountsRequest, ListAccountsResponse } from '@aws-sdk/client-organizations';
import { ListAccounts$ } from '@aws-sdk/client-organizations';
import { organizationNodes } from '../../../data/organizations.ts';
import { managedOrganization } from '../membership.ts';
import { accountIn } from '../nodes.ts';
import { accountOutput } from '../outputs.ts';
import { idPage, pageAfter, pageConstraints, pageLimit } from '../paging.ts';
import type { ReadOperation } from '../../../operation.ts';

export const ListAccounts: ReadOperation<ListAccountsRequest, ListAccountsResponse> = {
  schema: ListAccounts$,
  constraints: pageConstraints,
  access: () => [{ action: 'organizations:ListAccounts', resource: '*' }],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const after = pageAfter(input) ?? '';
    const nodes = await organizationNodes(context.tx, organization.id);
    const ids = nodes
      .filter((node) => node.kind === 'ACCOUNT' && node.id > after)
      .map((node) => node.id);
    const { ids: shown, ...more } = idPage(ids, pageLimit(input));
    const accounts = [];
    for (const id of shown) accounts.push(await accountIn(context.tx, organization, id));
    return { Accounts: accounts.map((account) => accountOutput(organization, account)), ...more };
  },
};
