/**
 * Uploads in the console: files, folders, drag and drop, and a large one in parts, of which some
 * are lost on the way. Page: S3 UG "Uploading and copying objects using multipart upload".
 */
import { createHash, randomFillSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { World } from './world.ts';
import { chromiumPath, startWorld } from './world.ts';

const bucket = 'uploads-in-the-console';
const mebibyte = 1024 * 1024;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const partOf = (url: string): number => Number(new URL(url).searchParams.get('partNumber') ?? '0');

const parts = /[?&]partNumber=/;

/** Hashing and sending 64 MiB takes its time where eight others want the processor. */
const arrivalMs = 150_000;
const longTest = { timeout: 300_000 };

describe.skipIf(chromiumPath === undefined)('uploads in the console', () => {
  let world: World;
  const folder = mkdtempSync(join(tmpdir(), 'hallpass-uploads-'));
  const large = join(folder, 'large.bin');
  const bytes = randomFillSync(Buffer.alloc(64 * mebibyte));

  beforeAll(async () => {
    writeFileSync(large, bytes);
    world = await startWorld();
    const s3 = world.s3('production-admin');
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await world.signIn('production-admin');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const uploadPage = (prefix = ''): Promise<Page> =>
    world.open('production-admin', `/s3/buckets/${bucket}/upload?prefix=${prefix}`);

  const choose = async (page: Page, path: string): Promise<void> => {
    await page.getByLabel('Files', { exact: true }).setInputFiles(path);
    await page.getByRole('rowheader', { name: 'large.bin' }).waitFor();
  };

  const start = (page: Page): Promise<void> =>
    page.getByRole('button', { name: 'Upload', exact: true }).click();

  const stored = async (key: string): Promise<Uint8Array> => {
    const s3 = world.s3('production-admin');
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return (await Body?.transformToByteArray()) ?? new Uint8Array();
  };

  const unfinished = async (): Promise<number> => {
    const s3 = world.s3('production-admin');
    const answer = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    return answer.Uploads?.length ?? 0;
  };

  test('64 MiB arrive in parts, of which a lost one is sent again', longTest, async () => {
    const page = await uploadPage('first/');
    const sent: number[] = [];
    let hasLost = false;
    await page.route(parts, async (route) => {
      const number = partOf(route.request().url());
      sent.push(number);
      if (number !== 3 || hasLost) return route.continue();
      hasLost = true;
      return route.abort('connectionreset');
    });
    await choose(page, large);
    await start(page);
    await page.getByText('Succeeded').waitFor({ timeout: arrivalMs });
    await page.getByText('1 of 1 files, 64.0 MB of 64.0 MB').waitFor();
    expect(sent.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 3, 4, 5, 6, 7, 8]);
    expect(sha256(await stored('first/large.bin'))).toBe(sha256(bytes));
    expect(await unfinished()).toBe(0);
  });

  test('it pauses between parts, says how far it is, and resumes', longTest, async () => {
    const page = await uploadPage('second/');
    const held: Route[] = [];
    let isHolding = true;
    await page.route(parts, async (route) => {
      if (!isHolding || partOf(route.request().url()) <= 3) return route.continue();
      held.push(route);
      return undefined;
    });
    await choose(page, large);
    await start(page);
    const progress = page.getByRole('progressbar', { name: 'Progress of second/large.bin' });
    await expect.poll(() => held.length, { timeout: arrivalMs }).toBe(3);
    await expect.poll(() => progress.getAttribute('value'), { timeout: arrivalMs }).toBe('37');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused').waitFor();
    const waiting = held.splice(0);
    await Promise.all(waiting.map((route) => route.continue()));
    await expect.poll(() => progress.getAttribute('value'), { timeout: arrivalMs }).toBe('75');
    expect(held).toEqual([]);
    isHolding = false;
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Succeeded').waitFor({ timeout: arrivalMs });
    expect(sha256(await stored('second/large.bin'))).toBe(sha256(bytes));
  });

  test(
    'what failed for good is told, and goes on with the parts that are missing',
    longTest,
    async () => {
      const page = await uploadPage('third/');
      const sent: number[] = [];
      let isBroken = true;
      await page.route(parts, async (route) => {
        const number = partOf(route.request().url());
        sent.push(number);
        return isBroken && number === 2 ? route.abort('connectionreset') : route.continue();
      });
      await choose(page, large);
      await start(page);
      await page.getByText('third/large.bin was not uploaded').waitFor({ timeout: arrivalMs });
      await page.getByRole('alert').or(page.getByText('does not answer')).first().waitFor();
      isBroken = false;
      const before = new Set(sent.splice(0).filter((number) => number !== 2));
      await page.getByRole('button', { name: 'Retry third/large.bin' }).click();
      await page.getByText('Succeeded').waitFor({ timeout: arrivalMs });
      expect(sent).toContain(2);
      expect(sent.filter((number) => before.has(number))).toEqual([]);
      expect(sha256(await stored('third/large.bin'))).toBe(sha256(bytes));
    },
  );

  test('cancelling leaves nothing behind; leaving the page asks first', longTest, async () => {
    const page = await uploadPage('fourth/');
    const held: Route[] = [];
    await page.route(parts, (route) => {
      held.push(route);
    });
    await choose(page, large);
    await start(page);
    await expect.poll(() => held.length, { timeout: arrivalMs }).toBe(3);
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Leave and cancel the uploads?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Cancel fourth/large.bin' }).click();
    await page.getByText('Cancelled').waitFor();
    await expect.poll(unfinished).toBe(0);
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await page.waitForURL(/\/s3\/buckets\/uploads-in-the-console\?prefix=fourth/);
  });

  test('folders keep their paths, chosen and dropped; many files are shown by pages', async () => {
    const many = join(folder, 'site');
    mkdirSync(join(many, 'deep/er'), { recursive: true });
    writeFileSync(join(many, 'deep/er/page.html'), '<p>deep</p>');
    for (let n = 0; n < 60; n += 1) writeFileSync(join(many, `file ${n}.txt`), `text ${n}`);
    const page = await uploadPage('many/');
    await page.getByLabel('Folder', { exact: true }).setInputFiles(many);
    await page.getByRole('heading', { name: 'Files and folders (61)' }).waitFor();
    await expect.poll(() => page.getByRole('rowheader').count()).toBe(50);
    await start(page);
    await page.getByText('61 of 61 files').waitFor();
    const s3 = world.s3('production-admin');
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: 'many/' }),
    );
    expect(Contents).toHaveLength(61);
    expect(Contents.map(({ Key }) => Key)).toContain('many/site/deep/er/page.html');
  });

  test('files dropped on the list of objects are uploaded into its folder', async () => {
    const page = await world.open('production-admin', `/s3/buckets/${bucket}?prefix=dropped/`);
    await page.getByText('No objects').waitFor();
    const dropped = await page.evaluateHandle(`(() => {
      const data = new DataTransfer();
      data.items.add(new File(['one'], 'one & <b>two.txt', { type: 'text/plain' }));
      data.items.add(new File([], 'empty'));
      return data;
    })()`);
    await page.locator('.drop-area').dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByRole('heading', { name: 'Files and folders (2)' }).waitFor();
    await page.getByRole('rowheader', { name: 'dropped/one & <b>two.txt' }).waitFor();
    await start(page);
    await page.getByText('2 of 2 files').waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('link', { name: 'one & <b>two.txt' }).click();
    await page.getByText('text/plain').first().waitFor();
    await page.getByLabel('Preview').getByText('one').waitFor();
    expect(Buffer.from(await stored('dropped/empty')).length).toBe(0);
  });

  test('what may not be uploaded is said in place', async () => {
    const page = await world.signIn('david', `/s3/buckets/${bucket}/upload`);
    await choose(page, large);
    await start(page);
    await page.getByText('large.bin was not uploaded').waitFor();
    await page
      .getByText(/Access Denied|is not authorized to perform: s3:PutObject/)
      .first()
      .waitFor();
  });
});
