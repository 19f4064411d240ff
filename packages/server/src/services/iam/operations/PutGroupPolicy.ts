/** Page: IAM API Reference "PutGroupPolicy". */
import type { PutGroupPolicyRequest } from '@aws-sdk/client-iam';
import { PutGroupPolicy$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { groupName, policyDocument, policyName } from '../constraints.ts';
import { putInlinePolicy } from '../inline-policies.ts';
import { boundedAccess } from '../policy-holders.ts';

export const PutGroupPolicy: WriteOperation<PutGroupPolicyRequest, object> = {
  schema: PutGroupPolicy$,
  constraints: { GroupName: groupName, PolicyName: policyName, PolicyDocument: policyDocument },
  access: (input, context) =>
    boundedAccess(context, 'iam:PutGroupPolicy', { kind: 'group', name: input.GroupName }),
  mode: 'write',
  async handle(input, context) {
    await putInlinePolicy(context, { kind: 'group', name: input.GroupName }, input);
    return {};
  },
};
