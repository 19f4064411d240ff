/**
 * Page: IAM API Reference "GetAccountPasswordPolicy". Users whom the account lets change their
 * password may read it without a policy of their own.
 */
import type { GetAccountPasswordPolicyResponse } from '@aws-sdk/client-iam';
import { GetAccountPasswordPolicy$, NoSuchEntityException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import type { ReadOperation } from '../../../operation.ts';
import { ownAccount } from '../credential-owners.ts';
import { unlessAccountPermits } from '../password-permission.ts';

export const GetAccountPasswordPolicy: ReadOperation<object, GetAccountPasswordPolicyResponse> = {
  schema: GetAccountPasswordPolicy$,
  access(_input, context) {
    const action = 'iam:GetAccountPasswordPolicy';
    return unlessAccountPermits(context, { action, resource: '*' });
  },
  mode: 'read',
  async handle(_input, context) {
    const { id, passwordPolicy: policy } = await ownAccount(context);
    if (policy === undefined) {
      throw fail(
        NoSuchEntityException$,
        `The Password Policy with domain name ${id} cannot be found.`,
      );
    }
    return {
      PasswordPolicy: {
        MinimumPasswordLength: policy.minimumPasswordLength,
        RequireSymbols: policy.requireSymbols,
        RequireNumbers: policy.requireNumbers,
        RequireUppercaseCharacters: policy.requireUppercaseCharacters,
        RequireLowercaseCharacters: policy.requireLowercaseCharacters,
        AllowUsersToChangePassword: policy.allowUsersToChangePassword,
        ExpirePasswords: policy.maxPasswordAge !== undefined,
        MaxPasswordAge: policy.maxPasswordAge,
        PasswordReusePrevention: policy.passwordReusePrevention,
        HardExpiry: policy.hardExpiry,
      },
    };
  },
};
