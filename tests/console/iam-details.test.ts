/**
 * Last use of services, roles made with a boundary and tags, recommendations that lead to their
 * cure: by mouse and keyboard. Pages: IAM UG "View last accessed information for IAM", "Permissions
 * boundaries for IAM entities", "Security best practices in IAM".
 */
import { AxeBuilder } from '@axe-core/playwright';
import { GetRoleCommand, GetUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { World } from './world.ts';
import { chromiumPath, development, startWorld } from './world.ts';

/** What axe finds serious, in a line each. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.waitForLoadState('networkidle');
  const found = await new AxeBuilder({ page }).analyze();
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

const boundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const arnOfPolicy = encodeURIComponent('arn:aws:iam::aws:policy/PowerUserAccess');

async function setBoundary(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Set permissions boundary - optional' }).click();
  await page.getByRole('radio', { name: /Use a permissions boundary/ }).check();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByText('Choose a policy.', { exact: true }).waitFor();
  await page.getByRole('button', { name: /Boundary policy/ }).click();
  // The list shows only what fits: many names end like this one.
  await page.getByPlaceholder('Find policies').last().fill(boundary);
  await page.getByRole('option', { name: /ReadOnlyAccess/ }).click();
  await page.getByRole('button', { name: 'Next', exact: true }).click();
}

describe.skipIf(chromiumPath === undefined)('the details of IAM in the console', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
    await world.s3('david').send(new CreateBucketCommand({ Bucket: 'davids-own-bucket' }));
    // Refused, and an access all the same.
    await world
      .iam('david')
      .send(new ListUsersCommand({}))
      .catch(() => undefined);
    await world.signIn('development-admin');
  });

  test('a user’s last use of services, down to the action', async () => {
    const page = await world.open('development-admin', '/iam/users/David');
    await page.getByRole('tab', { name: 'Last Accessed' }).click();
    const [first] = [page.getByRole('row').filter({ hasText: /ago|now/ })];
    await first.getByRole('link', { name: 'Amazon S3', exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Filter by access' }).click();
    await page.getByRole('option', { name: 'Services accessed', exact: true }).click();
    await page
      .getByRole('link', { name: 'Amazon EC2', exact: true })
      .waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Amazon S3', exact: true }).click();
    await page.waitForURL(/tab=last-accessed&service=s3$/);
    await page.getByRole('row', { name: /^CreateBucket.*ago|now/ }).waitFor();
    await page.getByRole('row', { name: /DeleteBucket Not accessed/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goBack();
    await page.getByRole('link', { name: 'Amazon S3', exact: true }).waitFor();
  });

  test.each([
    ['group', '/iam/groups/Developers?tab=last-accessed'],
    ['policy', `/iam/policies/${arnOfPolicy}?tab=last-accessed`],
  ])('who of a %s used a service', async (_kind, path) => {
    const page = await world.open('development-admin', path);
    const row = page.getByRole('row').filter({ hasText: 'Amazon S3' }).first();
    await row.getByText('David').waitFor();
    await row.getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Users and roles' }).waitFor();
    await page.getByRole('rowheader', { name: 'David' }).getByRole('link').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('a role is created with a boundary and a tag, and reviewed before', async () => {
    const page = await world.open('development-admin', '/iam/create-role');
    await page.getByLabel('This account').check();
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByPlaceholder('Find policies').fill('AmazonS3FullAccess');
    await page
      .getByRole('row', { name: /AmazonS3FullAccess/ })
      .getByRole('checkbox')
      .check();
    await setBoundary(page);
    await page.getByLabel('Role name').fill('Bounded');
    await page.getByLabel('Description - optional').fill('<b>bold</b> & "quoted"');
    await page.getByText(`"AWS": "arn:aws:iam::${development}:root"`).waitFor();
    await page.getByRole('row', { name: /ReadOnlyAccess .* Permissions boundary/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    // Back and on again: nothing that was chosen is lost.
    await page.getByRole('button', { name: 'Edit Step 2: Add permissions' }).click();
    await page.getByRole('heading', { name: 'Add permissions' }).waitFor();
    await page.getByRole('radio', { name: /Use a permissions boundary/ }).waitFor();
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByRole('row', { name: /AmazonS3FullAccess .* Permissions policy/ }).waitFor();
    await page.getByRole('button', { name: 'Add new tag' }).click();
    await page.getByLabel('Key of tag 1').fill('team');
    await page.getByLabel('Value of tag 1').fill('web');
    await page.getByRole('button', { name: 'Create role' }).click();
    await page.getByText('Role Bounded was created.').waitFor();
    await page.getByRole('heading', { name: 'Bounded', exact: true }).waitFor();
    await page.getByText('<b>bold</b> & "quoted"', { exact: true }).waitFor();
    const { Role } = await world
      .iam('development-admin')
      .send(new GetRoleCommand({ RoleName: 'Bounded' }));
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(boundary);
    expect(Role?.Tags).toEqual([{ Key: 'team', Value: 'web' }]);
  });

  test('its settings, tags and boundary are changed on its page', async () => {
    const page = await world.open('development-admin', '/iam/roles/Bounded');
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /Maximum session duration/ }).click();
    await page.getByRole('option', { name: '4 hours' }).click();
    await dialog.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('4 hours').waitFor();
    await page.getByRole('button', { name: 'Remove boundary' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove boundary' }).click();
    await page.getByRole('heading', { name: 'Permissions boundary (not set)' }).waitFor();
    await page.getByRole('tab', { name: 'Tags' }).click();
    await page.getByRole('button', { name: 'Manage tags' }).click();
    await page.getByLabel('Value of tag 1').fill('web @ home');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('web @ home').waitFor();
    await page.getByRole('tab', { name: 'Last Accessed' }).click();
    await page.getByRole('link', { name: 'Amazon S3', exact: true }).waitFor();
    const { Role } = await world
      .iam('development-admin')
      .send(new GetRoleCommand({ RoleName: 'Bounded' }));
    expect(Role).toMatchObject({
      MaxSessionDuration: 14_400,
      Tags: [{ Key: 'team', Value: 'web @ home' }],
    });
    expect(Role?.PermissionsBoundary).toBeUndefined();
  });

  test('a user is created within a boundary', async () => {
    const page = await world.open('development-admin', '/iam/users/create');
    await page.getByLabel('User name').fill('Bounded');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await setBoundary(page);
    await page.getByText(`Permissions boundary ${boundary}`).waitFor();
    await page.getByRole('button', { name: 'Create user' }).click();
    await page.getByText('Created user Bounded.').waitFor();
    await page.getByRole('heading', { name: 'Permissions boundary (set)' }).waitFor();
    const { User } = await world
      .iam('development-admin')
      .send(new GetUserCommand({ UserName: 'Bounded' }));
    expect(User?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(boundary);
  });

  test('recommendations lead to their cure', async () => {
    const page = await world.open('development-admin', '/iam');
    await page.getByText('Add MFA for root user').waitFor();
    await page.getByRole('link', { name: 'Sign in as the root user' }).waitFor();
    await page.getByText('No passwords unused for more than 90 days').waitFor();
    await page.getByText('IAM’s default holds.').getByRole('link').click();
    await page.getByRole('heading', { name: 'Password policy' }).waitFor();
  });
});

describe.skipIf(chromiumPath === undefined)('a user without permissions', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
    await world.signIn('theresa');
  });

  test.each([
    '/iam/users',
    '/iam/groups',
    '/iam/policies',
    '/iam/groups/Developers',
    '/iam/roles/OrganizationAccountAccessRole',
    `/iam/policies/${arnOfPolicy}`,
    '/iam/users/David?tab=last-accessed',
    '/organizations?view=list',
    '/organizations',
    `/organizations/accounts/${development}`,
    '/organizations/policies',
    '/organizations/policies/scp',
    '/organizations/policy/p-FullAWSAccess',
  ])('sees AWS’s refusal in place on %s', async (path) => {
    const page = await world.open('theresa', path);
    await page
      .getByRole('main')
      .getByText(/is not authorized to perform: (?:iam|organizations):\w+/)
      .first()
      .waitFor();
  });
});
