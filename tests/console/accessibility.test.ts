/**
 * No serious violation that axe finds, on every page that stands before and around the services, in
 * light and dark. Page: WCAG 2.2.
 */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { everyTheme } from './axe.ts';
import type { World } from './world.ts';
import { chromiumPath, development, startWorld } from './world.ts';

describe.skipIf(chromiumPath === undefined)('axe finds nothing serious', () => {
  let world: World;
  let root = '';
  let managementRoot = '';

  beforeAll(async () => {
    world = await startWorld();
    const rootOf = (page: Page): string =>
      page.url().replace(/home$/, '').slice(`${world.url}/_console`.length);
    root = rootOf(await world.signIn('development-admin'));
    managementRoot = rootOf(await world.signIn('management-admin'));
  });

  test.each(['/signin', '/signin?kind=root'])('%s', async (path) => {
    expect(await everyTheme(await world.open('david', path))).toEqual([]);
  });

  test.each([
    'home',
    'switchrole',
    'roles-used',
    'nowhere',
    'security-credentials',
    'iam',
    'iam/account-settings',
    'iam/users',
    'iam/users/create',
    'iam/users/David',
    'iam/users/David?tab=groups',
    'iam/users/David?tab=tags',
    'iam/users/David?tab=credentials',
  ])('%s', async (path) => {
    const page = await world.open('development-admin', root + path);
    await page.locator('#top-bar').waitFor();
    expect(await everyTheme(page)).toEqual([]);
  });

  test.each([
    'organizations',
    'organizations?view=list',
    'organizations/create-account',
    `organizations/accounts/${development}`,
    'organizations/policies',
    'organizations/policies/scp',
    'organizations/policies/rcp/create',
    'organizations/policy/p-FullAWSAccess',
    'organizations/policy/p-FullAWSAccess?tab=targets',
  ])('%s, for the management account', async (path) => {
    const page = await world.open('management-admin', managementRoot + path);
    await page.locator('#top-bar').waitFor();
    expect(await everyTheme(page)).toEqual([]);
  });

  test('the identity menu', async () => {
    const page = await world.open('development-admin', `${root}home`);
    await page.getByRole('button', { name: /Administrator @/ }).click();
    expect(await everyTheme(page)).toEqual([]);
  });
});
