/** Page: ORG API Reference "DescribeAccount". */
import type {
  DescribeAccountRequest,
  DescribeAccountResponse,
} from '@aws-sdk/client-organizations';
import { DescribeAccount$ } from '@aws-sdk/client-organizations';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { accountIn } from '../nodes.ts';
import { accountOutput } from '../outputs.ts';
import type { ReadOperation } from '../../../operation.ts';

export const DescribeAccount: ReadOperation<DescribeAccountRequest, DescribeAccountResponse> = {
  schema: DescribeAccount$,
  access: async (input, context) => [
    { action: 'organizations:DescribeAccount', ...(await nodeAccess(context, input.AccountId)) },
  ],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const account = await accountIn(context.tx, organization, input.AccountId);
    return { Account: accountOutput(organization, account) };
  },
};
