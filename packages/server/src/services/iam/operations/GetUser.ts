/** Page: IAM API Reference "GetUser" (without a name: the user or root user who signed). */
import type { GetUserRequest, GetUserResponse } from '@aws-sdk/client-iam';
import { GetUser$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { userName } from '../constraints.ts';
import { credentialOwner, credentialOwnerAccess } from '../credential-owners.ts';
import { shownRootUser, shownUser } from '../users.ts';

export const GetUser: ReadOperation<GetUserRequest, GetUserResponse> = {
  schema: GetUser$,
  constraints: { UserName: userName },
  async access(input, context) {
    return [{ action: 'iam:GetUser', ...(await credentialOwnerAccess(context, input.UserName)) }];
  },
  mode: 'read',
  async handle(input, context) {
    const owner = await credentialOwner(context, input.UserName);
    if (owner.kind === 'root') return { User: await shownRootUser(context, owner.record) };
    return { User: await shownUser(context, owner.record) };
  },
};
