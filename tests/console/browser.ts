/**
 * The real server with the tutorial's people, and a real browser in which each of them has a
 * context of its own: other cookies, other storage, as on another machine. Knows nothing of tests,
 * so that pictures are taken, and times measured, in the same world.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
export type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

const root = resolve(import.meta.dirname, '../..');

function findChromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = names.map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim());
  return process.env['CHROMIUM'] ?? found.find((path) => path !== '');
}

/** `undefined`: there is none, and whatever needs it is skipped. */
export const chromiumPath: string | undefined = findChromium();

/** Profiles of the tutorial's prerequisites, in `DATA/credentials`. */
export type Person =
  | 'root'
  | 'management-admin'
  | 'development-admin'
  | 'production-admin'
  | 'david'
  | 'theresa';

export interface Profile {
  readonly accountId: string;
  /** User name, or the root user's e-mail address. */
  readonly name: string;
  readonly password: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

const launchFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Generous: a machine may be busy with ten other things. What comes, comes at once. */
const startMs = 60_000;
const stepMs = 30_000;

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath!, args: launchFlags });
}

export interface Server {
  readonly url: string;
  profile(person: Person): Profile;
  stop(): Promise<void>;
}

function readProfile(text: string, person: Person): Profile {
  const section = text.split(`[${person}]`)[1]?.split('\n[')[0] ?? '';
  const value = (pattern: RegExp): string => pattern.exec(section)?.[1] ?? '';
  return {
    accountId: value(/account (\d{12})/),
    name: value(/(?:root )?user (\S+)/),
    password: value(/console password: (\S+)/),
    credentials: {
      accessKeyId: value(/aws_access_key_id = (\S+)/),
      secretAccessKey: value(/aws_secret_access_key = (\S+)/),
    },
  };
}

/** With the tutorial's accounts and people, over a folder of its own, on a free port. */
export async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'hallpass-console-'));
  const binary = join(root, 'packages/cli/bin/hallpass.js');
  const args = ['serve', '--data', folder, '--port', '0', '--test-clock'];
  const child = spawn(process.execPath, [binary, ...args, '--example', 'cross-account'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const url = await new Promise<string>((ready, fail) => {
    const timer = setTimeout(() => fail(new Error(`no server: ${text}`)), startMs);
    child.on('exit', () => fail(new Error(`the server ended: ${text}`)));
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [, found] = /^Hallpass is ready at (\S+)\n/.exec(text) ?? [];
      if (found === undefined) return;
      clearTimeout(timer);
      ready(found);
    });
  });
  const profiles = readFileSync(join(folder, 'credentials'), 'utf8');
  return {
    url,
    profile: (person) => readProfile(profiles, person),
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Fills the form of the door. */
export async function fillSignIn(page: Page, person: Omit<Profile, 'credentials'>): Promise<void> {
  if (person.name.includes('@')) {
    await page.getByRole('button', { name: 'Sign in as root user' }).click();
    await page.getByLabel('Root user email address').fill(person.name);
  } else {
    await page.getByLabel('Account ID (12 digits) or account alias').fill(person.accountId);
    await page.getByLabel('IAM username').fill(person.name);
  }
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/**
 * The session that the page shows, once it does: `111111111111-a1b2c3d4e5`. With an account, the
 * page may still be on its way there from a session of another.
 */
export async function sessionOf(page: Page, accountId = '\\d{12}'): Promise<string> {
  const address = new RegExp(`/_console/(${accountId}-\\w+)/`);
  await page.waitForURL(address);
  await page.locator('#top-bar').waitFor();
  return address.exec(page.url())?.[1] ?? '';
}

/** Nothing is loading, and nothing moves. Not `waitForFunction`, which the page's policy forbids. */
const isAtRest = `document.querySelector('h1, [class*=awsui_alert]') !== null &&
  document.querySelector('[class*=awsui_rotator]') === null &&
  document.getAnimations().every(({ playState }) => playState !== 'running')`;

const pollMs = 50;

/** What was asked for stands there. */
export async function rest(page: Page): Promise<void> {
  for (let waitedMs = 0; waitedMs < stepMs; waitedMs += pollMs) {
    if (await page.evaluate<boolean>(isAtRest)) return;
    await page.waitForTimeout(pollMs);
  }
  throw new Error(`${page.url()} does not come to rest`);
}

/** The page has loaded whatever it shows. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await rest(page);
}

/** What went wrong in a page: whatever it throws, or its Content-Security-Policy blocks. */
function watch(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    // Refused calls are part of the tests; the browser reports every one of them.
    if (message.type() !== 'error' || text.startsWith('Failed to load resource')) return;
    faults.push(`${page.url()}: ${text.slice(0, 500)}`);
  });
}

export interface People {
  /** Filled as things go wrong. */
  readonly faults: string[];
  /** A new page in the person's own context, not signed in. */
  open(person: Person | Profile, path?: string): Promise<Page>;
  /** A new page, signed in, at this address. */
  signIn(person: Person | Profile, path?: string): Promise<Page>;
  /** Every page that is open. */
  pages(): readonly Page[];
}

export function people(browser: Browser, server: Server): People {
  const faults: string[] = [];
  const contexts = new Map<string, Promise<BrowserContext>>();
  const context = (person: Person | Profile): Promise<BrowserContext> => {
    const key = typeof person === 'string' ? person : `${person.accountId}/${person.name}`;
    // Without motion there is nothing half-way to click on.
    const options = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' } as const;
    const made = contexts.get(key) ?? browser.newContext(options);
    contexts.set(key, made);
    return made;
  };
  const open = async (person: Person | Profile, path = '/'): Promise<Page> => {
    const page = await (await context(person)).newPage();
    page.setDefaultTimeout(stepMs);
    watch(page, faults);
    await page.goto(`${server.url}/_console${path}`);
    return page;
  };
  return {
    faults,
    open,
    async signIn(person, path = '/') {
      const page = await open(person, path);
      await fillSignIn(page, typeof person === 'string' ? server.profile(person) : person);
      await page.locator('#top-bar').waitFor();
      return page;
    },
    pages: () => browser.contexts().flatMap((one) => one.pages()),
  };
}
