/** Page: IAM API Reference "ListUserPolicies". Names only. */
import type { ListUserPoliciesRequest, ListUserPoliciesResponse } from '@aws-sdk/client-iam';
import { ListUserPolicies$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { paging, userName } from '../constraints.ts';
import { listInlinePolicies } from '../inline-policies.ts';
import { readHolderAccess } from '../policy-holders.ts';

export const ListUserPolicies: ReadOperation<ListUserPoliciesRequest, ListUserPoliciesResponse> = {
  schema: ListUserPolicies$,
  constraints: { UserName: userName, ...paging },
  access: (input, context) =>
    readHolderAccess(context, 'iam:ListUserPolicies', { kind: 'user', name: input.UserName }),
  mode: 'read',
  handle: (input, context) =>
    listInlinePolicies(context, { kind: 'user', name: input.UserName }, input),
};
