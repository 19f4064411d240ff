/**
 * Pages of the console as three people see them: an administrator, in light and dark, without a
 * serious violation of WCAG 2.2 that axe would find; somebody in a narrow window; and somebody who
 * may do nothing, and is told so in AWS's words.
 */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { everyTheme } from './axe.ts';
import { settle } from './browser.ts';
import type { Administrator, ConsolePage, Samples } from './pages.ts';
import { administrators, consolePages, pathOf } from './pages.ts';
import { makeTutorialData, nobodyBeside } from './tutorial-data.ts';
import type { World } from './world.ts';
import { chromiumPath, sessionOf, startWorld } from './world.ts';

/** Looks at the page, and at each of its tabs. */
async function onEveryTab(page: Page, look: () => Promise<void>): Promise<void> {
  await settle(page);
  await look();
  const tabs = page.getByRole('main').getByRole('tab');
  const count = await tabs.count();
  for (let index = 1; index < count; index++) {
    const name = await tabs.nth(index).innerText();
    // The tabs of findings: the one that has some is open.
    if (/: \d+$/.test(name)) continue;
    await tabs.nth(index).click();
    await settle(page);
    await look();
  }
}

const narrow = { width: 640, height: 900 };

/** What somebody may not see though the page has no place to say so, and why it need not. */
const asksAside: Readonly<Record<string, string>> = {
  'iam/users/create': 'the password policy is a hint beside a field of a later step',
  'iam/simulator': 'principals are suggested to who may list them; anyone may type one',
};

const refusal = /is not authorized to perform|You don't have permissions/;

/** Calls that AWS refused. */
const refusedCalls = `performance.getEntriesByType('resource')
  .filter(({ responseStatus }) => responseStatus === 403).length`;

function visitAsAdministrator(pages: readonly ConsolePage[], open: Open): void {
  test.each(pages)('$name', async (visited) => {
    const page = await open(visited, 'administrator');
    await onEveryTab(page, async () => {
      const title = page.getByRole('heading', { level: 1 }).first();
      await expect.poll(() => title.innerText()).not.toBe('This page could not be shown');
      expect.soft(await page.getByText(refusal).count(), page.url()).toBe(0);
      expect.soft(await everyTheme(page), page.url()).toEqual([]);
    });
    await page.setViewportSize(narrow);
    await page.reload();
    await onEveryTab(page, async () => {
      const width = () => page.evaluate<number>('document.documentElement.scrollWidth');
      await expect.poll(width, { message: page.url() }).toBeLessThanOrEqual(narrow.width);
    });
  });
}

function visitAsNobody(pages: readonly ConsolePage[], open: Open): void {
  test.each(pages)('$name, for somebody who may do nothing', async (visited) => {
    const page = await open(visited, 'nobody');
    await settle(page);
    await expect.poll(() => page.getByText('This page could not be shown').count()).toBe(0);
    const refused = await page.evaluate<number>(refusedCalls);
    if (refused === 0 || visited.name in asksAside) return;
    await expect.poll(() => page.getByText(refusal).count()).toBeGreaterThan(0);
  });
}

type Open = (page: ConsolePage, who: 'administrator' | 'nobody') => Promise<Page>;

/** Tests of each page that is chosen; `more` are told of the same world. */
export async function visit(
  isChosen: (page: ConsolePage) => boolean,
  more?: (world: () => World) => void,
): Promise<void> {
  const pages = (await consolePages()).filter(isChosen);
  describe.skipIf(chromiumPath === undefined)('every page of the console', () => {
    let world: World;
    let samples: Samples;
    const sessions = new Map<string, string>();
    const key = (person: Administrator, who: string): string => `${who} ${person}`;

    beforeAll(async () => {
      world = await startWorld();
      samples = await makeTutorialData(world);
      for (const person of administrators) {
        if (!pages.some((page) => page.person === person)) continue;
        const administrator = await world.signIn(person);
        sessions.set(key(person, 'administrator'), await sessionOf(administrator));
        const nobody = await world.signIn(nobodyBeside(world, person));
        sessions.set(key(person, 'nobody'), await sessionOf(nobody));
      }
    });

    const open: Open = (page, who) => {
      const { person } = page;
      const path = `/${sessions.get(key(person, who))}/${pathOf(page, samples)}`;
      return world.open(who === 'nobody' ? nobodyBeside(world, person) : person, path);
    };
    visitAsAdministrator(pages, open);
    visitAsNobody(pages, open);
    more?.(() => world);
  });
}
