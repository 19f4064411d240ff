/**
 * `npm run screenshots`: every page of the console, in light and dark, with the tutorial's data in
 * it, into `screenshots/` (which git ignores): to be looked at. `-- iam/users` takes those pages
 * only whose address begins so; `-- --readme` also renews the few that the README shows.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page, People } from '../tests/console/browser.ts';
import {
  chromiumPath,
  launchBrowser,
  people,
  rest,
  sessionOf,
  settle,
  startServer,
} from '../tests/console/browser.ts';
import { administrators, consolePages, pathOf } from '../tests/console/pages.ts';
import { makeTutorialData } from '../tests/console/tutorial-data.ts';

// The table of routes is of the console, whose files are bundled and not run: Node refuses `.tsx`.
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context);
    const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
    return { format: 'module', source, shortCircuit: true };
  },
});

const folder = resolve(import.meta.dirname, '../screenshots');
const readmeFolder = resolve(import.meta.dirname, '../docs/images');

/** What the README shows, and as what. */
const readmeImages: Readonly<Record<string, string>> = {
  'as-role bucket': 'switched-role.png',
  'refused-and-why': 'why.png',
  'iam/groups/:groupName/inline-policy': 'policy-editor.png',
  organizations: 'organization.png',
};

/** The refusal alone, where there is one: it is long. */
async function shootForReadme(page: Page, image: string): Promise<void> {
  const refusal = page.getByRole('main').locator('[class*=awsui_alert]').first();
  const box = (await refusal.count()) > 0 ? await refusal.boundingBox() : null;
  const clip = box ?? { x: 0, y: 0, width: 1280, height: 720 };
  await page.screenshot({ path: join(readmeFolder, image), clip });
}

const options = process.argv.slice(2);
const isForReadme = options.includes('--readme');
const wanted = options.find((option) => !option.startsWith('-')) ?? '';
const themes = ['light', 'dark'] as const;

/** As tall as what it shows, within reason. */
const heightMax = 3000;

async function fit(page: Page): Promise<void> {
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width: 1280, height: Math.min(Math.max(800, height), heightMax) });
  await rest(page);
}

async function shoot(page: Page, name: string): Promise<void> {
  await settle(page);
  await fit(page);
  const image = readmeImages[name];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    await rest(page);
    if (isForReadme && image !== undefined && colorScheme === 'light') {
      await shootForReadme(page, image);
    }
    const file = `${name.replaceAll(/[^\w]+/g, '-').replace(/-$/, '')}.${colorScheme}.png`;
    await page.screenshot({ path: join(folder, file) });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

async function shootTabs(page: Page, name: string): Promise<void> {
  await shoot(page, name);
  const tabs = page.getByRole('main').getByRole('tab');
  const count = await tabs.count();
  for (let index = 1; index < count; index++) {
    const text = await tabs.nth(index).innerText();
    // The tabs of findings: the one that has some is open.
    if (/: \d+$/.test(text)) continue;
    await tabs.nth(index).click();
    await shoot(page, `${name} ${text}`);
  }
}

/** David as the role of the tutorial: the bar in its colour, his menu, and what is refused. */
async function shootRole({ signIn }: People, url: string): Promise<void> {
  const link = '/switchrole?account=999999999999&roleName=UpdateApp';
  const page = await signIn('david', `${link}&displayName=PRODUCTION&color=F2B0A9`);
  await page.getByRole('button', { name: 'Switch Role', exact: true }).click();
  const id = await sessionOf(page, '999999999999');
  await page.goto(`${url}/_console/${id}/s3/buckets/productionapp`);
  await shoot(page, 'as-role bucket');
  await page.getByRole('button', { name: 'PRODUCTION' }).first().click();
  await page.getByRole('menuitem', { name: 'Role history' }).waitFor();
  await shoot(page, 'as-role identity-menu');
  await page.goto(`${url}/_console/${id}/iam/users`);
  await shoot(page, 'as-role denied');
  await page.goto(`${url}/_console/`);
  await page.getByRole('heading', { name: 'Choose a session' }).waitFor();
  await shoot(page, 'choose-session');
  const other = await signIn('theresa', link);
  await other.getByRole('button', { name: 'Switch Role', exact: true }).click();
  await other.getByText('Could not switch roles').waitFor();
  await other.getByText('Why?').click();
  await shoot(other, 'refused-and-why');
}

async function shootAll(everyone: People, url: string, made: { readonly rootId: string }) {
  const pages = (await consolePages()).filter(({ name }) => name.startsWith(wanted));
  for (const person of administrators) {
    const page = await everyone.signIn(person);
    const session = await sessionOf(page);
    for (const visited of pages.filter((one) => one.person === person)) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${url}/_console/${session}/${pathOf(visited, made)}`);
      await shootTabs(page, visited.name);
      process.stdout.write(`${visited.name}\n`);
    }
    await page.close();
  }
  if (wanted !== '') return;
  await shootRole(everyone, url);
  for (const path of ['/signin', '/signin?kind=root']) {
    const page = await everyone.open('theresa', path);
    await shoot(page, path.slice(1));
  }
}

async function main(): Promise<void> {
  if (chromiumPath === undefined) throw new Error('no Chromium is installed');
  for (const path of [folder, readmeFolder]) mkdirSync(path, { recursive: true });
  const server = await startServer();
  const browser = await launchBrowser();
  try {
    const everyone = people(browser, server);
    await shootAll(everyone, server.url, await makeTutorialData(server));
    for (const fault of everyone.faults) process.stdout.write(`${fault}\n`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

await main();
