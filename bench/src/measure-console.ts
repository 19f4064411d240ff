/**
 * How long a click or a key waits for its picture, on the console's long lists: 5,000 users, and a
 * bucket of 100,000 objects. In a real browser, by its own account of interactions; the slowest
 * counts. Page: web.dev "Interaction to Next Paint", whose "good" is 200 ms.
 */
import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import type { Browser, Page } from '../../tests/console/browser.ts';
import {
  chromiumPath,
  fillSignIn,
  launchBrowser,
  sessionOf,
  settle,
} from '../../tests/console/browser.ts';
import type { Row } from './report.ts';
import type { World } from './world.ts';
import { listedBucket } from './world.ts';

/** With those that are there already, as many as an account may have. */
const addedUsers = 4990;
const wantedMs = 200;

/** What the browser tells of every interaction since the page was opened. */
const observe = `
  globalThis.interactions = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, name, duration } of list.getEntries()) {
      if (interactionId === 0) continue;
      const known = globalThis.interactions.get(interactionId)?.duration ?? 0;
      if (duration >= known) globalThis.interactions.set(interactionId, { name, duration });
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });`;

interface Interaction {
  readonly name: string;
  readonly duration: number;
}

/** Entries come after the frame that they tell of. Milliseconds. */
const reportMs = 500;

async function interactionsOf(page: Page): Promise<readonly Interaction[]> {
  await page.waitForTimeout(reportMs);
  return page.evaluate<readonly Interaction[]>('[...globalThis.interactions.values()]');
}

async function addUsers({ hallpass }: World): Promise<void> {
  const { url, root } = hallpass;
  const iam = new IAMClient({ endpoint: url, region: 'us-east-1', credentials: root });
  let next = 0;
  const add = async (): Promise<void> => {
    for (let index = next++; index < addedUsers; index = next++) {
      const UserName = `person-${String(index).padStart(5, '0')}`;
      await iam.send(new CreateUserCommand({ UserName }));
    }
  };
  await Promise.all(Array.from({ length: 16 }, add));
  iam.destroy();
}

function row(name: string, interactions: readonly Interaction[]): Row {
  const slowest = interactions.toSorted((one, other) => other.duration - one.duration)[0];
  return {
    name,
    against: 'absolute',
    reached: slowest?.duration ?? 0,
    wanted: wantedMs,
    unit: 'ms',
    lessIsBetter: true,
    note: `${slowest?.name ?? 'none'}, the slowest of ${interactions.length} interactions`,
  };
}

async function filterUsers(page: Page): Promise<Row> {
  const search = page.getByRole('searchbox').or(page.getByLabel('Find users')).first();
  await search.click();
  await page.keyboard.type('person-0123', { delay: 120 });
  for (let index = 0; index < 'person-0123'.length; index++) await page.keyboard.press('Backspace');
  return row('Typing into the search of 5,000 users', await interactionsOf(page));
}

async function sortUsers(page: Page): Promise<Row> {
  const header = page.getByRole('columnheader', { name: 'User name' }).first();
  for (let index = 0; index < 4; index++) {
    // The header that stays in sight is drawn over the one that screen readers know.
    await header.getByRole('button').first().click({ force: true });
    await settle(page);
  }
  return row('Sorting 5,000 users', await interactionsOf(page));
}

const turns = 8;
const pollMs = 20;
const turnMsMax = 10_000;

async function turnPages(page: Page, name: string): Promise<Row> {
  const firstRow = (): Promise<string> => page.getByRole('rowheader').first().innerText();
  for (let turn = 0; turn < turns; turn++) {
    const before = await firstRow();
    await page.getByRole('button', { name: 'Next page' }).first().click();
    for (let waitedMs = 0; (await firstRow()) === before; waitedMs += pollMs) {
      if (waitedMs > turnMsMax) throw new Error(`${name}: the next page does not come`);
      await page.waitForTimeout(pollMs);
    }
    await settle(page);
  }
  return row(name, await interactionsOf(page));
}

async function measure(browser: Browser, { hallpass }: World): Promise<Row[]> {
  const { url, rootSignIn } = hallpass;
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(observe);
  await page.goto(`${url}/_console/signin`);
  await fillSignIn(page, rootSignIn);
  const id = await sessionOf(page);
  const rows: Row[] = [];
  const open = async (path: string): Promise<void> => {
    await page.goto(`${url}/_console/${id}/${path}`);
    await settle(page);
  };
  await open('iam/users');
  rows.push(await filterUsers(page));
  await open('iam/users');
  rows.push(await sortUsers(page));
  await open('iam/users');
  rows.push(await turnPages(page, 'Paging through 5,000 users'));
  await open(`s3/buckets/${listedBucket}?prefix=folder-5/`);
  rows.push(await turnPages(page, 'Paging through a bucket of 100k objects'));
  return rows;
}

/** None where there is no browser. */
export async function measureConsole(world: World): Promise<Row[]> {
  if (chromiumPath === undefined) return [];
  await addUsers(world);
  const browser = await launchBrowser();
  try {
    return await measure(browser, world);
  } finally {
    await browser.close();
  }
}
