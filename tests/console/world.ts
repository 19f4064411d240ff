/**
 * What a file of tests has: a server and a browser of its own. Each test begins without any open
 * page, but finds its people still signed in. Whatever a page throws, or its
 * Content-Security-Policy blocks, fails the test that saw it; a test that fails shows what was on
 * its pages.
 */
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import type { Page } from 'playwright-core';
import { afterAll, afterEach } from 'vitest';
import type { Browser, People, Person, Profile, Server } from './browser.ts';
import { launchBrowser, people, startServer } from './browser.ts';

export type { Profile } from './browser.ts';
export { chromiumPath, fillSignIn, sessionOf } from './browser.ts';

export const development = '111111111111';
export const production = '999999999999';

export interface World {
  readonly url: string;
  profile(person: Person): Profile;
  iam(person: Person): IAMClient;
  s3(person: Person): S3Client;
  /** A new page in the person's own context, not signed in. */
  open(person: Person | Profile, path?: string): Promise<Page>;
  /** A new page, signed in, at this address. */
  signIn(person: Person | Profile, path?: string): Promise<Page>;
  /** Moves the server's clock. */
  advance(seconds: number): Promise<void>;
  /** What the server's clock shows. */
  nowMs(): Promise<number>;
}

const shownCharacters = 4000;

/** For the log of a run that nobody watched. */
async function showPages(pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    const body = page.locator('body');
    const text = await body.ariaSnapshot({ timeout: 5000 }).catch((error: unknown) => `${error}`);
    console.error(`${page.url()}\n${text.slice(0, shownCharacters)}`);
  }
}

interface Running extends People {
  readonly server: Server;
  readonly browser: Browser;
}

/** Of this file of tests: each has modules of its own. */
let running: Running | undefined;

// Here and not in `startWorld`: hooks that are made when tests run already are never called.
afterEach(async ({ task }) => {
  if (running === undefined) return;
  const { faults, pages } = running;
  if (task.result?.state === 'fail') await showPages(pages());
  await Promise.all(pages().map((page) => page.close()));
  const [first] = faults.splice(0);
  if (first !== undefined) throw new Error(first);
});

afterAll(async () => {
  await running?.browser.close();
  await running?.server.stop();
});

export async function startWorld(): Promise<World> {
  const [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  const everyone = people(browser, server);
  running = { ...everyone, server, browser };
  const { open, signIn } = everyone;
  const { url, profile } = server;
  const config = (person: Person) => ({
    endpoint: url,
    region: 'us-east-1',
    credentials: profile(person).credentials,
  });
  return {
    url,
    profile,
    iam: (person) => new IAMClient(config(person)),
    s3: (person) => new S3Client({ ...config(person), forcePathStyle: true }),
    open,
    signIn,
    async advance(seconds) {
      const body = JSON.stringify({ advanceSeconds: seconds });
      await fetch(`${url}/_hallpass/clock`, { method: 'POST', body });
    },
    async nowMs() {
      const health = await (await fetch(`${url}/_hallpass/health`)).json();
      return (health as { nowMs: number }).nowMs;
    },
  };
}
