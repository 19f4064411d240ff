/**
 * Pages: IAM API Reference "ChangePassword"; IAM UG "Permit IAM users to change their own
 * passwords" (the account's AllowUsersToChangePassword permits it without any policy of the user).
 */
import type { ChangePasswordRequest } from '@aws-sdk/client-iam';
import { ChangePassword$, InvalidUserTypeException$ } from '@aws-sdk/client-iam';
import { fail, failWith } from '@hallpass/wire';
import { verifyPassword } from '../../../data/secrets.ts';
import type { OwnOperation, RequestInfo } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';
import { password } from '../constraints.ts';
import {
  credentialOwner,
  credentialOwnerAccess,
  ownAccount,
  putLoginProfile,
} from '../credential-owners.ts';
import { unlessAccountPermits } from '../password-permission.ts';
import { existingLoginProfile, readOwn } from '../login-profiles.ts';
import {
  checkPassword,
  checkReuse,
  newPassword,
  passwordReused,
  withPassword,
} from '../passwords.ts';

const oldPasswordIncorrect = (): Error =>
  failWith('AccessDenied', 'The old password was incorrect.');

function checkUser(context: RequestInfo): void {
  if (signedCaller(context).kind === 'user') return;
  throw fail(InvalidUserTypeException$, 'Only IAM Users can change their own password.');
}

export const ChangePassword: OwnOperation<ChangePasswordRequest, object> = {
  schema: ChangePassword$,
  constraints: { OldPassword: password, NewPassword: password },
  async access(_input, context) {
    checkUser(context);
    const user = await credentialOwnerAccess(context, undefined);
    return unlessAccountPermits(context, { action: 'iam:ChangePassword', ...user });
  },
  mode: 'own',
  async handle(input, context) {
    const { OldPassword: oldText = '', NewPassword: newText = '' } = input;
    const { account, former } = await readOwn(context, async (reading) => {
      const owner = await credentialOwner(reading, undefined);
      return { account: await ownAccount(reading), former: existingLoginProfile(owner) };
    });
    if (!(await verifyPassword(oldText, former.passwordHash))) throw oldPasswordIncorrect();
    if (oldText === newText) throw passwordReused();
    checkPassword(account, newText);
    await checkReuse(account, former, newText);
    const change = await newPassword(newText, {
      nowMs: context.nowMs,
      passwordResetRequired: false,
    });
    await context.server.metadata.transact(async (tx) => {
      const owner = await credentialOwner({ ...context, tx }, undefined);
      const current = existingLoginProfile(owner);
      // Changed meanwhile: what was shown is an old password now.
      if (current.passwordHash !== former.passwordHash) throw oldPasswordIncorrect();
      putLoginProfile(tx, owner, withPassword(current, change));
    });
    return {};
  },
};
