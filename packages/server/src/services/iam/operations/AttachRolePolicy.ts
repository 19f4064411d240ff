/** Page: IAM API Reference "AttachRolePolicy". */
import type { AttachRolePolicyRequest } from '@aws-sdk/client-iam';
import { AttachRolePolicy$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { attachPolicy } from '../attachments.ts';
import { arn, roleName } from '../constraints.ts';
import { boundedAccess } from '../policy-holders.ts';

export const AttachRolePolicy: WriteOperation<AttachRolePolicyRequest, object> = {
  schema: AttachRolePolicy$,
  constraints: { RoleName: roleName, PolicyArn: arn },
  access: (input, context) =>
    boundedAccess(context, 'iam:AttachRolePolicy', {
      kind: 'role',
      name: input.RoleName,
      context: { 'iam:policyarn': input.PolicyArn },
    }),
  mode: 'write',
  async handle(input, context) {
    await attachPolicy(context, { kind: 'role', name: input.RoleName }, input);
    return {};
  },
};
