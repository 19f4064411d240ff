/** Page: IAM API Reference "PutRolePermissionsBoundary". */
import type { PutRolePermissionsBoundaryRequest } from '@aws-sdk/client-iam';
import { PutRolePermissionsBoundary$ } from '@aws-sdk/client-iam';
import { putRole } from '../../../data/roles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { checkBoundary, moveBoundary } from '../boundaries.ts';
import { arn, roleName } from '../constraints.ts';
import { roleAccess, roleNamed } from '../entities.ts';
import { checkModifiable } from '../policy-holders.ts';

export const PutRolePermissionsBoundary: WriteOperation<PutRolePermissionsBoundaryRequest, object> =
  {
    schema: PutRolePermissionsBoundary$,
    constraints: { RoleName: roleName, PermissionsBoundary: arn },
    async access(input, context) {
      const entity = await roleAccess(context, input.RoleName);
      const keys = { 'iam:permissionsboundary': input.PermissionsBoundary };
      return [{ action: 'iam:PutRolePermissionsBoundary', ...entity, context: keys }];
    },
    mode: 'write',
    async handle(input, context) {
      const { PermissionsBoundary: policyArn = '' } = input;
      const role = await roleNamed(context, input.RoleName ?? '');
      checkModifiable(role);
      await checkBoundary(context, policyArn);
      moveBoundary(context.tx, 'role', { entity: role, to: policyArn });
      putRole(context.tx, { ...role, permissionsBoundaryArn: policyArn });
      return {};
    },
  };
