/**
 * What a file of tests has: a server and a browser of its own. Each test begins without any open
 * page, but finds its people still signed in. Whatever a page throws, or its
 * Content-Security-Policy blocks, fails the test that saw it; a test that fails shows what was on
 * its pages.
 */
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect } from 'vitest';
import type { Person, Profile } from './browser.ts';
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
    process.stderr.write(`--- ${page.url()}\n${text.slice(0, shownCharacters)}\n`);
  }
}

export async function startWorld(): Promise<World> {
  const [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  const { faults, open, signIn, pages } = people(browser, server);
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await showPages(pages());
    await Promise.all(pages().map((page) => page.close()));
    expect(faults.splice(0)).toEqual([]);
  });
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
