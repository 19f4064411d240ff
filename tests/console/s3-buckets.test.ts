/**
 * Buckets in the console: created with settings, who may reach them, what they are, emptied and
 * deleted. Pages: S3 UG "Creating a general purpose bucket", "Configuring ACLs", "Configuring
 * cross-origin resource sharing (CORS)", "Emptying a bucket", "Deleting a bucket".
 */
import { readFileSync } from 'node:fs';
import {
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketTaggingCommand,
  GetObjectAclCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { World } from './world.ts';
import { chromiumPath, startWorld } from './world.ts';

const bucket = 'made-in-the-console';
const everyone = 'http://acs.amazonaws.com/groups/global/AllUsers';

describe.skipIf(chromiumPath === undefined)('buckets in the console', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
    await world.signIn('production-admin');
  });

  const tab = async (name: string): Promise<Page> => {
    const page = await world.open('production-admin', `/s3/buckets/${bucket}?tab=${name}`);
    await page.getByRole('heading', { name: bucket }).waitFor();
    return page;
  };

  /** The panel with this heading, once it knows what it shows. */
  const panel = async (page: Page, heading: string): Promise<Locator> => {
    const found = page
      .locator('[class*="awsui_root_"]')
      .filter({ has: page.getByRole('heading', { name: heading, exact: true }) })
      .last();
    await found.waitFor();
    return found;
  };

  const edit = async (page: Page, heading: string): Promise<void> => {
    const heads = await panel(page, heading);
    await heads.getByRole('button', { name: 'Edit' }).click();
  };

  test('a bucket is created with its settings; a name that is taken is refused', async () => {
    const page = await world.open('production-admin', '/s3/create-bucket');
    await page.getByLabel('Bucket name').fill('Not A Name');
    await page.getByText(/A name has 3 to 63/).waitFor();
    await page.getByLabel('Bucket name').fill('productionapp');
    await page.getByRole('radio', { name: /bucket owner preferred/ }).check();
    await page.getByText('We recommend disabling ACLs').waitFor();
    await page.getByLabel('Block all public access').uncheck();
    await page.getByText(/can become public/).waitFor();
    await page.getByRole('button', { name: 'Add tag' }).click();
    await page.getByLabel('Key of tag 1').fill('cost:centre');
    await page.getByLabel('Value of tag 1').fill('test');
    await page.getByLabel('AWS Region').fill('eu-west-1');
    await page.getByRole('button', { name: 'Create bucket' }).click();
    await page.getByText('Bucket not created').waitFor();
    await page.getByText('You will find the bucket in your list of buckets.').waitFor();
    await page.getByLabel('Bucket name').fill(bucket);
    await page.getByLabel('AWS Region').fill('us-east-1');
    await page.getByRole('button', { name: 'Create bucket' }).click();
    await page.getByText(`Bucket ${bucket} was created.`).waitFor();
    const s3 = world.s3('production-admin');
    const place = { Bucket: bucket };
    const { TagSet } = await s3.send(new GetBucketTaggingCommand(place));
    expect(TagSet).toEqual([{ Key: 'cost:centre', Value: 'test' }]);
    const access = await s3.send(new GetPublicAccessBlockCommand(place));
    expect(access.PublicAccessBlockConfiguration?.BlockPublicAcls).toBe(false);
    const controls = await s3.send(new GetBucketOwnershipControlsCommand(place));
    expect(controls.OwnershipControls?.Rules).toEqual([
      { ObjectOwnership: 'BucketOwnerPreferred' },
    ]);
  });

  test('properties: region, ARN, date, tags, encryption', async () => {
    const page = await tab('properties');
    await page.getByText('us-east-1').waitFor();
    await page.getByText(`arn:aws:s3:::${bucket}`).first().waitFor();
    await page.getByRole('time').or(page.locator('time')).first().waitFor();
    await page.getByText('(SSE-S3)').waitFor();
    await page.getByText('cost:centre').waitFor();
    await edit(page, 'Tags');
    await page.getByRole('button', { name: 'Remove cost:centre' }).click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('No tags').waitFor();
  });

  test('public access is blocked at once, and let in after a word', async () => {
    const page = await tab('permissions');
    const heading = 'Block public access (bucket settings)';
    await page.getByText('Block all public access: Off').waitFor();
    await edit(page, heading);
    await page.getByLabel('Block all public access').check();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Block all public access: On').waitFor();
    await edit(page, heading);
    await page.getByLabel('Block all public access').uncheck();
    await page.getByRole('button', { name: 'Save changes' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('To confirm').fill('confirm');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Block all public access: Off').waitFor();
    const s3 = world.s3('production-admin');
    const access = await s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
    expect(Object.values(access.PublicAccessBlockConfiguration ?? {})).not.toContain(true);
  });

  test('the ACL is granted to everyone and to an account, and taken back', async () => {
    const s3 = world.s3('production-admin');
    const other = await world.s3('development-admin').send(new ListBucketsCommand({}));
    const otherId = other.Owner?.ID ?? '';
    const page = await tab('permissions');
    await edit(page, 'Access control list (ACL)');
    await page.getByRole('checkbox', { name: 'Objects, List, Everyone (public access)' }).check();
    await page.getByText('anyone in the world can access the objects in this bucket').waitFor();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Confirm that you understand').waitFor();
    await page.getByLabel(/I understand the effects/).check();
    await page.getByRole('button', { name: 'Add grantee' }).click();
    await page.getByLabel('Canonical ID').fill('abc');
    await page.getByText(/64 hexadecimal digits/).waitFor();
    await page.getByLabel('Canonical ID').fill('f'.repeat(64));
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Invalid id').waitFor();
    await page.getByLabel('Canonical ID').fill(otherId);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'hidden' });
    await page.getByText(otherId).waitFor();
    const { Grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket: bucket }));
    const told = Grants.map(({ Grantee, Permission }) => [Grantee?.URI ?? Grantee?.ID, Permission]);
    expect(told.slice(1)).toEqual([
      [everyone, 'READ'],
      [otherId, 'READ'],
    ]);
    expect(told[0]?.[1]).toBe('FULL_CONTROL');
    await edit(page, 'Object Ownership');
    await page.getByRole('radio', { name: /bucket owner enforced/ }).check();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText(/Remove what the ACL of the bucket grants to others/).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await edit(page, 'Access control list (ACL)');
    await page.getByRole('button', { name: 'Remove account 4' }).click();
    await page.getByRole('checkbox', { name: 'Objects, List, Everyone (public access)' }).uncheck();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'hidden' });
    await expect.poll(() => page.getByText(otherId).count()).toBe(0);
    const after = await s3.send(new GetBucketAclCommand({ Bucket: bucket }));
    expect(after.Grants).toHaveLength(1);
  });

  test('an object has an ACL of its own; without ACLs it says where they are turned on', async () => {
    const s3 = world.s3('production-admin');
    const Key = 'page & <i>more</i>.html';
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'public' }));
    const query = new URLSearchParams({ key: Key, tab: 'permissions' }).toString();
    const address = `/s3/buckets/${bucket}/object?${query}`;
    const page = await world.open('production-admin', address);
    await edit(page, 'Access control list (ACL)');
    await page.getByRole('checkbox', { name: 'Object, Read, Everyone (public access)' }).check();
    await page.getByLabel(/I understand the effects/).check();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'hidden' });
    const { Grants } = await s3.send(new GetObjectAclCommand({ Bucket: bucket, Key }));
    expect(Grants?.map(({ Permission }) => Permission)).toEqual(['FULL_CONTROL', 'READ']);
    const answer = await fetch(`${world.url}/${bucket}/${encodeURIComponent(Key)}`);
    expect(await answer.text()).toBe('public');
    const permissions = await tab('permissions');
    await edit(permissions, 'Object Ownership');
    await permissions.getByRole('radio', { name: /bucket owner enforced/ }).check();
    await permissions.getByRole('button', { name: 'Save changes' }).click();
    await permissions.getByText(/ACLs are off in this bucket/).waitFor();
    await page.reload();
    await page.getByText(/ACLs are off in this bucket/).waitFor();
    await expect
      .poll(() => page.getByRole('button', { name: 'Edit', exact: true }).isDisabled())
      .toBe(true);
  });

  test('CORS rules are written as JSON, shown, and deleted', async () => {
    const page = await tab('permissions');
    const heading = 'Cross-origin resource sharing (CORS)';
    await page.getByText('No CORS rules').waitFor();
    await edit(page, heading);
    const editor = page.getByLabel('CORS rules');
    await editor.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText('[{"AllowedMethods":["PATCH"],"AllowedOrigins":["*"]}]');
    await page.getByText(/Rule 1 has the method PATCH/).waitFor();
    await page.keyboard.press('Control+A');
    const rule = { AllowedMethods: ['GET'], AllowedOrigins: ['https://app.example.com'] };
    await page.keyboard.insertText(JSON.stringify([{ ...rule, MaxAgeSeconds: 60 }]));
    await page.getByText(/Rule 1/).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('button', { name: 'Save changes' }).waitFor({ state: 'hidden' });
    const s3 = world.s3('production-admin');
    const { CORSRules } = await s3.send(new GetBucketCorsCommand({ Bucket: bucket }));
    expect(CORSRules).toEqual([expect.objectContaining({ ...rule, MaxAgeSeconds: 60 })]);
    await editor.getByText('https://app.example.com').waitFor();
    const cors = await panel(page, heading);
    await cors.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('To confirm').fill('delete');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No CORS rules').waitFor();
    await expect(s3.send(new GetBucketCorsCommand({ Bucket: bucket }))).rejects.toThrow(
      'The CORS configuration does not exist',
    );
  });

  test('a bucket of another region is made, filled and read like any other', async () => {
    const other = 'made-in-ireland';
    const page = await world.open('production-admin', '/s3/create-bucket');
    await page.getByLabel('Bucket name').fill(other);
    await page.getByLabel('AWS Region').fill('eu-west-1');
    await page.getByRole('radio', { name: 'Enable', exact: true }).check();
    await page.getByRole('button', { name: 'Create bucket' }).click();
    await page.getByText(`Bucket ${other} was created.`).waitFor();
    await page.getByText('No objects').waitFor();
    await page.getByRole('tab', { name: 'Properties' }).click();
    await page.getByText('eu-west-1').waitFor();
    await page.getByText('Enabled', { exact: true }).waitFor();
    const upload = await world.open('production-admin', `/s3/buckets/${other}/upload`);
    const file = { name: 'far.txt', mimeType: 'text/plain', buffer: Buffer.from('from afar') };
    await upload.getByLabel('Files', { exact: true }).setInputFiles(file);
    await upload.getByRole('button', { name: 'Upload', exact: true }).click();
    await upload.getByText('1 of 1 files').waitFor();
    await upload.getByRole('button', { name: 'Close', exact: true }).click();
    await upload.getByRole('link', { name: 'far.txt' }).click();
    await upload.getByLabel('Preview').getByText('from afar').waitFor();
    const begun = upload.waitForEvent('download');
    await upload.getByRole('button', { name: 'Download' }).click();
    expect(readFileSync(await (await begun).path(), 'utf8')).toBe('from afar');
  });

  test('the bucket policy is written in the editor with its findings, and deleted', async () => {
    const page = await tab('permissions');
    await page.getByText('No policy').waitFor();
    await edit(page, 'Bucket policy');
    const editor = page.getByRole('textbox', { name: 'Bucket policy' });
    await editor.click();
    await page.keyboard.press('Control+A');
    const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject' };
    const policy = (Resource: string): string =>
      JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Resource }] });
    await page.keyboard.insertText(policy('arn:aws:s3:::another-bucket/*'));
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Policy not saved').waitFor();
    await page.getByText('Policy has invalid resource').waitFor();
    await editor.click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(policy(`arn:aws:s3:::${bucket}/*`));
    await page.getByRole('tab', { name: /Security/ }).waitFor();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByLabel('Bucket policy').getByText(`arn:aws:s3:::${bucket}/*`).waitFor();
    const policyPanel = await panel(page, 'Bucket policy');
    await policyPanel.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('To confirm').fill('delete');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No policy').waitFor();
  });

  test('a bucket that holds something is not deleted; it says what to do, is emptied, and goes', async () => {
    const page = await world.open('production-admin', '/s3/buckets');
    await page.getByRole('radio', { name: `Select ${bucket}` }).check();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('To confirm').fill(bucket);
    await dialog.getByRole('button', { name: 'Delete bucket' }).click();
    await dialog.getByText('The bucket you tried to delete is not empty').waitFor();
    await dialog.getByText(/Empty the bucket first/).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Empty', exact: true }).click();
    await dialog.getByLabel('To confirm').fill('permanently delete');
    await dialog.getByRole('button', { name: 'Empty' }).click();
    await page.getByText(`Bucket ${bucket} is empty: 1 object deleted.`).waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByLabel('To confirm').fill(bucket);
    await dialog.getByRole('button', { name: 'Delete bucket' }).click();
    await page.getByText(`Bucket ${bucket} was deleted.`).waitFor();
    await page.getByRole('link', { name: bucket }).waitFor({ state: 'hidden' });
  });
});
