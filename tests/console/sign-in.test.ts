/** The door of the console, and the end of a session. Page: AWS Sign-In UG. */
import {
  AttachUserPolicyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
} from '@aws-sdk/client-iam';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { totp } from './totp.ts';
import type { Profile, World } from './world.ts';
import { chromiumPath, development, fillSignIn, startWorld } from './world.ts';

const password = 'Correct-Horse-7';

async function addUser(world: World, UserName: string, mustChange: boolean): Promise<Profile> {
  const iam = world.iam('development-admin');
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(
    new CreateLoginProfileCommand({
      UserName,
      Password: password,
      PasswordResetRequired: mustChange,
    }),
  );
  const credentials = { accessKeyId: '', secretAccessKey: '' };
  return { accountId: development, name: UserName, password, credentials };
}

/** The bar of a session, with the name of who it is. */
async function bar(page: Page, name: string): Promise<void> {
  await page.locator('#top-bar').getByRole('button', { name }).waitFor();
}

describe.skipIf(chromiumPath === undefined)('signing in to the console', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });

  test('the first load of the sign-in page takes at most 400 KB', async () => {
    const page = await world.open('management-admin', '/signin');
    await page.waitForLoadState('networkidle');
    const loaded = await page.evaluate<readonly number[]>(
      `performance.getEntries().map((entry) => entry.encodedBodySize ?? 0)`,
    );
    const total = loaded.reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(50_000);
    expect(total).toBeLessThanOrEqual(400_000);
  });

  test('a wrong password is said to be wrong, and nothing more', async () => {
    const page = await world.open('theresa');
    await fillSignIn(page, { ...world.profile('theresa'), password: 'wrong' });
    await page.getByText('Your authentication information is incorrect.').waitFor();
    await page.getByLabel('Password').fill(world.profile('theresa').password);
    await page.keyboard.press('Enter');
    await bar(page, 'Theresa');
  });

  test('a link of the account fills in the account, a deep link leads on after the door', async () => {
    const page = await world.open('david', `/signin?account=${development}`);
    const field = page.getByLabel('Account ID (12 digits) or account alias');
    await expect.poll(() => field.inputValue()).toBe(development);
    await page.goto(`${world.url}/_console/iam/users/David`);
    await fillSignIn(page, world.profile('david'));
    await page.waitForURL(/\/_console\/\d{12}-\w+\/iam\/users\/David$/);
    await page.goBack();
    await page.goForward();
    await page.waitForURL(/\/iam\/users\/David$/);
  });

  test('a password that was given must be changed', async () => {
    const fresh = await addUser(world, 'Fresh', true);
    await world.iam('development-admin').send(
      new AttachUserPolicyCommand({
        UserName: 'Fresh',
        PolicyArn: 'arn:aws:iam::aws:policy/IAMUserChangePassword',
      }),
    );
    const page = await world.open('production-admin');
    await fillSignIn(page, fresh);
    await page.getByText('You must change your password to continue.').waitFor();
    await page.getByLabel('Old password').fill(password);
    await page.getByLabel('New password', { exact: true }).fill('short');
    await page.getByLabel('Retype new password').fill('shor');
    await page.getByText('The two new passwords are not the same.').waitFor();
    await page.getByLabel('Retype new password').fill('short');
    await page.getByRole('button', { name: 'Confirm password change' }).click();
    await page.getByText('Password does not conform to the account password policy.').waitFor();
    await page.getByLabel('New password', { exact: true }).fill('Another-Horse-8');
    await page.getByLabel('Retype new password').fill('Another-Horse-8');
    await page.getByRole('button', { name: 'Confirm password change' }).click();
    await bar(page, 'Fresh');
  });

  test('a user with an MFA device is asked for its code', async () => {
    const careful = await addUser(world, 'Careful', false);
    const iam = world.iam('development-admin');
    const { VirtualMFADevice } = await iam.send(
      new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
    );
    const { SerialNumber = '', Base32StringSeed } = VirtualMFADevice ?? {};
    const seed = Buffer.from(Base32StringSeed ?? '').toString();
    const nowMs = await world.nowMs();
    await iam.send(
      new EnableMFADeviceCommand({
        UserName: 'Careful',
        SerialNumber,
        AuthenticationCode1: totp(seed, nowMs - 60_000),
        AuthenticationCode2: totp(seed, nowMs - 30_000),
      }),
    );
    const page = await world.open('root');
    await fillSignIn(page, careful);
    await page.getByRole('heading', { name: 'Multi-factor authentication' }).waitFor();
    await page.getByLabel('MFA code').fill('000000');
    await page.keyboard.press('Enter');
    await page.getByText('The MFA code you entered is invalid').waitFor();
    // A code that was not used, however long the way to here took.
    await world.advance(60);
    await page.getByLabel('MFA code').fill(totp(seed, await world.nowMs()));
    await page.keyboard.press('Enter');
    await bar(page, 'Careful');
  });

  test('signing out ends every tab of the sign-in at once', async () => {
    const page = await world.open('theresa');
    await bar(page, 'Theresa');
    const other = await world.open('theresa', '/iam/users');
    await bar(other, 'Theresa');
    await page.getByRole('button', { name: /Theresa @/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'IAM user sign in' }).waitFor();
    await other.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    await other.getByRole('button', { name: 'Sign in' }).click();
    await fillSignIn(other, world.profile('theresa'));
    await other.waitForURL(/\/iam\/users$/);
  });

  test('a session that runs out warns, ends, and leads back to where it was', async () => {
    const page = await world.signIn('development-admin', '/iam/users');
    await page.getByRole('link', { name: 'David' }).waitFor();
    await world.advance(12 * 3600 - 300);
    await page.reload();
    await page.getByText(/Your sign-in ends in \d min/).waitFor();
    await world.advance(300);
    await page.reload();
    await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await fillSignIn(page, world.profile('development-admin'));
    await page.waitForURL(/\/iam\/users$/);
    await page.getByRole('link', { name: 'David' }).waitFor();
  });

  test('the theme is kept', async () => {
    const page = await world.open('development-admin');
    await bar(page, 'Administrator');
    const isDark = () => page.evaluate(`document.body.classList.contains('awsui-dark-mode')`);
    await expect.poll(isDark).toBe(false);
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Dark' }).click();
    await expect.poll(isDark).toBe(true);
    await page.reload();
    await bar(page, 'Administrator');
    await expect.poll(isDark).toBe(true);
  });
});
