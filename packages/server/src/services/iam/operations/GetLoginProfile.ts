/** Page: IAM API Reference "GetLoginProfile". */
import type { GetLoginProfileRequest, GetLoginProfileResponse } from '@aws-sdk/client-iam';
import { GetLoginProfile$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { userName } from '../constraints.ts';
import { credentialOwner, credentialOwnerAccess } from '../credential-owners.ts';
import { existingLoginProfile, shownLoginProfile } from '../login-profiles.ts';

export const GetLoginProfile: ReadOperation<GetLoginProfileRequest, GetLoginProfileResponse> = {
  schema: GetLoginProfile$,
  constraints: { UserName: userName },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:GetLoginProfile', ...owner }];
  },
  mode: 'read',
  async handle(input, context) {
    const owner = await credentialOwner(context, input.UserName);
    return { LoginProfile: shownLoginProfile(owner, existingLoginProfile(owner)) };
  },
};
