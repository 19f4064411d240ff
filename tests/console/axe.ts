/** What axe finds on a page. Page: WCAG 2.2. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { rest, settle } from './browser.ts';

/** What axe finds, in a line each. */
async function violations(page: Page, rules?: string): Promise<readonly string[]> {
  // One look at one frame: the other way opens a page of its own each time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const found = await (rules === undefined ? axe : axe.withRules(rules)).analyze();
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Of the page as it is, in light and dark. */
export async function everyTheme(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  await settle(page);
  const light = await violations(page);
  // Dark pages differ from light ones in nothing but colours.
  await page.emulateMedia({ colorScheme: 'dark' });
  await rest(page);
  const dark = await violations(page, 'color-contrast');
  return [...light.map((line) => `light ${line}`), ...dark.map((line) => `dark ${line}`)];
}
