import {
  CreateAccountAliasCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetUserCommand,
  ListUsersCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { addConsoleUser, openBrowser, testPassword } from '../../test/console.ts';
import { startTestServer } from '../../test/harness.ts';
import { allow } from '../../test/identities.ts';
import { listSignInEvents } from '../data/sign-in-events.ts';

const server = await startTestServer();
const { accountId, clock, iam } = server;

async function lastEvent(): Promise<Readonly<Record<string, unknown>>> {
  const events = await server.server.state.metadata.read((tx) =>
    listSignInEvents(tx, accountId, 1),
  );
  return events[0] ?? {};
}

test('a user signs in and calls AWS as itself, without the limits of GetSessionToken', async () => {
  const login = await addConsoleUser(server, 'Anna', { statements: [allow('iam:ListUsers')] });
  const browser = openBrowser(server);
  const session = await browser.signIn(login);
  expect(session).toMatchObject({ kind: 'user', accountId, label: 'Anna', id: session.signInId });
  expect(session.expiresAtMs - session.nowMs).toBe(12 * 3_600_000);
  const clients = await browser.clients(session.id);
  const { Arn } = await clients.sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(`arn:aws:iam::${accountId}:user/Anna`);
  await expect(clients.iam.send(new ListUsersCommand({}))).resolves.toBeDefined();
  await expect(clients.iam.send(new GetUserCommand({}))).rejects.toThrow('is not authorized');
  const { User } = await iam.send(new GetUserCommand({ UserName: 'Anna' }));
  expect(User?.PasswordLastUsed).toBeInstanceOf(Date);
  expect(await lastEvent()).toMatchObject({
    eventName: 'ConsoleLogin',
    eventSource: 'signin.amazonaws.com',
    responseElements: { ConsoleLogin: 'Success' },
    userIdentity: { type: 'IAMUser', userName: 'Anna' },
    additionalEventData: { MFAUsed: 'No' },
  });
});

test('the cookie is for the server alone', async () => {
  const login = await addConsoleUser(server, 'Cook');
  const { headers } = await openBrowser(server).post('api/sign-in', login);
  expect(headers.get('set-cookie')).toMatch(
    /^hallpass-\d{12}-[a-z0-9]{10}=[\w-]{43}; Path=\/_console\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
  );
  expect(headers.get('cache-control')).toBe('no-store');
  const secure = await openBrowser(server).post('api/sign-in', login, {
    Origin: server.endpoint.replace('http:', 'https:'),
  });
  expect(secure.headers.get('set-cookie')).toMatch(/; Secure$/);
});

test('the alias names the account, and so does the id with hyphens', async () => {
  const login = await addConsoleUser(server, 'Ali');
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: 'first-account' }));
  const hyphened = accountId.replace(/(....)(....)(....)/, '$1-$2-$3');
  for (const account of ['first-account', ' First-Account ', hyphened]) {
    const { body } = await openBrowser(server).post('api/sign-in', { ...login, account });
    expect(body).toMatchObject({ status: 'signed-in', session: { accountId } });
  }
});

test('who does not know the password learns nothing', async () => {
  const login = await addConsoleUser(server, 'Known');
  const browser = openBrowser(server);
  const attempts = [
    { ...login, password: 'wrong' },
    { ...login, userName: 'Nobody' },
    { ...login, account: '123456789012' },
    { ...login, account: 'no-such-alias' },
    { kind: 'root', email: 'nobody@example.com', password: 'wrong' },
  ];
  for (const attempt of attempts) {
    const { status, body, headers } = await browser.post('api/sign-in', attempt);
    expect(status).toBe(401);
    expect(body.error).toMatchObject({
      code: 'SignInFailed',
      message: 'Your authentication information is incorrect. Please try again.',
    });
    expect(headers.get('set-cookie')).toBeNull();
  }
  const [event] = (
    await server.server.state.metadata.read((tx) => listSignInEvents(tx, accountId, 50))
  ).filter(({ errorMessage }) => errorMessage !== undefined);
  expect(event).toMatchObject({
    errorMessage: 'Failed authentication',
    responseElements: { ConsoleLogin: 'Failure' },
  });
  expect(JSON.stringify(event)).not.toContain('wrong');
});

test('guessing is stopped, also for the right password, until a while has passed', async () => {
  const login = await addConsoleUser(server, 'Guessed');
  const browser = openBrowser(server);
  for (let attempt = 0; attempt < 10; attempt++) {
    const { status } = await browser.post('api/sign-in', { ...login, password: `no-${attempt}` });
    expect(status).toBe(401);
  }
  const refused = await browser.post('api/sign-in', login);
  expect(refused.status).toBe(429);
  expect(refused.body.error?.code).toBe('TooManyAttempts');
  clock.advance(5 * 60_000);
  await expect(browser.signIn(login)).resolves.toMatchObject({ label: 'Guessed' });
});

test('root signs in with e-mail and password', async () => {
  const { rootCredentials } = server.server;
  const login = {
    kind: 'root',
    email: rootCredentials?.email.toUpperCase(),
    password: rootCredentials?.generatedPassword,
  };
  const browser = openBrowser(server);
  const session = await browser.signIn(login);
  expect(session).toMatchObject({ kind: 'root', accountId });
  const clients = await browser.clients(session.id);
  await expect(clients.iam.send(new ListUsersCommand({}))).resolves.toBeDefined();
  expect(await lastEvent()).toMatchObject({ userIdentity: { type: 'Root' } });
});

