/** Page: IAM API Reference "DeleteUserPermissionsBoundary". */
import type { DeleteUserPermissionsBoundaryRequest } from '@aws-sdk/client-iam';
import { DeleteUserPermissionsBoundary$ } from '@aws-sdk/client-iam';
import { putUser } from '../../../data/users.ts';
import type { WriteOperation } from '../../../operation.ts';
import { moveBoundary, withoutBoundary } from '../boundaries.ts';
import { userName } from '../constraints.ts';
import { userNamed } from '../entities.ts';
import { boundedAccess } from '../policy-holders.ts';

export const DeleteUserPermissionsBoundary: WriteOperation<
  DeleteUserPermissionsBoundaryRequest,
  object
> = {
  schema: DeleteUserPermissionsBoundary$,
  constraints: { UserName: userName },
  access: (input, context) =>
    boundedAccess(context, 'iam:DeleteUserPermissionsBoundary', {
      kind: 'user',
      name: input.UserName,
    }),
  mode: 'write',
  async handle(input, context) {
    const user = await userNamed(context, input.UserName ?? '');
    moveBoundary(context.tx, 'user', { entity: user, to: undefined });
    putUser(context.tx, withoutBoundary(user));
    return {};
  },
};
