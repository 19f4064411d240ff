/**
 * Pages: IAM API Reference "CreateUser"; IAM UG "Delegating responsibility to others using
 * permissions boundaries" (iam:PermissionsBoundary).
 */
import type { CreateUserRequest, CreateUserResponse } from '@aws-sdk/client-iam';
import { CreateUser$ } from '@aws-sdk/client-iam';
import { newUniqueId } from '../../../data/ids.ts';
import type { UserRecord } from '../../../data/users.ts';
import { countUsers, findUser, putUser } from '../../../data/users.ts';
import type { WriteOperation } from '../../../operation.ts';
import { checkBoundary, moveBoundary } from '../boundaries.ts';
import { arn, newUserName, path, tags } from '../constraints.ts';
import { newEntityAccess, ownerOf } from '../entities.ts';
import { checkQuota } from '../quotas.ts';
import { requestTagsOf, tagsOf } from '../tagging.ts';
import { shownUser, userExists } from '../users.ts';

export const CreateUser: WriteOperation<CreateUserRequest, CreateUserResponse> = {
  schema: CreateUser$,
  constraints: { UserName: newUserName, Path: path, PermissionsBoundary: arn, Tags: tags },
  access(input, context) {
    const user = newEntityAccess(context, 'user', { path: input.Path, name: input.UserName });
    const requestTags = requestTagsOf(input.Tags);
    const create = {
      action: 'iam:CreateUser',
      ...user,
      requestTags,
      context: { 'iam:permissionsboundary': input.PermissionsBoundary },
    };
    return requestTags.length === 0
      ? [create]
      : [create, { action: 'iam:TagUser', ...user, requestTags }];
  },
  mode: 'write',
  async handle(input, context) {
    const { tx } = context;
    const { accountId } = ownerOf(context);
    const { UserName: name = '', PermissionsBoundary: boundaryArn } = input;
    const userTags = tagsOf(input.Tags);
    if (boundaryArn !== undefined) await checkBoundary(context, boundaryArn);
    if ((await findUser(tx, accountId, name)) !== undefined) throw userExists(name);
    checkQuota('UsersPerAccount', (await countUsers(tx, accountId)) + 1);
    const user: UserRecord = {
      id: newUniqueId('user'),
      accountId,
      name,
      path: input.Path ?? '/',
      createdAtMs: context.nowMs,
      inlinePolicies: {},
      attachedPolicyArns: [],
      tags: userTags,
      groups: [],
      accessKeyIds: [],
      mfaSerialNumbers: [],
      ...(boundaryArn === undefined ? {} : { permissionsBoundaryArn: boundaryArn }),
    };
    putUser(tx, user);
    moveBoundary(tx, 'user', { entity: { accountId, name }, to: boundaryArn });
    return { User: await shownUser(context, user) };
  },
};
