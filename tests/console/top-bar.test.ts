/** What stands around every page: search, support, identity menu, narrow windows, hostile names. */
import { CreateRoleCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, test } from 'vitest';
import type { World } from './world.ts';
import { chromiumPath, development, production, sessionOf, startWorld } from './world.ts';

describe.skipIf(chromiumPath === undefined)('the bar above every page', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });

  test('the search finds principals, policies, buckets and pages, by keyboard alone', async () => {
    await world.iam('production-admin').send(
      new CreateRoleCommand({
        RoleName: 'UpdateApp',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { AWS: development }, Action: 'sts:AssumeRole' },
          ],
        }),
      }),
    );
    const page = await world.signIn('production-admin');
    const search = page.getByRole('combobox', { name: /^Search users/ });
    await page.keyboard.press('Alt+KeyS');
    await page.keyboard.type('updateapp');
    await page.getByRole('option', { name: 'UpdateApp' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/iam\/roles\/UpdateApp$/);
    for (const [name, address] of [
      ['productionapp', /\/s3\/.*productionapp/],
      ['AmazonS3ReadOnlyAccess', /\/iam\/policies\/.*AmazonS3ReadOnlyAccess$/],
      ['Role history', /\/roles-used$/],
    ] as const) {
      await search.fill(name);
      await page.getByRole('option', { name }).first().click();
      await page.waitForURL(address);
    }
    await search.fill('no such thing');
    await page.getByText('Nothing has this name').waitFor();
  });

  test('the Support Center shows the account number', async () => {
    const page = await world.open('production-admin');
    await page.getByRole('button', { name: 'Support' }).click();
    await page.getByRole('menuitem', { name: 'Support Center' }).click();
    await page.getByRole('main').getByText(production, { exact: true }).waitFor();
    await page.getByRole('main').getByText('9999-9999-9999').waitFor();
  });

  test('several sessions live side by side, each tab keeping its own', async () => {
    const first = await world.signIn('david');
    await first.getByRole('button', { name: /David @/ }).click();
    await first.getByRole('menuitem', { name: 'Add session' }).click();
    const { accountId, password } = world.profile('theresa');
    await first.getByLabel('Account ID (12 digits) or account alias').fill(accountId);
    await first.getByLabel('IAM username').fill('Theresa');
    await first.getByLabel('Password').fill(password);
    await first.keyboard.press('Enter');
    await first.getByRole('button', { name: /Theresa @/ }).waitFor();
    const second = await world.open('david');
    await second.getByRole('heading', { name: 'Choose a session' }).waitFor();
    await second.getByRole('button', { name: /David @/ }).click();
    await sessionOf(second);
    await second.getByRole('button', { name: /David @/ }).waitFor();
    await first.reload();
    await first.getByRole('button', { name: /Theresa @/ }).click();
    await first.getByRole('menuitem', { name: 'David @ 1111-1111-1111' }).click();
    await first.getByRole('main').getByText(`user/David`).waitFor();
  });

  test('an open menu stays open while what it shows arrives', async () => {
    const page = await world.open('david');
    await page.getByRole('button', { name: /^David @/ }).click();
    await sessionOf(page);
    let release = (): void => undefined;
    const isReleased = new Promise<void>((done) => {
      release = done;
    });
    await page.route(/\/_console\/api\/sessions(\/[^/]+\/roles)?$/, async (route) => {
      await isReleased;
      await route.continue();
    });
    await page.reload();
    await page.getByRole('button', { name: /^David @/ }).click();
    await page.getByRole('menuitem', { name: 'Role history' }).waitFor();
    await expect.poll(() => page.getByRole('menuitem', { name: /^Theresa @/ }).count()).toBe(0);
    release();
    await page.getByRole('menuitem', { name: /^Theresa @/ }).waitFor();
    await page.getByRole('menuitem', { name: 'Role history' }).click();
    await page.waitForURL(/\/roles-used$/);
  });

  test('hostile names are text', async () => {
    const iam = world.iam('development-admin');
    const Path = '/<img/src=x/onerror=alert(1)>/';
    await iam.send(new CreateUserCommand({ UserName: 'Mallory', Path }));
    const page = await world.signIn('development-admin', '/iam/users');
    await page.getByText(Path, { exact: true }).waitFor();
    const label = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const query = new URLSearchParams({ account: 'a', roleName: 'r', displayName: label });
    await page.goto(`${world.url}/_console/switchrole?${query}`);
    await expect.poll(() => page.getByLabel('Display name').inputValue()).toBe(label);
    await expect.poll(() => page.locator('img[src=x]').count()).toBe(0);
  });

  test('a narrow window keeps everything within reach', async () => {
    const page = await world.open('development-admin', '/iam/users');
    await page.setViewportSize({ width: 400, height: 800 });
    await page.reload();
    await page.getByRole('link', { name: 'David' }).waitFor();
    const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
    await expect.poll(width).toBeLessThanOrEqual(400);
    await page
      .getByRole('button', { name: /Administrator|More/ })
      .first()
      .click();
    await page.getByText('Sign out').first().waitFor();
  });
});
