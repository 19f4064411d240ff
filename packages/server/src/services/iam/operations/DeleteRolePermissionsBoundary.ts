/** Page: IAM API Reference "DeleteRolePermissionsBoundary". */
import type { DeleteRolePermissionsBoundaryRequest } from '@aws-sdk/client-iam';
import { DeleteRolePermissionsBoundary$ } from '@aws-sdk/client-iam';
import { putRole } from '../../../data/roles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { moveBoundary, withoutBoundary } from '../boundaries.ts';
import { roleName } from '../constraints.ts';
import { roleNamed } from '../entities.ts';
import { boundedAccess, checkModifiable } from '../policy-holders.ts';

export const DeleteRolePermissionsBoundary: WriteOperation<
  DeleteRolePermissionsBoundaryRequest,
  object
> = {
  schema: DeleteRolePermissionsBoundary$,
  constraints: { RoleName: roleName },
  access: (input, context) =>
    boundedAccess(context, 'iam:DeleteRolePermissionsBoundary', {
      kind: 'role',
      name: input.RoleName,
    }),
  mode: 'write',
  async handle(input, context) {
    const role = await roleNamed(context, input.RoleName ?? '');
    checkModifiable(role);
    moveBoundary(context.tx, 'role', { entity: role, to: undefined });
    putRole(context.tx, withoutBoundary(role));
    return {};
  },
};
