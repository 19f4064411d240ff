/** Page: IAM API Reference "UpdateAssumeRolePolicy". */
import type { UpdateAssumeRolePolicyRequest } from '@aws-sdk/client-iam';
import { UpdateAssumeRolePolicy$ } from '@aws-sdk/client-iam';
import { putRole } from '../../../data/roles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { policyDocument, roleName } from '../constraints.ts';
import { roleNamed } from '../entities.ts';
import { boundTrustPolicy } from '../policy-documents.ts';
import { boundedAccess, checkModifiable } from '../policy-holders.ts';

export const UpdateAssumeRolePolicy: WriteOperation<UpdateAssumeRolePolicyRequest, object> = {
  schema: UpdateAssumeRolePolicy$,
  constraints: { RoleName: roleName, PolicyDocument: policyDocument },
  access(input, context) {
    const holder = { kind: 'role' as const, name: input.RoleName };
    return boundedAccess(context, 'iam:UpdateAssumeRolePolicy', holder);
  },
  mode: 'write',
  async handle(input, context) {
    const role = await roleNamed(context, input.RoleName ?? '');
    checkModifiable(role);
    const trustPolicy = await boundTrustPolicy(context, input.PolicyDocument ?? '');
    putRole(context.tx, { ...role, trustPolicy });
    return {};
  },
};
