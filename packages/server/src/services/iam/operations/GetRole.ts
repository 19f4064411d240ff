/** Page: IAM API Reference "GetRole". */
import type { GetRoleRequest, GetRoleResponse } from '@aws-sdk/client-iam';
import { GetRole$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { roleName } from '../constraints.ts';
import { roleNamed } from '../entities.ts';
import { boundedAccess } from '../policy-holders.ts';
import { roleInFull } from '../roles.ts';

export const GetRole: ReadOperation<GetRoleRequest, GetRoleResponse> = {
  schema: GetRole$,
  constraints: { RoleName: roleName },
  access(input, context) {
    return boundedAccess(context, 'iam:GetRole', { kind: 'role', name: input.RoleName });
  },
  mode: 'read',
  async handle(input, context) {
    const role = await roleNamed(context, input.RoleName ?? '');
    return { Role: await roleInFull(context, role) };
  },
};
