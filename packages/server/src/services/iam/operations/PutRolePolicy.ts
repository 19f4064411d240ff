/** Page: IAM API Reference "PutRolePolicy". */
import type { PutRolePolicyRequest } from '@aws-sdk/client-iam';
import { PutRolePolicy$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { policyDocument, policyName, roleName } from '../constraints.ts';
import { putInlinePolicy } from '../inline-policies.ts';
import { boundedAccess } from '../policy-holders.ts';

export const PutRolePolicy: WriteOperation<PutRolePolicyRequest, object> = {
  schema: PutRolePolicy$,
  constraints: { RoleName: roleName, PolicyName: policyName, PolicyDocument: policyDocument },
  access: (input, context) =>
    boundedAccess(context, 'iam:PutRolePolicy', { kind: 'role', name: input.RoleName }),
  mode: 'write',
  async handle(input, context) {
    await putInlinePolicy(context, { kind: 'role', name: input.RoleName }, input);
    return {};
  },
};
