/** Page: IAM API Reference "PutUserPermissionsBoundary". */
import type { PutUserPermissionsBoundaryRequest } from '@aws-sdk/client-iam';
import { PutUserPermissionsBoundary$ } from '@aws-sdk/client-iam';
import { putUser } from '../../../data/users.ts';
import type { WriteOperation } from '../../../operation.ts';
import { checkBoundary, moveBoundary } from '../boundaries.ts';
import { arn, userName } from '../constraints.ts';
import { userAccess, userNamed } from '../entities.ts';

export const PutUserPermissionsBoundary: WriteOperation<PutUserPermissionsBoundaryRequest, object> =
  {
    schema: PutUserPermissionsBoundary$,
    constraints: { UserName: userName, PermissionsBoundary: arn },
    async access(input, context) {
      const entity = await userAccess(context, input.UserName);
      const keys = { 'iam:permissionsboundary': input.PermissionsBoundary };
      return [{ action: 'iam:PutUserPermissionsBoundary', ...entity, context: keys }];
    },
    mode: 'write',
    async handle(input, context) {
      const { PermissionsBoundary: policyArn = '' } = input;
      const user = await userNamed(context, input.UserName ?? '');
      await checkBoundary(context, policyArn);
      moveBoundary(context.tx, 'user', { entity: user, to: policyArn });
      putUser(context.tx, { ...user, permissionsBoundaryArn: policyArn });
      return {};
    },
  };
