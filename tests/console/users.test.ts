/**
 * Users of an account and what they sign in with, by mouse and keyboard. Pages: IAM UG "Create an
 * IAM user in your AWS account", "Manage access keys for IAM users", "Assign a virtual MFA device
 * in the AWS Management Console", "Remove or deactivate an IAM user".
 */
import { readFileSync } from 'node:fs';
import { GetUserCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { totp } from './totp.ts';
import type { Profile, World } from './world.ts';
import { chromiumPath, development, fillSignIn, sessionOf, startWorld } from './world.ts';

/** What a button gave to be kept. */
async function saved(page: Page, button: Locator): Promise<readonly string[]> {
  const begun = page.waitForEvent('download');
  await button.click();
  return readFileSync(await (await begun).path(), 'utf8').split('\r\n');
}

/** The values of a line that quotes where it must (RFC 4180). */
function csvFields(line: string): readonly string[] {
  const fields = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...fields].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

const nobody = { accessKeyId: '', secretAccessKey: '' };

describe.skipIf(chromiumPath === undefined)('users in the console', () => {
  let world: World;
  let nina: Profile;
  let seed = '';
  let hasTheresa = false;

  beforeAll(async () => {
    world = await startWorld();
  });

  const ninaPage = (tab: string): Promise<Page> =>
    world.open('development-admin', `/iam/users/Nina?tab=${tab}`);

  const theresaPage = async (path: string): Promise<Page> => {
    if (hasTheresa) return world.open('theresa', path);
    hasTheresa = true;
    return world.signIn('theresa', path);
  };

  test('a user is created with a password, a group and a tag', async () => {
    const page = await world.signIn('development-admin', '/iam/users/create');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Enter a name.').waitFor();
    await page.getByLabel('User name').fill('Nina');
    await page.getByLabel('Provide user access to the console').check();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'User groups' }).click();
    await page.getByRole('option', { name: 'Developers' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Add new tag' }).click();
    await page.getByLabel('Key of tag 1').fill('team');
    await page.getByLabel('Value of tag 1').fill('web');
    await page.getByRole('button', { name: 'Create user' }).click();
    await page.getByText('User Nina was created.').waitFor();
    const lines = await saved(page, page.getByRole('button', { name: 'Download .csv file' }));
    expect(lines[0]).toBe('User name,Password,Console sign-in URL');
    const [name = '', password = '', url] = csvFields(lines[1] ?? '');
    expect(url).toBe(`${world.url}/_console/signin?account=${development}`);
    nina = { accountId: development, name, password, credentials: nobody };
    await page.getByRole('button', { name: 'View user' }).click();
    await page.getByRole('link', { name: 'IAMUserChangePassword' }).waitFor();
    await page.getByRole('link', { name: 'PowerUserAccess' }).waitFor();
    const { User } = await world
      .iam('development-admin')
      .send(new GetUserCommand({ UserName: 'Nina' }));
    expect(User?.Tags).toEqual([{ Key: 'team', Value: 'web' }]);
  });

  test('she signs in, must choose another password, and changes it once more', async () => {
    const page = await world.open('root', `/signin?account=${development}`);
    await fillSignIn(page, nina);
    await page.getByLabel('Old password').fill(nina.password);
    await page.getByLabel('New password', { exact: true }).fill('Nina-Second-2');
    await page.getByLabel('Retype new password').fill('Nina-Second-2');
    await page.getByRole('button', { name: 'Confirm password change' }).click();
    const id = await sessionOf(page);
    await page.goto(`${world.url}/_console/${id}/security-credentials`);
    await page.getByLabel('Current password').fill('wrong');
    await page.getByLabel('New password', { exact: true }).fill('Nina-Third-3');
    await page.getByLabel('Confirm new password').fill('Nina-Third-3');
    await page.keyboard.press('Enter');
    await page.getByText('The old password was incorrect.').waitFor();
    await page.getByLabel('Current password').fill('Nina-Second-2');
    await page.keyboard.press('Enter');
    await page.getByText('Your password was changed.').waitFor();
    nina = { ...nina, password: 'Nina-Third-3' };
  });

  test('an access key is made, shown once, used, turned off', async () => {
    const page = await ninaPage('credentials');
    await page.getByRole('button', { name: 'Create access key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Create access key' }).click();
    await dialog.getByText('Retrieve access key').waitFor();
    const lines = await saved(page, dialog.getByRole('button', { name: 'Download .csv file' }));
    expect(lines[0]).toBe('Access key ID,Secret access key');
    const [accessKeyId = '', secretAccessKey = ''] = csvFields(lines[1] ?? '');
    await dialog.getByRole('button', { name: 'Done' }).click();
    const config = { endpoint: world.url, region: 'us-east-1' };
    const sts = new STSClient({ ...config, credentials: { accessKeyId, secretAccessKey } });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(`arn:aws:iam::${development}:user/Nina`);
    await page.getByRole('radio', { name: `Select ${accessKeyId}` }).check();
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('cell', { name: 'Inactive' }).waitFor();
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toThrow(
      'The security token included in the request is invalid',
    );
  });

  test('a virtual MFA device is assigned by its QR code; sign-in asks for its code', async () => {
    const page = await ninaPage('credentials');
    await page.getByRole('button', { name: 'Assign MFA device' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Device name').fill('phone');
    await dialog.getByRole('button', { name: 'Next' }).click();
    const picture = dialog.getByRole('img', { name: /QR code/ });
    await picture.waitFor();
    const width = () => page.evaluate(`document.querySelector('img.qr-code').naturalWidth`);
    await expect.poll(width).toBeGreaterThan(40);
    await dialog.getByRole('button', { name: 'Show secret key' }).click();
    seed = /[A-Z2-7]{64}/.exec(await dialog.innerText())?.[0] ?? '';
    await dialog.getByLabel('MFA code 1').fill('000000');
    await dialog.getByLabel('MFA code 2').fill('111111');
    await dialog.getByRole('button', { name: 'Add MFA' }).click();
    await dialog.getByText('Authentication code for device is not valid.').waitFor();
    const nowMs = await world.nowMs();
    await dialog.getByLabel('MFA code 1').fill(totp(seed, nowMs - 30_000));
    await dialog.getByLabel('MFA code 2').fill(totp(seed, nowMs));
    await dialog.getByRole('button', { name: 'Add MFA' }).click();
    await page.getByRole('rowheader', { name: 'phone' }).waitFor();
    const again = await world.open('production-admin', `/signin?account=${development}`);
    await fillSignIn(again, nina);
    await again.getByRole('heading', { name: 'Multi-factor authentication' }).waitFor();
    // A code that was not used, however long the way to here took.
    await world.advance(60);
    await again.getByLabel('MFA code').fill(totp(seed, await world.nowMs()));
    await again.getByRole('button', { name: 'Submit' }).click();
    await again.locator('#top-bar').waitFor();
  });

  test('hostile tags are text; what is refused is said in place', async () => {
    const page = await ninaPage('tags');
    await page.getByRole('button', { name: 'Manage tags' }).click();
    await page.getByLabel('Value of tag 1').fill('<b>web</b>');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Tags not saved').waitFor();
    await page.getByLabel('Value of tag 1').fill('web @ home');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('button', { name: 'Manage tags' }).waitFor();
    await page.getByText('web @ home').waitFor();
  });

  test('she is deleted with all that she has', async () => {
    const page = await ninaPage('permissions');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog');
    const all = 'the console password, 1 access key, 1 MFA device, 1 policy, 1 group membership';
    await dialog.getByText(all).waitFor();
    await dialog.getByLabel('To confirm, type Nina').fill('Nina');
    await page.keyboard.press('Enter');
    await page.getByText('Deleted user Nina.').waitFor();
    await page.waitForURL(/\/iam\/users$/);
    await page.getByRole('link', { name: 'Nina' }).waitFor({ state: 'detached' });
    const iam = world.iam('development-admin');
    await expect(iam.send(new ListAccessKeysCommand({ UserName: 'Nina' }))).rejects.toThrow(
      'The user with name Nina cannot be found.',
    );
  });

  test.each([
    ['/iam', 'is not authorized to perform: iam:GetAccountSummary'],
    ['/iam/account-settings', 'is not authorized to perform: iam:GetAccountPasswordPolicy'],
    ['/security-credentials', 'is not authorized to perform: iam:ListMFADevices'],
    ['/iam/users/David', 'is not authorized to perform: iam:GetUser'],
  ])('%s says what Theresa may not', async (path, message) => {
    const page = await theresaPage(path);
    await page.getByText(message).first().waitFor();
  });
});
