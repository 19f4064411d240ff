/** Page: IAM API Reference "CreateLoginProfile". */
import type { CreateLoginProfileRequest, CreateLoginProfileResponse } from '@aws-sdk/client-iam';
import { CreateLoginProfile$, EntityAlreadyExistsException$ } from '@aws-sdk/client-iam';
import type { AwsError } from '@hallpass/wire';
import { fail, failWith } from '@hallpass/wire';
import type { OwnOperation } from '../../../operation.ts';
import { password, userName } from '../constraints.ts';
import type { CredentialOwner } from '../credential-owners.ts';
import {
  credentialOwner,
  credentialOwnerAccess,
  loginProfileOf,
  ownAccount,
  putLoginProfile,
} from '../credential-owners.ts';
import type { EntityContext } from '../entities.ts';
import { readOwn, shownLoginProfile } from '../login-profiles.ts';
import { checkPassword, newPassword, withPassword } from '../passwords.ts';

function profileExists(owner: CredentialOwner): AwsError {
  const name = owner.kind === 'user' ? owner.record.name : owner.record.id;
  return fail(EntityAlreadyExistsException$, `Login Profile for user ${name} already exists.`);
}

/** The owner, who must have no password yet. */
async function ownerWithout(
  context: EntityContext,
  name: string | undefined,
): Promise<CredentialOwner> {
  const owner = await credentialOwner(context, name);
  if (loginProfileOf(owner) !== undefined) throw profileExists(owner);
  return owner;
}

export const CreateLoginProfile: OwnOperation<
  CreateLoginProfileRequest,
  CreateLoginProfileResponse
> = {
  schema: CreateLoginProfile$,
  constraints: { UserName: userName, Password: password },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:CreateLoginProfile', ...owner }];
  },
  mode: 'own',
  async handle(input, context) {
    const { Password: text } = input;
    // Only AssumeRoot sessions, which Hallpass does not issue, may leave it out.
    if (text === undefined) {
      throw failWith(
        'ValidationError',
        "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
      );
    }
    await readOwn(context, async (reading) => {
      await ownerWithout(reading, input.UserName);
      checkPassword(await ownAccount(reading), text);
    });
    const change = await newPassword(text, {
      nowMs: context.nowMs,
      passwordResetRequired: input.PasswordResetRequired ?? false,
    });
    return context.server.metadata.transact(async (tx) => {
      const owner = await ownerWithout({ ...context, tx }, input.UserName);
      const profile = withPassword(undefined, change);
      putLoginProfile(tx, owner, profile);
      return { LoginProfile: shownLoginProfile(owner, profile) };
    });
  },
};
