/**
 * The real server with the tutorial's people, and a real browser in which each of them has a
 * context of its own: other cookies, other storage, as on another machine. Whatever a page throws,
 * or its Content-Security-Policy blocks, fails the test that saw it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

function findChromium(): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = names.map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim());
  return process.env['CHROMIUM'] ?? found.find((path) => path !== '');
}

/** `undefined`: there is none, and the tests of the console are skipped. */
export const chromiumPath: string | undefined = findChromium();

export const development = '111111111111';
export const production = '999999999999';

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

export interface World {
  readonly url: string;
  profile(person: Person): Profile;
  iam(person: Person): IAMClient;
  s3(person: Person): S3Client;
  /** A new page in the person's own context, not signed in. */
  open(person: Person, path?: string): Promise<Page>;
  /** A new page, signed in, at this address. */
  signIn(person: Person, path?: string): Promise<Page>;
  /** Moves the server's clock. */
  advance(seconds: number): Promise<void>;
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

const startMs = 20_000;

async function startServer(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
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
  return {
    url,
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    },
  };
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

/** Fills the form of the door. */
export async function fillSignIn(page: Page, person: Profile): Promise<void> {
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

/** What went wrong in pages, told by the test that was running. */
function watch(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text();
    // Refused calls are part of the tests; the browser reports every one of them.
    if (message.type() !== 'error' || text.startsWith('Failed to load resource')) return;
    faults.push(`${page.url()}: ${text.slice(0, 500)}`);
  });
}

function contexts(browser: Browser, faults: string[]) {
  const made = new Map<Person, Promise<BrowserContext>>();
  return async (person: Person): Promise<Page> => {
    const context =
      made.get(person) ?? browser.newContext({ viewport: { width: 1280, height: 900 } });
    made.set(person, context);
    const page = await (await context).newPage();
    page.setDefaultTimeout(15_000);
    watch(page, faults);
    return page;
  };
}

export async function startWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'hallpass-console-'));
  const server = await startServer(folder);
  const browser = await chromium.launch({ executablePath: chromiumPath!, args: launchFlags });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const faults: string[] = [];
  afterEach(() => expect(faults.splice(0)).toEqual([]));
  const { url } = server;
  const text = readFileSync(join(folder, 'credentials'), 'utf8');
  const profile = (person: Person): Profile => readProfile(text, person);
  const config = (person: Person) => ({
    endpoint: url,
    region: 'us-east-1',
    credentials: profile(person).credentials,
  });
  const newPage = contexts(browser, faults);
  const open = async (person: Person, path = '/'): Promise<Page> => {
    const page = await newPage(person);
    await page.goto(`${url}/_console${path}`);
    return page;
  };
  return {
    url,
    profile,
    iam: (person) => new IAMClient(config(person)),
    s3: (person) => new S3Client({ ...config(person), forcePathStyle: true }),
    open,
    async signIn(person, path = '/') {
      const page = await open(person, path);
      await fillSignIn(page, profile(person));
      await page.locator('#top-bar').waitFor();
      return page;
    },
    async advance(seconds) {
      const body = JSON.stringify({ advanceSeconds: seconds });
      await fetch(`${url}/_hallpass/clock`, { method: 'POST', body });
    },
  };
}
