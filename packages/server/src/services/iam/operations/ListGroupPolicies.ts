/** Page: IAM API Reference "ListGroupPolicies". Names only. */
import type { ListGroupPoliciesRequest, ListGroupPoliciesResponse } from '@aws-sdk/client-iam';
import { ListGroupPolicies$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { groupName, paging } from '../constraints.ts';
import { listInlinePolicies } from '../inline-policies.ts';
import { readHolderAccess } from '../policy-holders.ts';

export const ListGroupPolicies: ReadOperation<ListGroupPoliciesRequest, ListGroupPoliciesResponse> =
  {
    schema: ListGroupPolicies$,
    constraints: { GroupName: groupName, ...paging },
    access: (input, context) =>
      readHolderAccess(context, 'iam:ListGroupPolicies', { kind: 'group', name: input.GroupName }),
    mode: 'read',
    handle: (input, context) =>
      listInlinePolicies(context, { kind: 'group', name: input.GroupName }, input),
  };
