/** Page: IAM API Reference "ListAccountAliases" (there is one at most). */
import type { ListAccountAliasesRequest, ListAccountAliasesResponse } from '@aws-sdk/client-iam';
import { ListAccountAliases$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { paging } from '../constraints.ts';
import { ownAccount } from '../credential-owners.ts';
import { pageOf } from '../paging.ts';

export const ListAccountAliases: ReadOperation<
  ListAccountAliasesRequest,
  ListAccountAliasesResponse
> = {
  schema: ListAccountAliases$,
  constraints: paging,
  access: () => [{ action: 'iam:ListAccountAliases', resource: '*' }],
  mode: 'read',
  async handle(input, context) {
    const { alias } = await ownAccount(context);
    const aliases = alias === undefined ? [] : [alias];
    const { items, ...paging } = pageOf(aliases, input, (name) => name);
    return { AccountAliases: items, ...paging };
  },
};
