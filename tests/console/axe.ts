/** What axe finds on a page. Page: WCAG 2.2. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What axe finds, in a line each. */
async function violations(page: Page): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

const isAtRest = 'document.getAnimations().every(({ playState }) => playState !== "running")';

/** Of the page as it is, in light and dark. */
export async function everyTheme(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    // In motion, colours are neither one nor the other.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForLoadState('networkidle');
    // Not waitForFunction: its polling evaluates text, which the page's policy forbids.
    await expect.poll(() => page.evaluate(isAtRest), { timeout: 10_000 }).toBe(true);
    found.push(...(await violations(page)).map((line) => `${colorScheme} ${line}`));
  }
  return found;
}
