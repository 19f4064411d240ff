/** Page: IAM API Reference "DeleteRolePolicy". */
import type { DeleteRolePolicyRequest } from '@aws-sdk/client-iam';
import { DeleteRolePolicy$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { policyName, roleName } from '../constraints.ts';
import { deleteInlinePolicy } from '../inline-policies.ts';
import { boundedAccess } from '../policy-holders.ts';

export const DeleteRolePolicy: WriteOperation<DeleteRolePolicyRequest, object> = {
  schema: DeleteRolePolicy$,
  constraints: { RoleName: roleName, PolicyName: policyName },
  access: (input, context) =>
    boundedAccess(context, 'iam:DeleteRolePolicy', { kind: 'role', name: input.RoleName }),
  mode: 'write',
  async handle(input, context) {
    await deleteInlinePolicy(context, { kind: 'role', name: input.RoleName }, input);
    return {};
  },
};
