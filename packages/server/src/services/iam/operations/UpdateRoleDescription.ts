/** Page: IAM API Reference "UpdateRoleDescription". UpdateRole does the same and more. */
import type {
  UpdateRoleDescriptionRequest,
  UpdateRoleDescriptionResponse,
} from '@aws-sdk/client-iam';
import { UpdateRoleDescription$ } from '@aws-sdk/client-iam';
import { putRole } from '../../../data/roles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { roleDescription, roleName } from '../constraints.ts';
import { roleAccess, roleNamed } from '../entities.ts';
import { checkModifiable } from '../policy-holders.ts';
import { descriptionMember, roleToWire, withDescription } from '../roles.ts';

export const UpdateRoleDescription: WriteOperation<
  UpdateRoleDescriptionRequest,
  UpdateRoleDescriptionResponse
> = {
  schema: UpdateRoleDescription$,
  constraints: { RoleName: roleName, Description: roleDescription },
  async access(input, context) {
    const entity = await roleAccess(context, input.RoleName);
    return [{ action: 'iam:UpdateRoleDescription', ...entity }];
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
