/** Page: IAM API Reference "UpdateRole". What is not given stays as it is. */
import type { UpdateRoleRequest, UpdateRoleResponse } from '@aws-sdk/client-iam';
import { UpdateRole$ } from '@aws-sdk/client-iam';
import { putRole } from '../../../data/roles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { maxSessionDuration, roleDescription, roleName } from '../constraints.ts';
import { roleNamed } from '../entities.ts';
import { boundedAccess, checkModifiable } from '../policy-holders.ts';
import { withDescription } from '../roles.ts';

export const UpdateRole: WriteOperation<UpdateRoleRequest, UpdateRoleResponse> = {
  schema: UpdateRole$,
  constraints: {
    RoleName: roleName,
    Description: roleDescription,
    MaxSessionDuration: maxSessionDuration,
  },
  access(input, context) {
    return boundedAccess(context, 'iam:UpdateRole', { kind: 'role', name: input.RoleName });
  },
  mode: 'write',
  async handle(input, context) {
    const role = await roleNamed(context, input.RoleName ?? '');
    checkModifiable(role);
    const { Description: text = role.description } = input;
    putRole(context.tx, {
      ...withDescription(role, text),
      maxSessionDurationSeconds: input.MaxSessionDuration ?? role.maxSessionDurationSeconds,
    });
    return {};
  },
};
