/**
 * Page: IAM API Reference "UpdateAccountPasswordPolicy": nothing is kept of the former policy; what
 * is not given takes its default.
 */
import type { UpdateAccountPasswordPolicyRequest } from '@aws-sdk/client-iam';
import { UpdateAccountPasswordPolicy$ } from '@aws-sdk/client-iam';
import type { PasswordPolicy } from '../../../data/accounts.ts';
import { putAccount } from '../../../data/accounts.ts';
import type { WriteOperation } from '../../../operation.ts';
import { ownAccount } from '../credential-owners.ts';

const lengthDefault = 6;

/** 0 days or 0 passwords is AWS's way to say never. */
function policyOf(input: UpdateAccountPasswordPolicyRequest): PasswordPolicy {
  const { MaxPasswordAge: maxAge = 0, PasswordReusePrevention: reuse = 0, HardExpiry } = input;
  return {
    minimumPasswordLength: input.MinimumPasswordLength ?? lengthDefault,
    requireSymbols: input.RequireSymbols ?? false,
    requireNumbers: input.RequireNumbers ?? false,
    requireUppercaseCharacters: input.RequireUppercaseCharacters ?? false,
    requireLowercaseCharacters: input.RequireLowercaseCharacters ?? false,
    allowUsersToChangePassword: input.AllowUsersToChangePassword ?? false,
    ...(maxAge === 0 ? {} : { maxPasswordAge: maxAge }),
    ...(reuse === 0 ? {} : { passwordReusePrevention: reuse }),
    ...(HardExpiry === undefined ? {} : { hardExpiry: HardExpiry }),
  };
}

export const UpdateAccountPasswordPolicy: WriteOperation<
  UpdateAccountPasswordPolicyRequest,
  object
> = {
  schema: UpdateAccountPasswordPolicy$,
  constraints: {
    MinimumPasswordLength: { range: [6, 128] },
    MaxPasswordAge: { range: [1, 1095] },
    PasswordReusePrevention: { range: [1, 24] },
  },
  access: () => [{ action: 'iam:UpdateAccountPasswordPolicy', resource: '*' }],
  mode: 'write',
  async handle(input, context) {
    const account = await ownAccount(context);
    putAccount(context.tx, { ...account, passwordPolicy: policyOf(input) });
    return {};
  },
};
