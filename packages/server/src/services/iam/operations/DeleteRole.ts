/** Page: IAM API Reference "DeleteRole". Nothing may hang on the role any more. */
import type { DeleteRoleRequest } from '@aws-sdk/client-iam';
import { DeleteRole$ } from '@aws-sdk/client-iam';
import type { ReadTransaction } from '@hallpass/store';
import { listInstanceProfileNames } from '../../../data/instance-profiles.ts';
import type { RoleRecord } from '../../../data/roles.ts';
import { deleteRole } from '../../../data/roles.ts';
import { forgetServiceAccess } from '../../../data/service-access.ts';
import type { WriteOperation } from '../../../operation.ts';
import { moveBoundary } from '../boundaries.ts';
import { roleName } from '../constraints.ts';
import { roleNamed } from '../entities.ts';
import { boundedAccess, checkModifiable } from '../policy-holders.ts';
import { deleteConflict } from '../users.ts';

async function checkUnused(tx: ReadTransaction, role: RoleRecord): Promise<void> {
  if (role.attachedPolicyArns.length > 0) throw deleteConflict('detach all policies');
  if (Object.keys(role.inlinePolicies).length > 0) throw deleteConflict('delete policies');
  const query = { roleName: role.name, limit: 1 };
  const profiles = await listInstanceProfileNames(tx, role.accountId, query);
  if (profiles.length > 0) throw deleteConflict('remove roles from instance profile');
}

export const DeleteRole: WriteOperation<DeleteRoleRequest, object> = {
  schema: DeleteRole$,
  constraints: { RoleName: roleName },
  access(input, context) {
    return boundedAccess(context, 'iam:DeleteRole', { kind: 'role', name: input.RoleName });
  },
  mode: 'write',
  async handle(input, context) {
    const role = await roleNamed(context, input.RoleName ?? '');
    checkModifiable(role);
    await checkUnused(context.tx, role);
    moveBoundary(context.tx, 'role', { entity: role, to: undefined });
    deleteRole(context.tx, role);
    await forgetServiceAccess(context.tx, role.id);
    return {};
  },
};
