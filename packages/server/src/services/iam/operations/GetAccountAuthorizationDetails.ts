/** Page: IAM API Reference "GetAccountAuthorizationDetails". Documents are URL-encoded after RFC 3986. */
import type {
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse,
} from '@aws-sdk/client-iam';
import { GetAccountAuthorizationDetails$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { accountDetails, detailFilters } from '../account-details.ts';
import { paging } from '../constraints.ts';
import { pageEnd, pageStart } from '../paging.ts';

export const GetAccountAuthorizationDetails: ReadOperation<
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse
> = {
  schema: GetAccountAuthorizationDetails$,
  constraints: { Filter: { items: { enum: detailFilters } }, ...paging },
  access: () => [{ action: 'iam:GetAccountAuthorizationDetails', resource: '*' }],
  mode: 'read',
  async handle(input, context) {
    const { details, next } = await accountDetails(context, input.Filter, pageStart(input));
    return { ...details, ...pageEnd(next) };
  },
};
