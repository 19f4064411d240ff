/** Page: IAM API Reference "GetRolePolicy". The document is URL-encoded after RFC 3986. */
import type { GetRolePolicyRequest, GetRolePolicyResponse } from '@aws-sdk/client-iam';
import { GetRolePolicy$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { policyName, roleName } from '../constraints.ts';
import { getInlinePolicy } from '../inline-policies.ts';
import { readHolderAccess } from '../policy-holders.ts';

export const GetRolePolicy: ReadOperation<GetRolePolicyRequest, GetRolePolicyResponse> = {
  schema: GetRolePolicy$,
  constraints: { RoleName: roleName, PolicyName: policyName },
  access: (input, context) =>
    readHolderAccess(context, 'iam:GetRolePolicy', { kind: 'role', name: input.RoleName }),
  mode: 'read',
  async handle(input, context) {
    const holder = { kind: 'role', name: input.RoleName } as const;
    const { holderName, ...policy } = await getInlinePolicy(context, holder, input);
    return { RoleName: holderName, ...policy };
  },
};
