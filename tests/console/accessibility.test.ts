/**
 * No serious violation that axe finds, on every page that stands before and around the services, in
 * light and dark. Page: WCAG 2.2.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { World } from './world.ts';
import { chromiumPath, startWorld } from './world.ts';

/** What axe finds, in a line each. */
async function violations(page: Page): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

async function everyTheme(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    // In motion, colours are neither one nor the other.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForLoadState('networkidle');
    await page.waitForFunction(
      'document.getAnimations().every(({ playState }) => playState !== "running")',
    );
    found.push(...(await violations(page)).map((line) => `${colorScheme} ${line}`));
  }
  return found;
}

describe.skipIf(chromiumPath === undefined)('axe finds nothing serious', () => {
  let world: World;
  let root = '';

  beforeAll(async () => {
    world = await startWorld();
    const page = await world.signIn('development-admin');
    root = page.url().replace(/home$/, '').slice(`${world.url}/_console`.length);
  });

  test.each(['/signin', '/signin?kind=root'])('%s', async (path) => {
    expect(await everyTheme(await world.open('david', path))).toEqual([]);
  });

  test.each(['home', 'switchrole', 'roles-used', 'nowhere', 'iam/users', 'iam/users/create'])(
    '%s',
    async (path) => {
      const page = await world.open('development-admin', root + path);
      await page.locator('#top-bar').waitFor();
      expect(await everyTheme(page)).toEqual([]);
    },
  );

  test('the identity menu', async () => {
    const page = await world.open('development-admin', `${root}home`);
    await page.getByRole('button', { name: /Administrator @/ }).click();
    expect(await everyTheme(page)).toEqual([]);
  });
});
