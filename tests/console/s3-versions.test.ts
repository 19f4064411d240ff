/**
 * Versions in the console: kept, shown, downloaded, restored, deleted for good, and emptied with
 * their bucket. Pages: S3 UG "Working with objects in a versioning-enabled bucket", "Restoring
 * previous versions", "Deleting object versions from a versioning-enabled bucket".
 */
import { readFileSync } from 'node:fs';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { World } from './world.ts';
import { chromiumPath, startWorld } from './world.ts';

const bucket = 'versions-in-the-console';
const key = 'notes & <b>.txt';

describe.skipIf(chromiumPath === undefined)('versions in the console', () => {
  let world: World;

  const put = async (Key: string, Body: string): Promise<string> => {
    const s3 = world.s3('production-admin');
    const { VersionId } = await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
    return VersionId ?? '';
  };

  const text = async (): Promise<string> => {
    const s3 = world.s3('production-admin');
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return (await Body?.transformToString()) ?? '';
  };

  const versions = async (): Promise<readonly [number, number]> => {
    const s3 = world.s3('production-admin');
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    return [page.Versions?.length ?? 0, page.DeleteMarkers?.length ?? 0];
  };

  const open = (query: string): Promise<Page> =>
    world.open('production-admin', `/s3/buckets/${bucket}${query}`);

  const objectPage = (tab: string): Promise<Page> =>
    open(`/object?${new URLSearchParams({ key, tab }).toString()}`);

  beforeAll(async () => {
    world = await startWorld();
    await world.s3('production-admin').send(new CreateBucketCommand({ Bucket: bucket }));
    await world.signIn('production-admin');
  });

  test('versioning is turned on and suspended; until then there are no versions to show', async () => {
    const objects = await open('');
    await objects.getByText('No objects').waitFor();
    const page = await open('?tab=properties');
    await page.getByText('Disabled', { exact: true }).first().waitFor();
    await expect.poll(() => objects.getByText('Show versions').count()).toBe(0);
    const edit = page.getByRole('button', { name: 'Edit', exact: true }).first();
    const save = page.getByRole('button', { name: 'Save changes' });
    const s3 = world.s3('production-admin');
    for (const [choice, status] of [
      ['Enable', 'Enabled'],
      ['Suspend', 'Suspended'],
      ['Enable', 'Enabled'],
    ] as const) {
      await edit.click();
      await page.getByRole('radio', { name: choice }).check();
      await save.click();
      await page.getByText(status, { exact: true }).waitFor();
      const answer = await s3.send(new GetBucketVersioningCommand({ Bucket: bucket }));
      expect(answer.Status).toBe(status);
    }
    await objects.reload();
    await objects.getByText('Show versions').waitFor();
  });

  test('a deleted object is hidden, shown among the versions, and brought back', async () => {
    for (const content of ['first', 'second', 'third']) await put(key, content);
    const page = await open('');
    await page.getByRole('checkbox', { name: `Select ${key}` }).check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/a delete marker hides each object/).waitFor();
    await dialog.getByLabel('To confirm').fill('delete');
    await dialog.getByRole('button', { name: 'Delete objects' }).click();
    await page.getByText('1 object was deleted.').waitFor();
    await page.getByText('No objects').waitFor();
    await page.getByLabel('Show versions').click();
    await page.waitForURL(/versions=show/);
    await page.getByText('Delete marker').waitFor();
    await expect.poll(() => page.getByRole('rowheader').count()).toBe(4);
    expect(await versions()).toEqual([3, 1]);
    await page
      .getByRole('row', { name: /Delete marker/ })
      .getByRole('checkbox')
      .check();
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Restore or undelete' }).click();
    await dialog.getByRole('button', { name: 'Undelete' }).click();
    await page.getByText(`${key} is there again.`).waitFor();
    await page.getByText('Delete marker').waitFor({ state: 'hidden' });
    expect(await text()).toBe('third');
    await page.getByLabel('Show versions').click();
    await page.waitForURL((url) => !url.search.includes('versions'));
    await expect.poll(() => page.getByRole('rowheader').count()).toBe(1);
    await page.getByRole('link', { name: key }).waitFor();
  });

  test('an older version is looked at, downloaded, and restored by a copy', async () => {
    const page = await objectPage('versions');
    await page.getByText('Version (current)').waitFor();
    await expect.poll(() => page.getByRole('rowheader').count()).toBe(3);
    const s3 = world.s3('production-admin');
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    const [, , first] = Versions;
    const id = first?.VersionId ?? '';
    await page.getByRole('checkbox', { name: `Select ${id}` }).check();
    const begun = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).last().click();
    expect(readFileSync(await (await begun).path(), 'utf8')).toBe('first');
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
    await page.getByText(`${key} was restored.`).waitFor();
    expect(await text()).toBe('first');
    expect(await versions()).toEqual([4, 0]);
    await page.getByRole('link', { name: id }).click();
    await page.getByText(`Version ${id}`).waitFor();
    await page.getByLabel('Preview').getByText('first').waitFor();
  });

  test('a version is deleted for good, after typing so', async () => {
    const page = await objectPage('versions');
    await page.getByText('Version (current)').waitFor();
    await page
      .getByRole('row', { name: /Version \(current\)/ })
      .getByRole('checkbox')
      .check();
    await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('This cannot be undone.').waitFor();
    await dialog.getByLabel('To confirm').fill('delete');
    const confirm = dialog.getByRole('button', { name: 'Delete versions' });
    await expect.poll(() => confirm.isDisabled()).toBe(true);
    await dialog.getByLabel('To confirm').fill('permanently delete');
    await confirm.click();
    await page.getByText('1 object was deleted.').waitFor();
    expect(await versions()).toEqual([3, 0]);
    expect(await text()).toBe('third');
  });

  test('a new bucket can keep versions from the start', async () => {
    const page = await world.open('production-admin', '/s3/create-bucket');
    await page.getByLabel('Bucket name').fill('versioned-from-the-start');
    await page.getByRole('radio', { name: 'Enable', exact: true }).check();
    await page.getByRole('button', { name: 'Create bucket' }).click();
    await page.getByText('Bucket versioned-from-the-start was created.').waitFor();
    const s3 = world.s3('production-admin');
    const place = { Bucket: 'versioned-from-the-start' };
    expect((await s3.send(new GetBucketVersioningCommand(place))).Status).toBe('Enabled');
  });

  test('emptying deletes every version and delete marker, so that the bucket can go', async () => {
    const s3 = world.s3('production-admin');
    for (let n = 0; n < 20; n += 1) await put(`many/${n % 5}`, String(n));
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'many/1' }));
    const VersioningConfiguration = { Status: 'Suspended' } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    await put('many/2', 'without a version');
    const page = await open('');
    const dialog = page.getByRole('dialog');
    await page.getByRole('button', { name: 'Empty' }).click();
    await dialog.getByLabel('To confirm').fill('permanently delete');
    await dialog.getByRole('button', { name: 'Empty' }).click();
    await page.getByText(`Bucket ${bucket} is empty: 25 objects deleted.`).waitFor();
    expect(await versions()).toEqual([0, 0]);
    await page.getByRole('button', { name: 'Delete bucket' }).click();
    await dialog.getByLabel('To confirm').fill(bucket);
    await dialog.getByRole('button', { name: 'Delete bucket' }).click();
    await page.getByText(`Bucket ${bucket} was deleted.`).waitFor();
  });
});
