import {
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteAccountPasswordPolicyCommand,
  GetAccountPasswordPolicyCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { noSuchEntity } from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam, accountId } = server;

const policy = async () => (await iam.send(new GetAccountPasswordPolicyCommand({}))).PasswordPolicy;

test('there is none at first, nor to delete', async () => {
  await expect(policy()).rejects.toMatchObject(
    noSuchEntity(`The Password Policy with domain name ${accountId} cannot be found.`),
  );
  await expect(iam.send(new DeleteAccountPasswordPolicyCommand({}))).rejects.toMatchObject(
    noSuchEntity('The account policy with name PasswordPolicy cannot be found.'),
  );
});

test('what is not given takes its default', async () => {
  await iam.send(new UpdateAccountPasswordPolicyCommand({}));
  expect(await policy()).toEqual({
    MinimumPasswordLength: 6,
    RequireSymbols: false,
    RequireNumbers: false,
    RequireUppercaseCharacters: false,
    RequireLowercaseCharacters: false,
    AllowUsersToChangePassword: false,
    ExpirePasswords: false,
  });
});

test('everything given is kept', async () => {
  const given = {
    MinimumPasswordLength: 10,
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: true,
    AllowUsersToChangePassword: true,
    MaxPasswordAge: 60,
    PasswordReusePrevention: 3,
    HardExpiry: true,
  };
  await iam.send(new UpdateAccountPasswordPolicyCommand(given));
  expect(await policy()).toEqual({ ...given, ExpirePasswords: true });
});

test.each(['Short-1', 'no-number-here', 'no-upper-1-case', 'NO-LOWER-1-CASE', 'NoSymbol12345'])(
  'the policy refuses %s',
  async (Password) => {
    const UserName = `u-${Password}`;
    await iam.send(new CreateUserCommand({ UserName }));
    await expect(
      iam.send(new CreateLoginProfileCommand({ UserName, Password })),
    ).rejects.toMatchObject({ Code: 'PasswordPolicyViolation' });
  },
);

test('each value out of range is told of', async () => {
  const call = iam.send(
    new UpdateAccountPasswordPolicyCommand({
      MinimumPasswordLength: 129,
      MaxPasswordAge: 1096,
      PasswordReusePrevention: 25,
    }),
  );
  await expect(call).rejects.toMatchObject({
    Code: 'ValidationError',
    message: expect.stringMatching(/^3 validation errors detected: /),
  });
});

test('deleted, the policy is gone', async () => {
  await iam.send(new DeleteAccountPasswordPolicyCommand({}));
  await expect(policy()).rejects.toMatchObject({ Code: 'NoSuchEntity' });
});
