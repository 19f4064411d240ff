/** Page: IAM API Reference "DetachGroupPolicy". */
import type { DetachGroupPolicyRequest } from '@aws-sdk/client-iam';
import { DetachGroupPolicy$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { detachPolicy } from '../attachments.ts';
import { arn, groupName } from '../constraints.ts';
import { boundedAccess } from '../policy-holders.ts';

export const DetachGroupPolicy: WriteOperation<DetachGroupPolicyRequest, object> = {
  schema: DetachGroupPolicy$,
  constraints: { GroupName: groupName, PolicyArn: arn },
  access: (input, context) =>
    boundedAccess(context, 'iam:DetachGroupPolicy', {
      kind: 'group',
      name: input.GroupName,
      context: { 'iam:policyarn': input.PolicyArn },
    }),
  mode: 'write',
  async handle(input, context) {
    await detachPolicy(context, { kind: 'group', name: input.GroupName }, input);
    return {};
  },
};
