/** Page: IAM API Reference "ListAttachedGroupPolicies". Managed policies only. */
import type {
  ListAttachedGroupPoliciesRequest,
  ListAttachedGroupPoliciesResponse,
} from '@aws-sdk/client-iam';
import { ListAttachedGroupPolicies$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { listAttachedPolicies } from '../attachments.ts';
import { groupName, paging, pathPrefix } from '../constraints.ts';
import { readHolderAccess } from '../policy-holders.ts';

export const ListAttachedGroupPolicies: ReadOperation<
  ListAttachedGroupPoliciesRequest,
  ListAttachedGroupPoliciesResponse
> = {
  schema: ListAttachedGroupPolicies$,
  constraints: { GroupName: groupName, PathPrefix: pathPrefix, ...paging },
  access: (input, context) =>
    readHolderAccess(context, 'iam:ListAttachedGroupPolicies', {
      kind: 'group',
      name: input.GroupName,
    }),
  mode: 'read',
  handle: (input, context) =>
    listAttachedPolicies(context, { kind: 'group', name: input.GroupName }, input),
};
