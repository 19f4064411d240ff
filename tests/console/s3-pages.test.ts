/**
 * Every page of S3: axe finds nothing serious in light and dark, it fits a narrow window, and to
 * who may do nothing it says so in AWS's words, in place. Page: WCAG 2.2.
 */
import { CreateLoginProfileCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketCorsCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { everyTheme } from './axe.ts';
import type { World } from './world.ts';
import { chromiumPath, fillSignIn, production, sessionOf, startWorld } from './world.ts';

const bucket = 'pages-in-the-console';
const key = 'folder/page & more.json';

const address = (path: string, query: Readonly<Record<string, string>> = {}): string => {
  const text = new URLSearchParams(query).toString();
  return `/s3/buckets/${bucket}${path}${text === '' ? '' : `?${text}`}`;
};

/** With what each shows last. */
const pages: readonly (readonly [path: string, shown: string])[] = [
  ['/s3/buckets', bucket],
  ['/s3/create-bucket', 'Block all public access'],
  [address(''), 'folder/'],
  [address('', { versions: 'show' }), 'Delete marker'],
  [address('', { tab: 'properties' }), '(SSE-S3)'],
  [address('', { tab: 'permissions' }), 'S3 log delivery group'],
  [address('/upload'), 'No files chosen'],
  [address('/object', { key }), 'No tags'],
  [address('/object', { key, tab: 'permissions' }), 'Everyone (public access)'],
  [address('/object', { key, tab: 'versions' }), 'Version (current)'],
];

const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

describe.skipIf(chromiumPath === undefined)("S3's pages", () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
    const s3 = world.s3('production-admin');
    const place = { Bucket: bucket };
    await s3.send(new CreateBucketCommand(place));
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await s3.send(new PutBucketVersioningCommand({ ...place, VersioningConfiguration }));
    const Rules = [{ ObjectOwnership: 'BucketOwnerPreferred' as const }];
    await s3.send(
      new PutBucketOwnershipControlsCommand({ ...place, OwnershipControls: { Rules } }),
    );
    const CORSRules = [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }];
    await s3.send(new PutBucketCorsCommand({ ...place, CORSConfiguration: { CORSRules } }));
    const ContentType = 'application/json';
    await s3.send(new PutObjectCommand({ ...place, Key: key, Body: '{"a":1}', ContentType }));
    await s3.send(new PutObjectCommand({ ...place, Key: 'gone', Body: 'gone' }));
    await s3.send(new DeleteObjectCommand({ ...place, Key: 'gone' }));
    await world.signIn('production-admin');
    const iam = world.iam('production-admin');
    const nobody = { UserName: 'Nobody', Password: 'Nobody-Has-Rights-1' };
    await iam.send(new CreateUserCommand(nobody));
    await iam.send(new CreateLoginProfileCommand(nobody));
    const door = await world.open('theresa', '/signin');
    await fillSignIn(door, {
      ...world.profile('theresa'),
      accountId: production,
      name: nobody.UserName,
      password: nobody.Password,
    });
    await sessionOf(door, production);
  });

  const open = async (path: string, shown: string): Promise<Page> => {
    const page = await world.open('production-admin', path);
    await page.getByText(shown).first().waitFor();
    return page;
  };

  test.each(pages)('axe finds nothing serious on %s', async (path, shown) => {
    expect(await everyTheme(await open(path, shown))).toEqual([]);
  });

  test.each(pages)('%s fits a window of 640 pixels', async (path, shown) => {
    const page = await open(path, shown);
    await page.setViewportSize({ width: 640, height: 900 });
    await page.getByText(shown).first().waitFor();
    await expect.poll(() => page.evaluate(overflow)).toBe(0);
  });

  test('axe finds nothing serious while ACL, CORS and ownership are edited', async () => {
    const page = await open(address('', { tab: 'permissions' }), 'S3 log delivery group');
    await page.getByText('AllowedMethods').waitFor();
    const edit = page.getByRole('button', { name: 'Edit', exact: true });
    await expect.poll(() => edit.count()).toBe(5);
    // From below: those above keep their places.
    for (const at of [4, 3, 2]) await edit.nth(at).click();
    await page.getByRole('button', { name: 'Add grantee' }).click();
    await page.getByRole('checkbox', { name: 'Objects, List, Everyone (public access)' }).check();
    expect(await everyTheme(page)).toEqual([]);
  });

  test('axe finds nothing serious while metadata and tags are edited, and in dialogs', async () => {
    const page = await open(address('/object', { key }), 'No tags');
    const edit = page.getByRole('button', { name: 'Edit', exact: true });
    await edit.last().click();
    await page.getByRole('button', { name: 'Add tag' }).click();
    await edit.first().click();
    await page.getByRole('button', { name: 'Add metadata' }).click();
    expect(await everyTheme(page)).toEqual([]);
    for (const name of ['Share with a presigned URL', 'Copy', 'Rename object']) {
      await page.getByRole('button', { name: 'Object actions' }).click();
      await page.getByRole('menuitem', { name }).click();
      await page.getByRole('dialog').waitFor();
      expect(await everyTheme(page)).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
  });

  test.each([
    [address(''), ['ListBucket']],
    [address('', { versions: 'show' }), ['ListBucketVersions']],
    [
      address('', { tab: 'properties' }),
      ['ListBucket', 'GetBucketVersioning', 'GetBucketTagging', 'GetEncryptionConfiguration'],
    ],
    [
      address('', { tab: 'permissions' }),
      [
        'GetBucketPublicAccessBlock',
        'GetBucketPolicy',
        'GetBucketOwnershipControls',
        'GetBucketAcl',
        'GetBucketCORS',
      ],
    ],
    [address('/object', { key }), ['GetObject']],
    [address('/object', { key, tab: 'permissions' }), ['GetObjectAcl']],
    [address('/object', { key, tab: 'versions' }), ['ListBucketVersions']],
  ])('%s tells who may do nothing that it needs %s', async (path, actions) => {
    const page = await world.open('theresa', path);
    const nobody = `arn:aws:iam::${production}:user/Nobody`;
    for (const action of actions) {
      const message = `User: ${nobody} is not authorized to perform: s3:${action} on resource`;
      await page.getByText(message).first().waitFor();
    }
  });

  test.each([
    ['/s3/buckets', 's3:ListAllMyBuckets'],
    ['/s3/create-bucket', 's3:CreateBucket'],
  ])('%s tells who may do nothing that it needs %s', async (path, action) => {
    const page = await world.open('theresa', path);
    if (path.endsWith('create-bucket')) {
      await page.getByLabel('Bucket name').fill('not-for-nobody');
      await page.getByRole('button', { name: 'Create bucket' }).click();
    }
    await page.getByText(`is not authorized to perform: ${action}`).first().waitFor();
  });
});
