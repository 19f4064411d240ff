/**
 * Objects in the console: folders, names that only look like something else, copies, metadata,
 * tags, links, and a folder with more objects than a page. Pages: S3 UG "Naming Amazon S3 objects",
 * "Organizing objects in the Amazon S3 console by using folders".
 */
import { readFileSync } from 'node:fs';
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { World } from './world.ts';
import { chromiumPath, startWorld } from './world.ts';

const bucket = 'objects-in-the-console';
const otherBucket = 'more-objects-in-the-console';

/** Each is the whole name of an object at the top of its bucket, or a folder and a name. */
const hostile = [
  '<img src=x onerror=alert(1)>',
  '"quoted" & \'more\'',
  '%2F and %00',
  ' blanks  within ',
  'plus+and?query=#hash',
  'línea\nnueva',
  'control\u0001character',
  '漢字 🪣 \u202Egnp.exe',
  '..\\windows',
  '__proto__',
] as const;

const long = `${'k'.repeat(1020)}.txt`;

describe.skipIf(chromiumPath === undefined)('objects in the console', () => {
  let world: World;

  const put = (Key: string, Body: string, more: object = {}): Promise<unknown> =>
    world.s3('production-admin').send(new PutObjectCommand({ Bucket: bucket, Key, Body, ...more }));

  const keys = async (of = bucket, Prefix = ''): Promise<readonly string[]> => {
    const s3 = world.s3('production-admin');
    const input = { Bucket: of, Prefix, EncodingType: 'url' as const };
    const { Contents = [] } = await s3.send(new ListObjectsV2Command(input));
    return Contents.map(({ Key = '' }) => decodeURIComponent(Key.replaceAll('+', ' ')));
  };

  const text = async (Key: string, of = bucket): Promise<string> => {
    const s3 = world.s3('production-admin');
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: of, Key }));
    return (await Body?.transformToString()) ?? '';
  };

  const folderPage = async (prefix: string): Promise<Page> => {
    const query = new URLSearchParams({ prefix }).toString();
    const page = await world.open('production-admin', `/s3/buckets/${bucket}?${query}`);
    await page.getByRole('heading', { name: 'Objects', exact: true }).waitFor();
    return page;
  };

  const objectPage = async (key: string, tab = 'properties'): Promise<Page> => {
    const query = new URLSearchParams({ key, tab }).toString();
    return world.open('production-admin', `/s3/buckets/${bucket}/object?${query}`);
  };

  const action = async (page: Page, menu: string, name: string): Promise<Locator> => {
    await page.getByRole('button', { name: menu }).click();
    await page.getByRole('menuitem', { name }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    return dialog;
  };

  beforeAll(async () => {
    world = await startWorld();
    const s3 = world.s3('production-admin');
    for (const Bucket of [bucket, otherBucket]) await s3.send(new CreateBucketCommand({ Bucket }));
    await world.signIn('production-admin');
  });

  test('folders are created, opened, left by their path, and deleted with what is in them', async () => {
    const page = await folderPage('');
    await page.getByRole('button', { name: 'Create folder' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Folder name').fill('a/b');
    await dialog.getByText('A folder within a folder is created in it.').waitFor();
    await dialog.getByLabel('Folder name').fill('reports');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'reports/' }).click();
    await page.getByText('No objects').waitFor();
    await put('reports/2026/q1.csv', 'a,b');
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('link', { name: '2026/' }).click();
    await page.getByRole('link', { name: 'q1.csv' }).waitFor();
    await page.getByLabel('Folders').getByRole('link', { name: bucket }).click();
    await page.getByRole('checkbox', { name: 'Select reports/' }).check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByLabel('To confirm').fill('permanently delete');
    await dialog.getByRole('button', { name: 'Delete objects' }).click();
    await page.getByText('2 objects were deleted.').waitFor();
    expect(await keys()).toEqual([]);
  });

  test('hostile names are text, and every one can be opened, downloaded and deleted', async () => {
    for (const name of hostile) await put(`odd/${name}`, `content of ${name}`);
    const page = await folderPage('odd/');
    for (const name of hostile) {
      const shown = name.replaceAll(/\s+/g, ' ').trim();
      await page.getByRole('checkbox', { name: `Select ${shown}`, exact: true }).waitFor();
    }
    for (const name of hostile) {
      const one = await objectPage(`odd/${name}`);
      await one.getByText('application/octet-stream').waitFor();
      const begun = one.waitForEvent('download');
      await one.getByRole('button', { name: 'Download' }).click();
      expect(readFileSync(await (await begun).path(), 'utf8')).toBe(`content of ${name}`);
      await one.close();
    }
    await page.getByRole('checkbox', { name: 'Select all' }).check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('odd/<img src=x onerror=alert(1)>').waitFor();
    await dialog.getByLabel('To confirm').fill('permanently delete');
    await dialog.getByRole('button', { name: 'Delete objects' }).click();
    await page.getByText(`${hostile.length} objects were deleted.`).waitFor();
    expect(await keys(bucket, 'odd/')).toEqual([]);
  });

  test('dots and double slashes are folders like any other', async () => {
    for (const key of ['dots/../up.txt', 'dots/./same.txt', '../top.txt', 'dots//twice.txt']) {
      await put(key, `content of ${key}`);
    }
    const page = await folderPage('dots/');
    for (const folder of ['../', './', '/']) {
      await page.getByRole('rowheader', { name: folder, exact: true }).waitFor();
    }
    await page.getByRole('link', { name: '../', exact: true }).click();
    await page.getByRole('link', { name: 'up.txt' }).click();
    await page.getByLabel('Preview').getByText('content of dots/../up.txt').waitFor();
    const dialog = await action(page, 'Object actions', 'Rename object');
    await dialog.getByLabel('New object name').fill('renamed.txt');
    await dialog.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('heading', { name: 'renamed.txt' }).waitFor();
    await page.getByLabel('Preview').getByText('content of dots/../up.txt').waitFor();
    expect(await keys(bucket, 'dots/')).toContain('dots/../renamed.txt');
    const twice = await objectPage('dots//twice.txt');
    await twice.getByLabel('Preview').getByText('content of dots//twice.txt').waitFor();
    const top = await objectPage('../top.txt');
    await top.getByLabel('Preview').getByText('content of ../top.txt').waitFor();
  });

  test('a key of 1024 bytes is shown whole and does not widen the page', async () => {
    await put(long, 'long');
    const page = await objectPage(long);
    await page.getByLabel('Preview').getByText('long', { exact: true }).waitFor();
    const width = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(width)).toBe(0);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(long).waitFor();
    expect(await page.evaluate(width)).toBe(0);
    await dialog.getByLabel('To confirm').fill('permanently delete');
    await dialog.getByRole('button', { name: 'Delete objects' }).click();
    await page.waitForURL(/\/s3\/buckets\/objects-in-the-console$/);
    expect(await keys(bucket, 'kkk')).toEqual([]);
  });

  test('objects and folders are copied and moved, also to another bucket', async () => {
    await put('from/one.txt', 'one');
    await put('from/deep/two.txt', 'two');
    await put('from/three.txt', 'three');
    const page = await folderPage('from/');
    await page.getByRole('checkbox', { name: 'Select deep/' }).check();
    await page.getByRole('checkbox', { name: 'Select one.txt' }).check();
    const copy = await action(page, 'Actions', 'Copy');
    await copy.getByLabel('Destination folder').fill('from/deep/');
    await copy.getByRole('button', { name: 'Copy' }).click();
    await copy.getByText('A folder cannot hold itself.').waitFor();
    await copy.getByLabel('Destination bucket').fill(otherBucket);
    await copy.getByLabel('Destination folder').fill('to/');
    await copy.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('2 objects copied to').waitFor();
    expect(await keys(otherBucket)).toEqual(['to/deep/two.txt', 'to/one.txt']);
    await page.getByRole('checkbox', { name: 'Select three.txt' }).check();
    const move = await action(page, 'Actions', 'Move');
    await move.getByLabel('Destination folder').fill('moved/');
    await move.getByLabel('Name', { exact: true }).fill('3 & more.txt');
    await move.getByRole('button', { name: 'Move' }).click();
    await page.getByText('1 object moved to').waitFor();
    expect(await keys(bucket, 'from/')).toEqual(['from/deep/two.txt', 'from/one.txt']);
    expect(await text('moved/3 & more.txt')).toBe('three');
  });

  test('metadata and tags are edited', async () => {
    await put('page.json', '{"a":[1]}', {
      ContentType: 'application/json',
      Metadata: { team: 'web' },
      Tagging: 'stage=test',
    });
    const page = await objectPage('page.json');
    await page.getByLabel('Preview').getByText('"a": [').waitFor();
    await page.getByText('x-amz-meta-team').waitFor();
    const edit = page.getByRole('button', { name: 'Edit', exact: true });
    await edit.first().click();
    await page.getByRole('button', { name: 'Add metadata' }).click();
    const name = page.getByRole('combobox', { name: 'Name' }).nth(2);
    await name.fill('no header');
    await page.getByText(/Names are Content-Type/).waitFor();
    await name.fill('Cache-Control');
    await page.keyboard.press('Escape');
    await page.getByLabel('Value of metadata 3').fill('max-age=60');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Cache-Control').waitFor();
    const s3 = world.s3('production-admin');
    const head = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: 'page.json' }));
    expect(head).toMatchObject({
      CacheControl: 'max-age=60',
      ContentType: 'application/json',
      Metadata: { team: 'web' },
    });
    await page.getByText('stage', { exact: true }).waitFor();
    await edit.last().click();
    await page.getByRole('button', { name: 'Add tag' }).click();
    await page.getByLabel('Key of tag 2').fill('owner');
    await page.getByLabel('Value of tag 2').fill('Mary Major');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Mary Major').waitFor();
  });

  test('a presigned link gives the object to whoever has it, as long as was asked', async () => {
    await put('shared.txt', 'for all who have the link');
    const link = async (page: Page, unit: 'Minutes' | 'Hours'): Promise<string> => {
      const dialog = await action(page, 'Object actions', 'Share with a presigned URL');
      const amount = dialog.getByRole('spinbutton', { name: /^Time until/ });
      await amount.fill('721');
      await dialog.getByText('A whole number from 1 to 720.').waitFor();
      await amount.fill('2');
      if (unit === 'Hours') {
        await dialog.getByRole('button', { name: 'Minutes' }).click();
        await page.getByRole('option', { name: 'Hours' }).click();
      }
      await dialog.getByRole('button', { name: 'Create presigned URL' }).click();
      await dialog.getByText(/^Ends /).waitFor();
      return dialog.getByText(/^http.*X-Amz-Expires=/).innerText();
    };
    const page = await objectPage('shared.txt');
    const url = await link(page, 'Hours');
    expect(url).toContain('X-Amz-Expires=7200&');
    // Longer than credentials of a page last.
    await world.advance(3600);
    expect(await (await fetch(url)).text()).toBe('for all who have the link');
    // Made three minutes ago, as far as its browser knows.
    const former = await objectPage('shared.txt');
    await former.clock.setFixedTime(Date.now() - 180_000);
    const late = await fetch(await link(former, 'Minutes'));
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('expired')]);
  });

  test('pictures are shown, and pages of objects run nothing', async () => {
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    await put('dot.png', '', { Body: Buffer.from(png, 'base64'), ContentType: 'image/png' });
    const page = await objectPage('dot.png');
    await page.getByRole('img', { name: 'Preview' }).waitFor();
    expect(await page.evaluate(`document.querySelector('img.preview').naturalWidth`)).toBe(1);
    await put('page.html', '<script>document.title = "ran"</script>', { ContentType: 'text/html' });
    const html = await objectPage('page.html');
    await html.getByLabel('Preview').getByText('<script>').waitFor();
    expect(await html.title()).not.toBe('ran');
    await put('large.bin', 'x'.repeat(300 * 1024), { ContentType: 'text/plain' });
    const large = await objectPage('large.bin');
    await large.getByText(/Download this object to see it/).waitFor();
  });

  test('a folder is read page by page, and searched by prefix', async () => {
    const numbers = Array.from({ length: 230 }, (_, n) => String(n).padStart(3, '0'));
    for (let from = 0; from < numbers.length; from += 46) {
      await Promise.all(numbers.slice(from, from + 46).map((n) => put(`many/${n}`, n)));
    }
    const page = await folderPage('many/');
    await page.getByRole('link', { name: '099' }).waitFor();
    await expect.poll(() => page.getByRole('rowheader').count()).toBe(100);
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByRole('link', { name: '199' }).waitFor();
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByRole('link', { name: '229' }).waitFor();
    await expect.poll(() => page.getByRole('rowheader').count()).toBe(30);
    await expect
      .poll(() => page.getByRole('button', { name: 'Next page' }).isDisabled())
      .toBe(true);
    await page.getByRole('button', { name: 'Page 1' }).click();
    await page.getByRole('link', { name: '000' }).waitFor();
    await page.getByLabel('Find objects by prefix').fill('22');
    await page.getByRole('link', { name: '229' }).waitFor();
    await expect.poll(() => page.getByRole('rowheader').count()).toBe(10);
    await page.getByLabel('Find objects by prefix').fill('9');
    await page.getByText('Nothing here begins with 9').waitFor();
  });
});
