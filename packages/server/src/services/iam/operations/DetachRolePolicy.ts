/** Page: IAM API Reference "DetachRolePolicy". */
import type { DetachRolePolicyRequest } from '@aws-sdk/client-iam';
import { DetachRolePolicy$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { detachPolicy } from '../attachments.ts';
import { arn, roleName } from '../constraints.ts';
import { boundedAccess } from '../policy-holders.ts';

export const DetachRolePolicy: WriteOperation<DetachRolePolicyRequest, object> = {
  schema: DetachRolePolicy$,
  constraints: { RoleName: roleName, PolicyArn: arn },
  access: (input, context) =>
    boundedAccess(context, 'iam:DetachRolePolicy', {
      kind: 'role',
      name: input.RoleName,
      context: { 'iam:policyarn': input.PolicyArn },
    }),
  mode: 'write',
  async handle(input, context) {
    await detachPolicy(context, { kind: 'role', name: input.RoleName }, input);
    return {};
  },
};
