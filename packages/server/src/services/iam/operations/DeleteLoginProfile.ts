/** Page: IAM API Reference "DeleteLoginProfile": ends access to the console, not that of keys. */
import type { DeleteLoginProfileRequest } from '@aws-sdk/client-iam';
import { DeleteLoginProfile$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { userName } from '../constraints.ts';
import { credentialOwner, credentialOwnerAccess, putLoginProfile } from '../credential-owners.ts';
import { existingLoginProfile } from '../login-profiles.ts';

export const DeleteLoginProfile: WriteOperation<DeleteLoginProfileRequest, object> = {
  schema: DeleteLoginProfile$,
  constraints: { UserName: userName },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:DeleteLoginProfile', ...owner }];
  },
  mode: 'write',
  async handle(input, context) {
    const owner = await credentialOwner(context, input.UserName);
    existingLoginProfile(owner);
    putLoginProfile(context.tx, owner, undefined);
    return {};
  },
};
