/** Page: IAM API Reference "ListRolePolicies". Names only. */
import type { ListRolePoliciesRequest, ListRolePoliciesResponse } from '@aws-sdk/client-iam';
import { ListRolePolicies$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { paging, roleName } from '../constraints.ts';
import { listInlinePolicies } from '../inline-policies.ts';
import { readHolderAccess } from '../policy-holders.ts';

export const ListRolePolicies: ReadOperation<ListRolePoliciesRequest, ListRolePoliciesResponse> = {
  schema: ListRolePolicies$,
  constraints: { RoleName: roleName, ...paging },
  access: (input, context) =>
    readHolderAccess(context, 'iam:ListRolePolicies', { kind: 'role', name: input.RoleName }),
  mode: 'read',
  handle: (input, context) =>
    listInlinePolicies(context, { kind: 'role', name: input.RoleName }, input),
};
