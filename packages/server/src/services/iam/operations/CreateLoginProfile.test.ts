import {
  ChangePasswordCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteLoginProfileCommand,
  GetAccountPasswordPolicyCommand,
  GetLoginProfileCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow, noSuchEntity, refusal } from '../../../../test/identities.ts';
import { verifyPassword } from '../../../data/secrets.ts';
import { findUser } from '../../../data/users.ts';

const server = await startTestServer();
const { iam, accountId } = server;
const { metadata } = server.server.state;

const violation = (message: string): object => refusal('PasswordPolicyViolation', 400, message);
const nonconforming = violation('Password does not conform to the account password policy.');
const reused = violation(
  'Policy constraint violation with password reuse prevention during password change.',
);

async function isPassword(name: string, password: string): Promise<boolean> {
  const user = await metadata.read((tx) => findUser(tx, accountId, name));
  return verifyPassword(password, user?.loginProfile?.passwordHash ?? '');
}

test('a password is set, shown never, changed and removed', async () => {
  const UserName = 'Ann';
  await iam.send(new CreateUserCommand({ UserName }));
  const { LoginProfile } = await iam.send(
    new CreateLoginProfileCommand({
      UserName: 'ann',
      Password: 'First-password-1',
      PasswordResetRequired: true,
    }),
  );
  expect(LoginProfile).toMatchObject({ UserName, PasswordResetRequired: true });
  expect(await isPassword(UserName, 'First-password-1')).toBe(true);
  await expect(
    iam.send(new CreateLoginProfileCommand({ UserName, Password: 'First-password-1' })),
  ).rejects.toMatchObject(
    refusal('EntityAlreadyExists', 409, 'Login Profile for user Ann already exists.'),
  );
  await iam.send(new UpdateLoginProfileCommand({ UserName, Password: 'Second-password-2' }));
  expect(await isPassword(UserName, 'Second-password-2')).toBe(true);
  await iam.send(new UpdateLoginProfileCommand({ UserName, PasswordResetRequired: false }));
  const { LoginProfile: shown } = await iam.send(new GetLoginProfileCommand({ UserName }));
  expect(shown).toEqual({ ...LoginProfile, PasswordResetRequired: false });
  await iam.send(new DeleteLoginProfileCommand({ UserName }));
  const missing = noSuchEntity('Login Profile for User Ann cannot be found.');
  for (const call of [
    iam.send(new GetLoginProfileCommand({ UserName })),
    iam.send(new DeleteLoginProfileCommand({ UserName })),
    iam.send(new UpdateLoginProfileCommand({ UserName, Password: 'Third-password-3' })),
  ]) {
    await expect(call).rejects.toMatchObject(missing);
  }
});

test('an unknown user is not found', async () => {
  const missing = noSuchEntity('The user with name nobody cannot be found.');
  await expect(
    iam.send(new CreateLoginProfileCommand({ UserName: 'nobody', Password: 'x' })),
  ).rejects.toMatchObject(missing);
  await expect(
    iam.send(new DeleteLoginProfileCommand({ UserName: 'nobody' })),
  ).rejects.toMatchObject(missing);
});

test('a password is required', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'bare' }));
  await expect(iam.send(new CreateLoginProfileCommand({ UserName: 'bare' }))).rejects.toMatchObject(
    refusal(
      'ValidationError',
      400,
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
    ),
  );
});

test.each(['Short-1', 'only-lower-case', 'UPPERANDlower', ''.padEnd(8, 'a1')])(
  'AWS’s own policy refuses %s',
  async (Password) => {
    await expect(
      iam.send(new CreateLoginProfileCommand({ UserName: 'bare', Password })),
    ).rejects.toMatchObject(nonconforming);
  },
);

test('the message of a bad password never repeats it', async () => {
  const Password = 'secret-\u0001';
  const error = await iam
    .send(new CreateLoginProfileCommand({ UserName: 'bare', Password }))
    .catch((error: Error) => error);
  expect((error as Error).message).toContain('validation error');
  expect((error as Error).message).not.toContain('secret');
});

test('users change their own password, knowing the old one', async () => {
  const UserName = 'changer';
  const own = await addUser(server, UserName, [allow('iam:ChangePassword')]);
  const change = (OldPassword: string, NewPassword: string) =>
    own.iam.send(new ChangePasswordCommand({ OldPassword, NewPassword }));
  await expect(change('a', 'Next-password-1')).rejects.toMatchObject(
    noSuchEntity('Login Profile for User changer cannot be found.'),
  );
  await iam.send(
    new CreateLoginProfileCommand({
      UserName,
      Password: 'First-password-1',
      PasswordResetRequired: true,
    }),
  );
  await expect(change('wrong', 'Next-password-1')).rejects.toMatchObject(
    refusal('AccessDenied', 403, 'The old password was incorrect.'),
  );
  await expect(change('First-password-1', 'weak')).rejects.toMatchObject(nonconforming);
  await expect(change('First-password-1', 'First-password-1')).rejects.toMatchObject(reused);
  await change('First-password-1', 'Next-password-1');
  expect(await isPassword(UserName, 'Next-password-1')).toBe(true);
  const { LoginProfile } = await iam.send(new GetLoginProfileCommand({ UserName }));
  expect(LoginProfile?.PasswordResetRequired).toBe(false);
});

test('only users change their own password', async () => {
  await expect(
    iam.send(new ChangePasswordCommand({ OldPassword: 'a', NewPassword: 'b' })),
  ).rejects.toMatchObject(
    refusal('InvalidUserType', 400, 'Only IAM Users can change their own password.'),
  );
});

test('former passwords stay refused as far back as the policy says', async () => {
  const UserName = 'historian';
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new UpdateAccountPasswordPolicyCommand({ PasswordReusePrevention: 2 }));
  const set = (Password: string) => iam.send(new UpdateLoginProfileCommand({ UserName, Password }));
  await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'number-1' }));
  await set('number-2');
  await expect(set('number-1')).rejects.toMatchObject(reused);
  await expect(set('number-2')).rejects.toMatchObject(reused);
  await set('number-3');
  await set('number-1');
});

test('the account may let its users change their password without a policy', async () => {
  const UserName = 'free';
  const OldPassword = 'free-password-1';
  const free = await addUser(server, UserName);
  await iam.send(new CreateLoginProfileCommand({ UserName, Password: OldPassword }));
  const change = () =>
    free.iam.send(new ChangePasswordCommand({ OldPassword, NewPassword: 'free-password-2' }));
  await expect(change()).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: expect.stringContaining('because no identity-based policy allows'),
  });
  await iam.send(new UpdateAccountPasswordPolicyCommand({ AllowUsersToChangePassword: true }));
  const { PasswordPolicy } = await free.iam.send(new GetAccountPasswordPolicyCommand({}));
  expect(PasswordPolicy?.AllowUsersToChangePassword).toBe(true);
  await change();

  const barred = await addUser(server, 'barred', [
    { Effect: 'Deny', Action: 'iam:ChangePassword', Resource: '*' },
  ]);
  await expect(
    barred.iam.send(new ChangePasswordCommand({ OldPassword: 'a', NewPassword: 'b' })),
  ).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: expect.stringContaining('with an explicit deny in an identity-based policy'),
  });
});

test('nothing went wrong inside', () => {
  expect(server.loggedErrors).toEqual([]);
});
