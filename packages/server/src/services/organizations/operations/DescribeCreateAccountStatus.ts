/** Page: ORG API Reference "DescribeCreateAccountStatus". */
import type {
  DescribeCreateAccountStatusRequest,
  DescribeCreateAccountStatusResponse,
} from '@aws-sdk/client-organizations';
import {
  CreateAccountStatusNotFoundException$,
  DescribeCreateAccountStatus$,
} from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';
import { findAccountCreation } from '../../../data/account-creations.ts';
import type { ReadOperation } from '../../../operation.ts';
import { managedOrganization } from '../membership.ts';
import { accountCreationOutput } from '../outputs.ts';

export const DescribeCreateAccountStatus: ReadOperation<
  DescribeCreateAccountStatusRequest,
  DescribeCreateAccountStatusResponse
> = {
  schema: DescribeCreateAccountStatus$,
  constraints: { CreateAccountRequestId: { pattern: /car-[a-z0-9]{8,32}/ } },
  access: () => [{ action: 'organizations:DescribeCreateAccountStatus', resource: '*' }],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const id = input.CreateAccountRequestId ?? '';
    const creation = await findAccountCreation(context.tx, organization.id, id);
    if (creation === undefined) {
      throw fail(
        CreateAccountStatusNotFoundException$,
        "We can't find a create account request with the CreateAccountRequestId that you specified.",
      );
    }
    return { CreateAccountStatus: accountCreationOutput(creation) };
  },
};
