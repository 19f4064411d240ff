/** Page: IAM API Reference "UpdateLoginProfile": an administrator sets another's password. */
import type { UpdateLoginProfileRequest } from '@aws-sdk/client-iam';
import { UpdateLoginProfile$ } from '@aws-sdk/client-iam';
import type { LoginProfile } from '../../../data/accounts.ts';
import type { OwnOperation, RequestInfo } from '../../../operation.ts';
import { password, userName } from '../constraints.ts';
import {
  credentialOwner,
  credentialOwnerAccess,
  ownAccount,
  putLoginProfile,
} from '../credential-owners.ts';
import { existingLoginProfile, readOwn } from '../login-profiles.ts';
import type { NewPassword } from '../passwords.ts';
import { checkPassword, checkReuse, newPassword, withPassword } from '../passwords.ts';

async function checkedPassword(
  context: RequestInfo,
  input: UpdateLoginProfileRequest,
): Promise<NewPassword | undefined> {
  const { account, profile } = await readOwn(context, async (reading) => {
    const owner = await credentialOwner(reading, input.UserName);
    return { account: await ownAccount(reading), profile: existingLoginProfile(owner) };
  });
  const { Password: text } = input;
  if (text === undefined) return undefined;
  checkPassword(account, text);
  await checkReuse(account, profile, text);
  const { passwordResetRequired } = profile;
  return newPassword(text, { nowMs: context.nowMs, passwordResetRequired });
}

export const UpdateLoginProfile: OwnOperation<UpdateLoginProfileRequest, object> = {
  schema: UpdateLoginProfile$,
  constraints: { UserName: userName, Password: password },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:UpdateLoginProfile', ...owner }];
  },
  mode: 'own',
  async handle(input, context) {
    const change = await checkedPassword(context, input);
    await context.server.metadata.transact(async (tx) => {
      const owner = await credentialOwner({ ...context, tx }, input.UserName);
      const former = existingLoginProfile(owner);
      const profile: LoginProfile = change === undefined ? former : withPassword(former, change);
      const passwordResetRequired = input.PasswordResetRequired ?? former.passwordResetRequired;
      putLoginProfile(tx, owner, { ...profile, passwordResetRequired });
    });
    return {};
  },
};
