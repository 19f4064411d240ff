/**
 * Page: IAM API Reference "UpdateUser": whoever renames needs permission on the old and the new
 * name. Keys, password, devices, groups and policies stay with the user, whose unique id does not
 * change.
 */
import type { UpdateUserRequest } from '@aws-sdk/client-iam';
import { UpdateUser$ } from '@aws-sdk/client-iam';
import type { Transaction } from '@hallpass/store';
import { deleteMember, findGroup, putMember } from '../../../data/groups.ts';
import { nameKey } from '../../../data/identities.ts';
import { moveAttachments } from '../../../data/managed-policies.ts';
import type { UserRecord } from '../../../data/users.ts';
import { findUser, renameUser } from '../../../data/users.ts';
import type { WriteOperation } from '../../../operation.ts';
import { moveBoundary } from '../boundaries.ts';
import { newPath, renamedUserName, userName } from '../constraints.ts';
import { newEntityAccess, ownerOf, userAccess, userNamed } from '../entities.ts';
import { userExists } from '../users.ts';

/** Whatever is kept under the user's name moves to the new one. */
async function moveUser(tx: Transaction, former: UserRecord, user: UserRecord): Promise<void> {
  const { accountId } = former;
  for (const name of former.groups) {
    const group = await findGroup(tx, accountId, name);
    if (group === undefined) throw new Error(`group ${name} of user ${former.name} is missing`);
    deleteMember(tx, group, former.name);
    putMember(tx, group, user.name);
  }
  const attachments = former.attachedPolicyArns.map((policyArn) => ({
    accountId,
    policyArn,
    usage: 'PermissionsPolicy' as const,
    kind: 'user' as const,
    name: former.name,
  }));
  moveAttachments(tx, attachments, user.name);
  moveBoundary(tx, 'user', { entity: former, to: undefined });
  moveBoundary(tx, 'user', {
    entity: { accountId, name: user.name },
    to: user.permissionsBoundaryArn,
  });
  renameUser(tx, former, user);
}

export const UpdateUser: WriteOperation<UpdateUserRequest, object> = {
  schema: UpdateUser$,
  constraints: { UserName: userName, NewUserName: renamedUserName, NewPath: newPath },
  async access(input, context) {
    const action = 'iam:UpdateUser';
    const current = await userAccess(context, input.UserName);
    if (input.NewUserName === undefined && input.NewPath === undefined) {
      return [{ action, ...current }];
    }
    const user = await findUser(context.tx, ownerOf(context).accountId, input.UserName ?? '');
    const target = newEntityAccess(context, 'user', {
      path: input.NewPath ?? user?.path,
      name: input.NewUserName ?? user?.name ?? input.UserName,
    });
    return [
      { action, ...current },
      { action, ...target },
    ];
  },
  mode: 'write',
  async handle(input, context) {
    const { tx } = context;
    const former = await userNamed(context, input.UserName ?? '');
    const user: UserRecord = {
      ...former,
      name: input.NewUserName ?? former.name,
      path: input.NewPath ?? former.path,
    };
    const isOtherKey = nameKey(user.name) !== nameKey(former.name);
    if (isOtherKey && (await findUser(tx, former.accountId, user.name)) !== undefined) {
      throw userExists(user.name);
    }
    await moveUser(tx, former, user);
    return {};
  },
};
