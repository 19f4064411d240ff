/** Page: ORG API Reference "RemoveAccountFromOrganization". */
import type { RemoveAccountFromOrganizationRequest } from '@aws-sdk/client-organizations';
import { RemoveAccountFromOrganization$ } from '@aws-sdk/client-organizations';
import type { WriteOperation } from '../../../operation.ts';
import { leave } from '../leaving.ts';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { accountIn } from '../nodes.ts';

export const RemoveAccountFromOrganization: WriteOperation<
  RemoveAccountFromOrganizationRequest,
  object
> = {
  schema: RemoveAccountFromOrganization$,
  access: async (input, context) => [
    {
      action: 'organizations:RemoveAccountFromOrganization',
      ...(await nodeAccess(context, input.AccountId)),
    },
  ],
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    await leave(context, organization, await accountIn(context.tx, organization, input.AccountId));
    return {};
  },
};
