/** Pages: IAM API Reference "DeleteUser"; IAM UG "Deleting an IAM user" (what must be gone first). */
import type { DeleteUserRequest } from '@aws-sdk/client-iam';
import { DeleteUser$ } from '@aws-sdk/client-iam';
import { forgetServiceAccess } from '../../../data/service-access.ts';
import type { UserRecord } from '../../../data/users.ts';
import { deleteUser } from '../../../data/users.ts';
import type { WriteOperation } from '../../../operation.ts';
import { moveBoundary } from '../boundaries.ts';
import { userName } from '../constraints.ts';
import { userAccess, userNamed } from '../entities.ts';
import { deleteConflict } from '../users.ts';

function checkEmpty(user: UserRecord): void {
  if (user.groups.length > 0) throw deleteConflict('remove users from group');
  if (user.loginProfile !== undefined) throw deleteConflict('delete login profile');
  if (user.attachedPolicyArns.length > 0) throw deleteConflict('detach all policies');
  if (Object.keys(user.inlinePolicies).length > 0) throw deleteConflict('delete policies');
  if (user.accessKeyIds.length > 0) throw deleteConflict('delete access keys');
  if (user.mfaSerialNumbers.length > 0) throw deleteConflict('delete MFA device');
}

export const DeleteUser: WriteOperation<DeleteUserRequest, object> = {
  schema: DeleteUser$,
  constraints: { UserName: userName },
  async access(input, context) {
    return [{ action: 'iam:DeleteUser', ...(await userAccess(context, input.UserName)) }];
  },
  mode: 'write',
  async handle(input, context) {
    const user = await userNamed(context, input.UserName ?? '');
    checkEmpty(user);
    deleteUser(context.tx, user);
    await forgetServiceAccess(context.tx, user.id);
    moveBoundary(context.tx, 'user', { entity: user, to: undefined });
    return {};
  },
};