test('a user with an MFA device shows a code, each code once', async () => {
  const login = await addConsoleUser(server, 'Mfa', {
    statements: [
      { ...allow('iam:ListUsers'), Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } },
    ],
  });
  const { VirtualMFADevice } = await iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
  );
  const { SerialNumber = '', Base32StringSeed } = VirtualMFADevice ?? {};
  const secret = Secret.fromBase32(Buffer.from(Base32StringSeed ?? '').toString());
  const totp = new TOTP({ secret });
  const codeAt = (ms: number): string => totp.generate({ timestamp: clock.nowMs() + ms });
  await iam.send(
    new EnableMFADeviceCommand({
      UserName: 'Mfa',
      SerialNumber,
      AuthenticationCode1: codeAt(-30_000),
      AuthenticationCode2: codeAt(0),
    }),
  );
  clock.advance(60_000);
  const browser = openBrowser(server);
  const asked = await browser.post('api/sign-in', login);
  expect(asked.body).toEqual({ status: 'mfa-required', serialNumbers: [SerialNumber] });
  expect(asked.headers.get('set-cookie')).toBeNull();

  const wrong = await browser.post('api/sign-in', { ...login, mfaCode: '000000' });
  expect(wrong.status).toBe(401);
  expect(wrong.body.error?.code).toBe('InvalidMfaCode');

  const mfaCode = codeAt(0);
  const session = await browser.signIn({ ...login, mfaCode, mfaSerialNumber: SerialNumber });
  const clients = await browser.clients(session.id);
  await expect(clients.iam.send(new ListUsersCommand({}))).resolves.toBeDefined();
  expect(await lastEvent()).toMatchObject({ additionalEventData: { MFAUsed: 'Yes' } });

  const again = await browser.post('api/sign-in', { ...login, mfaCode });
  expect(again.body.error?.code).toBe('InvalidMfaCode');
});

test('a password that must be changed is changed by iam:ChangePassword, as the user', async () => {
  const login = await addConsoleUser(server, 'Fresh', { mustChange: true });
  const browser = openBrowser(server);
  const { body } = await browser.post('api/sign-in', login);
  expect(body.status).toBe('password-change-required');
  const change = {
    challenge: body.challenge,
    oldPassword: testPassword,
    newPassword: 'Another-Horse-8',
  };
  const denied = await browser.post('api/sign-in/password', change);
  expect(denied.status).toBe(403);
  expect(denied.body.error?.message).toContain('not authorized to perform: iam:ChangePassword');

  await iam.send(new UpdateAccountPasswordPolicyCommand({ AllowUsersToChangePassword: true }));
  const wrong = await browser.post('api/sign-in/password', { ...change, oldPassword: 'wrong-one' });
  expect(wrong.body.error?.message).toBe('The old password was incorrect.');
  const changed = await browser.post('api/sign-in/password', change);
  expect(changed.body).toMatchObject({ status: 'signed-in', session: { label: 'Fresh' } });
  await expect(
    openBrowser(server).signIn({ ...login, password: 'Another-Horse-8' }),
  ).resolves.toMatchObject({ label: 'Fresh' });

  const forged = await browser.post('api/sign-in/password', { ...change, challenge: 'forged' });
  expect(forged.body.error?.code).toBe('ChallengeExpired');
  clock.advance(16 * 60_000);
  const late = await browser.post('api/sign-in/password', change);
  expect(late.body.error?.code).toBe('ChallengeExpired');
});

test('a password that is too old must be changed, or by an administrator', async () => {
  const login = await addConsoleUser(server, 'Elder');
  await iam.send(
    new UpdateAccountPasswordPolicyCommand({
      MaxPasswordAge: 30,
      AllowUsersToChangePassword: true,
    }),
  );
  clock.advance(31 * 86_400_000);
  const browser = openBrowser(server);
  const { body } = await browser.post('api/sign-in', login);
  expect(body.status).toBe('password-change-required');
  await iam.send(new UpdateAccountPasswordPolicyCommand({ MaxPasswordAge: 30, HardExpiry: true }));
  const hard = await browser.post('api/sign-in', login);
  expect(hard.body.error).toMatchObject({ code: 'PasswordExpired' });
  await iam.send(new UpdateLoginProfileCommand({ UserName: 'Elder', Password: 'By-The-Admin-9' }));
  await expect(browser.signIn({ ...login, password: 'By-The-Admin-9' })).resolves.toBeDefined();
});

test('nothing but JSON from our own pages is taken', async () => {
  const login = await addConsoleUser(server, 'Forged');
  const browser = openBrowser(server);
  const foreign = await browser.post('api/sign-in', login, { Origin: 'https://evil.example' });
  expect(foreign.status).toBe(403);
  const crossSite = await browser.post('api/sign-in', login, { 'Sec-Fetch-Site': 'same-site' });
  expect(crossSite.status).toBe(403);
  const form = await browser.post('api/sign-in', login, { 'Content-Type': 'text/plain' });
  expect(form.status).toBe(400);
  for (const body of [{}, { ...login, password: 5 }, { ...login, userName: 'x'.repeat(2000) }]) {
    expect((await browser.post('api/sign-in', body)).status).toBe(400);
  }
  const huge = await browser.post('api/sign-in', { password: 'x'.repeat(70_000) });
  expect(huge.status).toBeGreaterThanOrEqual(400);
  expect(huge.status).toBeLessThan(500);
  expect((await browser.get('api/nothing')).status).toBe(404);
  expect((await browser.get('api/sign-in')).status).toBe(404);
});

test('nothing of all this was logged as an error', () => {
  expect(server.loggedErrors).toEqual([]);
});
