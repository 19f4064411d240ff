/** Page: IAM API Reference "DeleteUserPolicy". */
import type { DeleteUserPolicyRequest } from '@aws-sdk/client-iam';
import { DeleteUserPolicy$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { policyName, userName } from '../constraints.ts';
import { deleteInlinePolicy } from '../inline-policies.ts';
import { boundedAccess } from '../policy-holders.ts';

export const DeleteUserPolicy: WriteOperation<DeleteUserPolicyRequest, object> = {
  schema: DeleteUserPolicy$,
  constraints: { UserName: userName, PolicyName: policyName },
  access: (input, context) =>
    boundedAccess(context, 'iam:DeleteUserPolicy', { kind: 'user', name: input.UserName }),
  mode: 'write',
  async handle(input, context) {
    await deleteInlinePolicy(context, { kind: 'user', name: input.UserName }, input);
    return {};
  },
};
