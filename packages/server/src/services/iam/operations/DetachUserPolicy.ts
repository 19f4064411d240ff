/** Page: IAM API Reference "DetachUserPolicy". */
import type { DetachUserPolicyRequest } from '@aws-sdk/client-iam';
import { DetachUserPolicy$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { detachPolicy } from '../attachments.ts';
import { arn, userName } from '../constraints.ts';
import { boundedAccess } from '../policy-holders.ts';

export const DetachUserPolicy: WriteOperation<DetachUserPolicyRequest, object> = {
  schema: DetachUserPolicy$,
  constraints: { UserName: userName, PolicyArn: arn },
  access: (input, context) =>
    boundedAccess(context, 'iam:DetachUserPolicy', {
      kind: 'user',
      name: input.UserName,
      context: { 'iam:policyarn': input.PolicyArn },
    }),
  mode: 'write',
  async handle(input, context) {
    await detachPolicy(context, { kind: 'user', name: input.UserName }, input);
    return {};
  },
};
