/** Page: IAM API Reference "UpdateRoleDescription". UpdateRole does the same and more. */
import type {
  UpdateRoleDescriptionRequest,
  UpdateRoleDescriptionResponse,
} from '@aws-sdk/client-iam';
import { UpdateRoleDescription$ } from '@aws-sdk/client-iam';
import { putRole } from '../../../data/roles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { roleDescription, roleName } from '../constraints.ts';
import { roleNamed } from '../entities.ts';
import { boundedAccess, checkModifiable } from '../policy-holders.ts';
import { descriptionMember, roleToWire, withDescription } from '../roles.ts';

export const UpdateRoleDescription: WriteOperation<
  UpdateRoleDescriptionRequest,
  UpdateRoleDescriptionResponse
> = {
  schema: UpdateRoleDescription$,
  constraints: { RoleName: roleName, Description: roleDescription },
  access(input, context) {
    const holder = { kind: 'role' as const, name: input.RoleName };
    return boundedAccess(context, 'iam:UpdateRoleDescription', holder);
  },
  mode: 'write',
  async handle(input, context) {
    const former = await roleNamed(context, input.RoleName ?? '');
    checkModifiable(former);
    const role = withDescription(former, input.Description);
    putRole(context.tx, role);
    return { Role: { ...(await roleToWire(context, role)), ...descriptionMember(role) } };
  },
};
