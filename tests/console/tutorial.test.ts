/**
 * The whole tutorial by mouse and keyboard, its people in browsers of their own. Page: IAM UG "IAM
 * tutorial: Delegate access across AWS accounts using IAM roles".
 */
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import type { Page } from 'playwright-core';
import { beforeAll, describe, test } from 'vitest';
import type { World } from './world.ts';
import { chromiumPath, development, production, sessionOf, startWorld } from './world.ts';

const roleArn = `arn:aws:iam::${production}:role/UpdateApp`;

/** As the tutorial's page gives it, but for a slip: there is no action `s3:PutObjec`. */
const policyWithSlip = JSON.stringify(
  {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' },
      {
        Effect: 'Allow',
        Action: ['s3:ListBucket', 's3:GetBucketLocation'],
        Resource: 'arn:aws:s3:::productionapp',
      },
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObjec', 's3:DeleteObject'],
        Resource: 'arn:aws:s3:::productionapp/*',
      },
    ],
  },
  undefined,
  2,
);

async function writePolicy(page: Page, label: string, text: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: label });
  await editor.click();
  await editor.fill(text);
}

/** From the editor to the second step, where the policy gets its name. */
async function review(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByRole('heading', { name: 'Review and create' }).waitFor();
}

async function addInlinePolicy(
  page: Page,
  group: string,
  policy: { readonly name: string; readonly effect: 'Allow' | 'Deny' },
): Promise<void> {
  await page.getByRole('link', { name: 'User groups' }).first().click();
  await page.getByRole('heading', { name: /^User groups/ }).waitFor();
  await page.getByRole('link', { name: group, exact: true }).click();
  await page.getByRole('heading', { name: group, exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Permissions' }).click();
  await page.getByRole('button', { name: 'Add permissions' }).click();
  await page.getByRole('menuitem', { name: 'Create inline policy' }).click();
  const statement = { Effect: policy.effect, Action: 'sts:AssumeRole', Resource: roleArn };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statement }, undefined, 2);
  await writePolicy(page, 'Policy document', document);
  await review(page);
  await page.getByLabel('Policy name').fill(policy.name);
  await page.getByRole('button', { name: 'Create policy' }).click();
  await page.getByText(`Saved policy ${policy.name} of ${group}.`).waitFor();
}

async function switchRole(page: Page, id: string, url: string): Promise<void> {
  await page.goto(`${url}/_console/${id}/switchrole`);
  await page.getByLabel('Account ID or alias').fill(production);
  await page.getByLabel('IAM role name').fill('UpdateApp');
  await page.getByLabel(/^Display name/).fill('PRODUCTION');
  await page.getByRole('button', { name: 'Switch Role', exact: true }).click();
}

describe.skipIf(chromiumPath === undefined)('the tutorial in the console', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
    await world
      .s3('production-admin')
      .send(new CreateBucketCommand({ Bucket: `other-${production}` }));
  });

  test("Production's administrator writes the policy, with a finding seen and resolved", async () => {
    const page = await world.signIn('production-admin');
    const id = await sessionOf(page);
    await page.goto(`${world.url}/_console/${id}/iam/create-policy`);
    await writePolicy(page, 'Policy document', policyWithSlip);
    await page.getByRole('tab', { name: 'Errors: 1' }).click();
    await page.getByText('INVALID_ACTION').waitFor();
    await writePolicy(page, 'Policy document', policyWithSlip.replace('PutObjec"', 'PutObject"'));
    await page.getByRole('tab', { name: 'Errors: 0' }).waitFor();
    await review(page);
    await page.getByLabel('Policy name').fill('read-write-app-bucket');
    await page.getByRole('button', { name: 'Create policy' }).click();
    await page.getByText('Created policy read-write-app-bucket.').waitFor();
  });

  test('… and creates the role, first for an account that does not exist', async () => {
    const page = await world.open('production-admin');
    const id = await sessionOf(page);
    await page.goto(`${world.url}/_console/${id}/iam/create-role`);
    const next = page.getByRole('button', { name: 'Next', exact: true });
    const previous = page.getByRole('button', { name: 'Previous', exact: true });
    await page.getByText('Another AWS account').click();
    await page.getByLabel('Account ID').fill('222222222222');
    await next.click();
    await page.getByPlaceholder('Find policies').fill('read-write-app');
    await page
      .getByRole('row', { name: /read-write-app-bucket/ })
      .getByRole('checkbox')
      .check();
    await next.click();
    await page.getByLabel('Role name').fill('UpdateApp');
    await page.getByRole('button', { name: 'Create role' }).click();
    await page
      .getByText('Invalid principal in policy: "AWS":"arn:aws:iam::222222222222:root"')
      .waitFor();
    await previous.click();
    await page.getByPlaceholder('Find policies').waitFor();
    await previous.click();
    await page.getByLabel('Account ID').fill(development);
    await next.click();
    await page.getByPlaceholder('Find policies').waitFor();
    await next.click();
    await page.getByRole('button', { name: 'Create role' }).click();
    await page.getByText('Role UpdateApp was created.').waitFor();
    await page.getByRole('link', { name: 'read-write-app-bucket' }).waitFor();
    const link = `/_console/switchrole?account=${production}&roleName=UpdateApp`;
    await page.getByText(link).first().waitFor();
  });

  test("Development's administrator lets Developers, and denies Testers", async () => {
    const page = await world.signIn('development-admin');
    const id = await sessionOf(page);
    await page.goto(`${world.url}/_console/${id}/iam/groups`);
    await addInlinePolicy(page, 'Developers', { name: 'allow-assume', effect: 'Allow' });
    await addInlinePolicy(page, 'Testers', { name: 'deny-assume', effect: 'Deny' });
  });

  test('David switches, reaches the bucket and nothing else', async () => {
    const page = await world.signIn('david');
    await switchRole(page, await sessionOf(page), world.url);
    const bar = page.getByRole('region', { name: 'Role' });
    await bar.getByText('PRODUCTION', { exact: true }).waitFor();
    const id = await sessionOf(page, production);
    await page.goto(`${world.url}/_console/${id}/s3/buckets/productionapp`);
    await page.getByRole('link', { name: 'readme.txt' }).waitFor();
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByLabel('Files', { exact: true }).setInputFiles({
      name: 'update.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('updated by David'),
    });
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.getByText('Succeeded').waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.getByRole('link', { name: 'update.txt' }).click();
    await page.getByText('updated by David').waitFor();
    await page.goto(`${world.url}/_console/${id}/s3/buckets/other-${production}`);
    await page.getByText(/is not authorized to perform: s3:ListBucket/).waitFor();
    await page.goto(`${world.url}/_console/${id}/iam/users`);
    await page.getByText(/is not authorized to perform: iam:ListUsers/).waitFor();
  });

  test('Theresa is refused, and sees the denial', async () => {
    const page = await world.signIn('theresa');
    await switchRole(page, await sessionOf(page), world.url);
    await page
      .getByText(/Theresa is not authorized to perform: sts:AssumeRole .*explicit deny/)
      .first()
      .waitFor();
  });
});
