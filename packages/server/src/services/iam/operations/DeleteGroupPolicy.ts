/** Page: IAM API Reference "DeleteGroupPolicy". */
import type { DeleteGroupPolicyRequest } from '@aws-sdk/client-iam';
import { DeleteGroupPolicy$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { groupName, policyName } from '../constraints.ts';
import { deleteInlinePolicy } from '../inline-policies.ts';
import { boundedAccess } from '../policy-holders.ts';

export const DeleteGroupPolicy: WriteOperation<DeleteGroupPolicyRequest, object> = {
  schema: DeleteGroupPolicy$,
  constraints: { GroupName: groupName, PolicyName: policyName },
  access: (input, context) =>
    boundedAccess(context, 'iam:DeleteGroupPolicy', { kind: 'group', name: input.GroupName }),
  mode: 'write',
  async handle(input, context) {
    await deleteInlinePolicy(context, { kind: 'group', name: input.GroupName }, input);
    return {};
  },
};
