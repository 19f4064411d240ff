/** Page: IAM API Reference "GetAccountSummary" (the keys and their meaning). */
import type { GetAccountSummaryResponse } from '@aws-sdk/client-iam';
import { GetAccountSummary$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { accountQuotas, accountUsage } from '../account-summary.ts';

export const GetAccountSummary: ReadOperation<object, GetAccountSummaryResponse> = {
  schema: GetAccountSummary$,
  access: () => [{ action: 'iam:GetAccountSummary', resource: '*' }],
  mode: 'read',
  async handle(_input, context) {
    return { SummaryMap: { ...accountQuotas, ...(await accountUsage(context)) } };
  },
};
