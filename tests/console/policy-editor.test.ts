/**
 * The editor of policies: blocks and JSON of every kind of policy, findings, completion, the review
 * and the versions. Pages: IAM UG "Create IAM policies (console)", "Policy restructuring",
 * "Versioning IAM policies".
 */
import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  GetPolicyCommand,
  GetRoleCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { everyTheme } from './axe.ts';
import type { World } from './world.ts';
import { chromiumPath, development, production, startWorld } from './world.ts';

const policyArn = (name: string): string => `arn:aws:iam::${production}:policy/${name}`;

const policyText = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);

const trustText = policyText({
  Effect: 'Allow',
  Principal: { AWS: development },
  Action: 'sts:AssumeRole',
});

async function write(page: Page, text: string, label = 'Policy document'): Promise<void> {
  const editor = page.getByRole('textbox', { name: label });
  await editor.click();
  await editor.fill(text);
}

/** What stands in the editor; short enough to be rendered whole. */
async function written(page: Page, label = 'Policy document'): Promise<unknown> {
  const text = await page.getByRole('textbox', { name: label }).innerText();
  return JSON.parse(text);
}

async function mode(page: Page, name: 'Visual' | 'JSON'): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
}

async function next(page: Page, heading: string): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByRole('heading', { name: heading }).waitFor();
}

