/** Page: IAM API Reference "ListAttachedUserPolicies". Managed policies only. */
import type {
  ListAttachedUserPoliciesRequest,
  ListAttachedUserPoliciesResponse,
} from '@aws-sdk/client-iam';
import { ListAttachedUserPolicies$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { listAttachedPolicies } from '../attachments.ts';
import { paging, pathPrefix, userName } from '../constraints.ts';
import { readHolderAccess } from '../policy-holders.ts';

export const ListAttachedUserPolicies: ReadOperation<
  ListAttachedUserPoliciesRequest,
  ListAttachedUserPoliciesResponse
> = {
  schema: ListAttachedUserPolicies$,
  constraints: { UserName: userName, PathPrefix: pathPrefix, ...paging },
  access: (input, context) =>
    readHolderAccess(context, 'iam:ListAttachedUserPolicies', {
      kind: 'user',
      name: input.UserName,
    }),
  mode: 'read',
  handle: (input, context) =>
    listAttachedPolicies(context, { kind: 'user', name: input.UserName }, input),
};
