/** Page: IAM API Reference "ListAttachedRolePolicies". Managed policies only. */
import type {
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse,
} from '@aws-sdk/client-iam';
import { ListAttachedRolePolicies$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { listAttachedPolicies } from '../attachments.ts';
import { paging, pathPrefix, roleName } from '../constraints.ts';
import { readHolderAccess } from '../policy-holders.ts';

export const ListAttachedRolePolicies: ReadOperation<
  ListAttachedRolePoliciesRequest,
  ListAttachedRolePoliciesResponse
> = {
  schema: ListAttachedRolePolicies$,
  constraints: { RoleName: roleName, PathPrefix: pathPrefix, ...paging },
  access: (input, context) =>
    readHolderAccess(context, 'iam:ListAttachedRolePolicies', {
      kind: 'role',
      name: input.RoleName,
    }),
  mode: 'read',
  handle: (input, context) =>
    listAttachedPolicies(context, { kind: 'role', name: input.RoleName }, input),
};