/** Adds to a list of texts. */
async function add(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: label, exact: true }).fill(text);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Remove ${text}` }).waitFor();
}

describe.skipIf(chromiumPath === undefined)('the editor of policies', () => {
  let world: World;
  let root = '';

  beforeAll(async () => {
    world = await startWorld();
    const iam = world.iam('production-admin');
    const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
    await iam.send(
      new CreatePolicyCommand({ PolicyName: 'app', PolicyDocument: policyText(allow) }),
    );
    const page = await world.signIn('production-admin');
    await page.waitForURL(/\/home$/);
    root = page.url().replace(/home$/, '').slice(`${world.url}/_console`.length);
    await page.close();
  });

  const open = async (path: string): Promise<Page> => {
    const page = await world.open('production-admin', root + path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    return page;
  };

  test('JSON becomes blocks, with what changes said, and blocks become JSON', async () => {
    const page = await open('iam/create-policy');
    await write(
      page,
      policyText({
        Sid: 'Both',
        Effect: 'Allow',
        Action: ['s3:GetObject', 'iam:ListUsers'],
        Resource: '*',
        Condition: { Bool: { 'aws:SecureTransport': true } },
      }),
    );
    await mode(page, 'Visual');
    await page.getByText(/"Both" is about several services \(s3, iam\)/).waitFor();
    await page.getByText(/numbers or booleans in its conditions/).waitFor();
    await page.getByRole('button', { name: 'Remove Allow: iam, 1 action' }).click();
    await page.getByText('restructures').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^Write \(0 of/ }).click();
    await page.getByRole('checkbox', { name: 'PutObject', exact: true }).check();
    await page.getByRole('button', { name: /^Write \(1 of/ }).waitFor();
    await mode(page, 'JSON');
    const statement = {
      Sid: 'Both',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'true' } },
    };
    expect(await written(page)).toEqual({ Version: '2012-10-17', Statement: [statement] });
    await write(page, policyText({ ...statement, Action: 7 }, statement));
    await mode(page, 'Visual');
    await page.getByText(/Statement "Both" cannot be shown as a block/).waitFor();
    await page.getByRole('heading', { name: 'A statement that is kept as it is' }).waitFor();
    await page.getByRole('button', { name: 'Add more permissions' }).click();
    await mode(page, 'JSON');
    expect(await written(page)).toMatchObject({ Statement: [{ Action: 7 }, statement, {}] });
    await write(page, '{');
    await mode(page, 'Visual');
    await page.getByText('The visual editor cannot show this policy').waitFor();
    await page.close();
  });

  test('a trust policy as blocks: principals by their kinds', async () => {
    const iam = world.iam('production-admin');
    await iam.send(
      new CreateRoleCommand({ RoleName: 'UpdateApp', AssumeRolePolicyDocument: trustText }),
    );
    const page = await open('iam/roles/UpdateApp/trust-policy');
    await page.getByRole('textbox', { name: 'Trust policy' }).waitFor();
    await mode(page, 'Visual');
    await page.getByRole('button', { name: /Principal type/ }).click();
    await page.getByRole('option', { name: 'IAM user' }).click();
    await page.getByLabel('Account ID').fill(development);
    await page.getByRole('button', { name: 'Add principal' }).click();
    await page.getByText('Enter a value.').waitFor();
    await page.getByLabel('User name, with path').fill('David');
    await page.getByRole('button', { name: 'Add principal' }).click();
    const david = `arn:aws:iam::${development}:user/David`;
    await page.getByRole('button', { name: `Remove ${david}` }).waitFor();
    await page.getByRole('button', { name: /Principal type/ }).click();
    await page.getByRole('option', { name: 'AWS service' }).click();
    await page.getByLabel('Service principal').fill('ec2.amazonaws.com');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove ec2.amazonaws.com' }).waitFor();
    expect(await everyTheme(page)).toEqual([]);
    await mode(page, 'JSON');
    const principal = {
      AWS: [`arn:aws:iam::${development}:root`, david],
      Service: 'ec2.amazonaws.com',
    };
    expect(await written(page, 'Trust policy')).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
    });
    await page.getByRole('button', { name: 'Update policy' }).click();
    await page.getByText('Updated the trust policy of UpdateApp.').waitFor();
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'UpdateApp' }));
    const saved = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')) as object;
    expect(saved).toMatchObject({ Statement: [{ Principal: principal }] });
    await page.close();
  });

  test('a bucket policy from nothing, in blocks alone', async () => {
    const page = await open('s3/buckets/productionapp?tab=permissions');
    await page.getByRole('heading', { name: 'Bucket policy' }).waitFor();
    await editBucketPolicy(page);
    await mode(page, 'Visual');
    await page.getByRole('button', { name: 'Add statement' }).click();
    await page.getByRole('radio', { name: 'Everyone (*)' }).check();
    await page.getByRole('radio', { name: 'Deny' }).check();
    await page.getByRole('checkbox', { name: /^All actions \(s3:\*\)/ }).check();
    await page.getByRole('button', { name: 'Add this bucket' }).click();
    await page.getByRole('button', { name: 'Add all objects in it' }).click();
    await page.getByRole('button', { name: 'Add condition' }).click();
    await page.getByLabel('Condition key').fill('aws:PrincipalOrgID');
    await page.keyboard.press('Escape');
    await page.getByLabel('Operator', { exact: true }).fill('Null');
    await page.keyboard.press('Escape');
    await add(page, 'Values', 'true');
    await mode(page, 'JSON');
    const statement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::productionapp', 'arn:aws:s3:::productionapp/*'],
      Condition: { Null: { 'aws:PrincipalOrgID': 'true' } },
    };
    expect(await written(page, 'Bucket policy')).toMatchObject({ Statement: [statement] });
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('textbox', { name: 'Bucket policy' }).waitFor({ state: 'detached' });
    const { Policy = '' } = await world
      .s3('production-admin')
      .send(new GetBucketPolicyCommand({ Bucket: 'productionapp' }));
    expect(JSON.parse(Policy)).toMatchObject({ Statement: [statement] });
    await page.close();
  });

  test('control policies as blocks: what they cannot say is not offered', async () => {
    const page = await world.signIn('management-admin', '/organizations/policies/rcp/create');
    await page.getByRole('textbox', { name: 'Policy document' }).waitFor();
    await mode(page, 'Visual');
    await page.getByRole('radio', { name: 'Everyone (*)' }).waitFor();
    await expect
      .poll(() => page.getByRole('radio', { name: 'Everyone (*)' }).isChecked())
      .toBe(true);
    for (const name of [/^Allow/, /^Specific/]) {
      await expect.poll(() => page.getByRole('radio', { name }).isDisabled()).toBe(true);
    }
    await page
      .getByRole('button', { name: /Service/ })
      .last()
      .click();
    await page.getByRole('option', { name: 'All services' }).waitFor();
    await page.keyboard.type('lambda');
    await page.getByText('No services match').waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Amazon S3');
    await page
      .getByRole('option', { name: /^Amazon S3/ })
      .first()
      .click();
    await page.getByRole('checkbox', { name: /^All actions \(s3:\*\)/ }).check();
    expect(await everyTheme(page)).toEqual([]);
    await mode(page, 'JSON');
    expect(await written(page)).toMatchObject({
      Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }],
    });
    await page.close();
  });

  test('findings stand in four tabs and lead to their line', async () => {
    const page = await open('iam/create-policy');
    await write(
      page,
      policyText(
        { Sid: 'A', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObjec'], Resource: '*' },
        { Sid: 'B', Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' },
        { Sid: 'C', Effect: 'Allow', Action: ['s3:*', 's3:GetObject'], Resource: '*' },
      ),
    );
    await page.getByRole('tab', { name: 'Errors: 1' }).waitFor();
    for (const name of [/^Security: [1-9]/, /^Warnings: \d/, /^Suggestions: [1-9]/]) {
      await page.getByRole('tab', { name }).waitFor();
    }
    await page.getByRole('tab', { name: 'Errors: 1' }).click();
    await page.getByText('INVALID_ACTION').waitFor();
    await page.getByRole('button', { name: /^Line 9, column/ }).click();
    await expect.poll(() => page.evaluate(lineOfCursor)).toContain('s3:PutObjec');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect.poll(() => page.evaluate(colorsOfCode)).toBe(4);
    }
    expect(await everyTheme(page)).toEqual([]);
    await mode(page, 'Visual');
    await page.getByRole('button', { name: /^Line 9, column/ }).click();
    await expect.poll(() => page.evaluate(lineOfCursor)).toContain('s3:PutObjec');
    await page.close();
  });

  test('actions, resources and keys are completed by keyboard alone', async () => {
    const page = await open('iam/create-policy');
    await write(page, '');
    const complete = async (typed: string, option: RegExp): Promise<void> => {
      await page.keyboard.type(typed, { delay: 20 });
      await page.getByRole('option', { name: option }).first().waitFor();
      // Enter so soon after the list came up is taken for a line break that was meant before.
      await page.waitForTimeout(400);
      await page.keyboard.press('Enter');
      await page.getByRole('option').first().waitFor({ state: 'detached' });
      await page.keyboard.press('ArrowRight');
    };
    await complete('{"Sta', /^Statement/);
    await complete(': {"Eff', /^Effect/);
    await complete(': "Allow", "Action": "s3:GetObjectTag', /^s3:GetObjectTagging/);
    await complete(', "Resource": "arn:aws:s3:::${BucketName}/', /^arn:aws:s3:::/);
    await complete(', "Condition": {"StringEq', /^StringEquals/);
    await complete(': {"s3:ExistingObj', /^s3:ExistingObjectTag/);
    const text = await page.getByRole('textbox', { name: 'Policy document' }).innerText();
    expect(text).toContain('{"Statement": {"Effect": "Allow", "Action": "s3:GetObjectTagging"');
    expect(text).toContain('"Resource": "arn:aws:s3:::${BucketName}/${ObjectName}"');
    expect(text).toContain('{"StringEquals": {"s3:ExistingObjectTag/"');
    await page.close();
  });

  test('a policy is reviewed, then created with name, description and tags', async () => {
    const page = await open('iam/create-policy');
    await write(page, '{');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByText(/The JSON has an error in line 1/).waitFor();
    await write(
      page,
      policyText({
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: 'arn:aws:s3:::productionapp/*',
        Condition: { Bool: { 'aws:SecureTransport': 'true' } },
      }),
    );
    await next(page, 'Review and create');
    const row = page.getByRole('row', { name: /Amazon S3/ });
    await row.getByText('Limited: List, Read').waitFor();
    await row.getByText('aws:SecureTransport (Bool) true').waitFor();
    await page.getByRole('button', { name: 'Create policy' }).click();
    await page.getByText('Enter a name.').waitFor();
    await page.getByLabel('Policy name').fill('reviewed');
    await page.getByLabel('Description - optional').fill('Reads the app');
    await page.getByRole('button', { name: 'Add new tag' }).click();
    await page.getByLabel('Key of tag 1').fill('team');
    await page.getByLabel('Value of tag 1').fill('web');
    expect(await everyTheme(page)).toEqual([]);
    await page.getByRole('button', { name: 'Create policy' }).click();
    await page.getByText('Created policy reviewed.').waitFor();
    await page.getByRole('heading', { name: 'reviewed' }).waitFor();
    await page.getByText('Reads the app', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Tags' }).click();
    await page.getByText('web', { exact: true }).waitFor();
    const { Policy } = await world
      .iam('production-admin')
      .send(new GetPolicyCommand({ PolicyArn: policyArn('reviewed') }));
    expect(Policy).toMatchObject({ Description: 'Reads the app', Tags: [{ Key: 'team' }] });
    await page.close();
  });

  test('an edit makes a version; any two are compared; one is set as default or deleted', async () => {
    const page = await open(`iam/policies/${encodeURIComponent(policyArn('app'))}/edit`);
    await write(page, policyText({ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }));
    await next(page, 'Review and save');
    await page.getByRole('checkbox', { name: /^Set this new version as the default/ }).uncheck();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Saved a new version of app.').waitFor();
    await page.getByRole('tab', { name: 'Policy versions' }).click();
    await page.getByRole('rowheader', { name: 'v1 (default)' }).waitFor();
    await page.getByRole('textbox', { name: 'Version v1' }).getByText('s3:GetObject').waitFor();
    await page.getByRole('textbox', { name: 'Version v2' }).getByText('s3:PutObject').waitFor();
    expect(await everyTheme(page)).toEqual([]);
    await page.getByRole('button', { name: 'Unified' }).click();
    const unified = page.getByRole('textbox', { name: 'Version v1 and Version v2' });
    await unified.locator('.cm-deletedChunk').getByText('s3:GetObject').waitFor();
    expect(await everyTheme(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Select v2' }).check();
    await page.getByRole('button', { name: 'Set as default' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Set as default' }).click();
    await page.getByText('Version v2 is the default.').waitFor();
    await page.getByRole('rowheader', { name: 'v2 (default)' }).waitFor();
    await page.getByRole('radio', { name: 'Select v1' }).check();
    await page.getByRole('main').getByRole('button', { name: 'Delete' }).last().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Deleted version v1.').waitFor();
    await page.getByRole('rowheader', { name: 'v1' }).waitFor({ state: 'detached' });
    await page.close();
  });

  test('of five versions one makes room for the next', async () => {
    const iam = world.iam('production-admin');
    const PolicyArn = policyArn('full');
    const PolicyDocument = policyText({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
    await iam.send(new CreatePolicyCommand({ PolicyName: 'full', PolicyDocument }));
    for (let version = 2; version <= 5; version += 1) {
      await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }));
    }
    const page = await open(`iam/policies/${encodeURIComponent(PolicyArn)}/edit`);
    await next(page, 'Review and save');
    await page.getByText('This policy has 5 versions, as many as it may have').waitFor();
    await page.getByRole('button', { name: /Version to delete.*v2|v2/ }).click();
    await page.getByRole('option', { name: 'v3' }).click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Saved a new version of full.').waitFor();
    const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    expect(Versions.map(({ VersionId }) => VersionId).sort()).toEqual([
      'v1',
      'v2',
      'v4',
      'v5',
      'v6',
    ]);
    await page.close();
  });
});

/** In the page: the text of the line that the cursor is in. */
const lineOfCursor =
  "document.getSelection()?.anchorNode?.parentElement?.closest('.cm-line')?.textContent ?? ''";

/** In the page: how many colours plain text, names, strings and line numbers have. */
const colorsOfCode = `new Set(['.cm-content', '.code-property', '.code-string', '.cm-gutters']
  .map((selector) => getComputedStyle(document.querySelector(selector)).color)).size`;

async function editBucketPolicy(page: Page): Promise<void> {
  const container = page
    .locator('[class*=awsui_root]')
    .filter({ has: page.getByRole('heading', { name: 'Bucket policy' }) })
    .last();
  await container.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Bucket policy' }).waitFor();
}
