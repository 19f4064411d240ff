/**
 * The policy simulator in the page: the engine on the live policies, agreeing with the API; changes
 * that are tried and not saved. Page: IAM UG "IAM policy testing with the IAM policy simulator".
 */
import type { IAMClient } from '@aws-sdk/client-iam';
import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetUserPolicyCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreatePolicyCommand as CreateOrgPolicyCommand,
  DetachPolicyCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { everyTheme } from './axe.ts';
import type { World } from './world.ts';
import { chromiumPath, production, startWorld } from './world.ts';

const userArn = `arn:aws:iam::${production}:user/Ann`;
const appArn = `arn:aws:iam::${production}:role/App`;
const objects = 'arn:aws:s3:::productionapp';

const policyText = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const allow = (Action: string | readonly string[], more: object = {}): object => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});

/** Ann: of her own, of a group, under a boundary; allowed more by a bucket and a role. */
async function makeAnn(iam: IAMClient): Promise<void> {
  await iam.send(new CreateUserCommand({ UserName: 'Ann', Tags: [{ Key: 'team', Value: 'web' }] }));
  await iam.send(new CreateGroupCommand({ GroupName: 'Readers' }));
  await iam.send(new AddUserToGroupCommand({ UserName: 'Ann', GroupName: 'Readers' }));
  const GroupPolicy = policyText(
    allow('s3:GetObject'),
    allow('iam:GetUser', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'web' } } }),
    allow('s3:ListBucket', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
  );
  await iam.send(
    new PutGroupPolicyCommand({
      GroupName: 'Readers',
      PolicyName: 'read',
      PolicyDocument: GroupPolicy,
    }),
  );
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'Ann',
      PolicyName: 'own',
      PolicyDocument: policyText(allow(['sqs:SendMessage', 'iam:CreateUser']), {
        Effect: 'Deny',
        Action: 's3:DeleteObject',
        Resource: '*',
      }),
    }),
  );
  const { Policy: boundary } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'limit',
      PolicyDocument: policyText(allow(['s3:*', 'iam:Get*', 'sts:*'])),
    }),
  );
  const PermissionsBoundary = boundary?.Arn ?? '';
  await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'Ann', PermissionsBoundary }));
  const PolicyArn = 'arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess';
  await iam.send(new AttachUserPolicyCommand({ UserName: 'Ann', PolicyArn }));
}

async function makeRole(iam: IAMClient): Promise<void> {
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'App',
      AssumeRolePolicyDocument: policyText({
        Effect: 'Allow',
        Principal: { AWS: userArn },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'App',
      PolicyName: 'work',
      PolicyDocument: policyText(allow('s3:PutObject', { Resource: `${objects}/*` })),
    }),
  );
}

interface Above {
  readonly path: string;
  readonly unread: readonly object[];
  readonly policies: readonly {
    readonly layer: string;
    readonly level: number;
    readonly name: string;
    readonly text: string;
  }[];
}

/** What the page reads of the organization, by the page's own code. */
async function organizationAbove(client: OrganizationsClient, account: string): Promise<Above> {
  const file = '../../packages/console/src/api/organizations/live-organization.ts';
  // Not typed from there: the console is checked with the types of browsers.
  const { liveOrganization } = (await import(new URL(file, import.meta.url).href)) as {
    liveOrganization(client: OrganizationsClient, account: string): Promise<Above>;
  };
  return liveOrganization(client, account);
}

async function add(page: Page, label: string, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(text);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Remove ${text}` }).waitFor();
  }
}

describe.skipIf(chromiumPath === undefined)('the policy simulator', () => {
  let world: World;
  let root = '';

  beforeAll(async () => {
    world = await startWorld();
    const iam = world.iam('production-admin');
    await makeAnn(iam);
    await makeRole(iam);
    await world.s3('production-admin').send(
      new PutBucketPolicyCommand({
        Bucket: 'productionapp',
        Policy: policyText({
          Sid: 'AnnWrites',
          Effect: 'Allow',
          Principal: { AWS: userArn },
          Action: 's3:PutObject',
          Resource: `${objects}/*`,
        }),
      }),
    );
    const page = await world.signIn('production-admin');
    await page.waitForURL(/\/home$/);
    root = page.url().replace(/home$/, '').slice(`${world.url}/_console`.length);
    await page.close();
  });

  const open = async (principal: string): Promise<Page> => {
    const path = `${root}iam/simulator?principal=${encodeURIComponent(principal)}`;
    const page = await world.open('production-admin', path);
    await page.getByRole('heading', { name: /^Policies \(\d+\)/ }).waitFor();
    return page;
  };

  const row = (page: Page, action: string) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: action }) });

  /** Every row has been decided by both, alike. */
  async function expectAgreement(page: Page, rows: number): Promise<void> {
    await page.getByRole('button', { name: 'Run simulation' }).click();
    await page
      .getByText('Same answer')
      .nth(rows - 1)
      .waitFor();
    await expect.poll(() => page.getByText('Differs').count()).toBe(0);
    await expect.poll(() => page.getByText('Same answer').count()).toBe(rows);
  }

  test('the page and the API agree: groups, boundary, bucket policy, tags', async () => {
    const page = await open(userArn);
    for (const name of ['own', 'read', 'limit', 'AmazonSQSReadOnlyAccess']) {
      await page.getByRole('checkbox', { name: `Use ${name}` }).waitFor();
    }
    const actions = [
      's3:GetObject',
      's3:PutObject',
      's3:DeleteObject',
      's3:ListBucket',
      'iam:GetUser',
      'iam:CreateUser',
      'sqs:ListQueues',
    ];
    await add(page, 'Actions', actions);
    await add(page, 'Resources - optional', [`${objects}/a.txt`]);
    await page.getByRole('checkbox', { name: 'Use bucket policy' }).waitFor();
    await expectAgreement(page, actions.length);
    await row(page, 's3:GetObject').getByText('read, statement 1').waitFor();
    await row(page, 's3:PutObject').getByText('bucket policy, "AnnWrites"').waitFor();
    await row(page, 's3:DeleteObject').getByText('Explicitly denied').first().waitFor();
    await row(page, 'iam:GetUser').getByText('Allowed').first().waitFor();
    const limited = row(page, 'iam:CreateUser');
    await limited.getByText('The permissions boundary does not allow it').waitFor();
    await page.getByText(/service and resource control policies of the organization/).waitFor();
    expect(await everyTheme(page)).toEqual([]);
    await page.close();
  });

  test('a role: its own policies, and who may assume it', async () => {
    const page = await open(appArn);
    await add(page, 'Actions', ['s3:PutObject', 's3:GetObject']);
    await add(page, 'Resources - optional', [`${objects}/a.txt`, 'arn:aws:s3:::other/a']);
    await expectAgreement(page, 4);
    await page.close();
    const ann = await open(userArn);
    await add(ann, 'Actions', ['sts:AssumeRole']);
    await add(ann, 'Resources - optional', [appArn, `arn:aws:iam::${production}:role/None`]);
    await ann.getByRole('checkbox', { name: 'Use trust policy' }).waitFor();
    await expectAgreement(ann, 2);
    await ann.close();
    const group = await open(`arn:aws:iam::${production}:group/Readers`);
    await add(group, 'Actions', ['s3:GetObject', 'iam:GetUser', 's3:PutObject']);
    await expectAgreement(group, 3);
    await group.close();
  });

  test('the deciding statement is marked in its policy, and the trace told', async () => {
    const page = await open(userArn);
    await add(page, 'Actions', ['s3:DeleteObject']);
    await page.getByRole('heading', { name: 'Why: s3:DeleteObject' }).waitFor();
    await page.getByText('The deciding statement, in own of user Ann').waitFor();
    const policy = page.getByRole('textbox', { name: 'The deciding policy, own' });
    await expect.poll(() => policy.locator('.code-decides').count()).toBeGreaterThan(2);
    await expect.poll(() => policy.locator('.code-decides-part').innerText()).toBe('"Deny"');
    await page.getByText(/DENIED: s3:DeleteObject/).waitFor();
    // The question stands in the address.
    await page.reload();
    await page.getByRole('heading', { name: 'Why: s3:DeleteObject' }).waitFor();
    await page.close();
  });

  test('the way there is on the page of a role', async () => {
    const page = await world.open('production-admin', `${root}iam/roles/App`);
    await page.getByRole('button', { name: 'Simulate' }).click();
    await page.waitForURL(/iam\/simulator\?principal=/);
    await page.getByRole('checkbox', { name: 'Use work' }).waitFor();
    await page.close();
  });

  test('condition keys are given, and count for both', async () => {
    const page = await open(userArn);
    await add(page, 'Actions', ['s3:ListBucket']);
    await row(page, 's3:ListBucket').getByText('Implicitly denied').waitFor();
    await page.getByRole('button', { name: /^Condition keys \(\d+\)/ }).click();
    await page.getByText('Known: web. What is given wins.').waitFor();
    await add(page, 'aws:SourceIp', ['10.1.2.3']);
    await row(page, 's3:ListBucket').getByText('Allowed').waitFor();
    await expectAgreement(page, 1);
    await page.close();
  });

  test('what if: a copy is changed, left out, added; nothing is saved', async () => {
    const page = await open(userArn);
    await add(page, 'Actions', ['s3:DeleteObject']);
    await row(page, 's3:DeleteObject').getByText('Explicitly denied').waitFor();
    await page.getByRole('button', { name: 'Edit a copy of own' }).click();
    const copy = page.getByRole('textbox', { name: 'Copy of own' });
    await copy.click();
    await copy.fill(policyText(allow('s3:DeleteObject')));
    await row(page, 's3:DeleteObject').getByText('Allowed').waitFor();
    await row(page, 's3:DeleteObject').getByText('Explicitly denied').waitFor();
    await page.getByText('Changed', { exact: true }).waitFor();
    expect(await everyTheme(page)).toEqual([]);
    await page.getByRole('checkbox', { name: 'Use own' }).uncheck();
    await row(page, 's3:DeleteObject').getByText('Implicitly denied').waitFor();
    await page.getByRole('button', { name: 'Undo all' }).click();
    await page.getByText('With your changes').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Add a policy' }).click();
    await page.getByRole('menuitem', { name: 'Service control policy' }).click();
    await row(page, 's3:DeleteObject').getByText('Explicitly denied').nth(1).waitFor();
    await page.getByRole('button', { name: 'Remove What if 1' }).click();
    await page.getByText('With your changes').waitFor({ state: 'detached' });
    const { PolicyDocument = '' } = await world
      .iam('production-admin')
      .send(new GetUserPolicyCommand({ UserName: 'Ann', PolicyName: 'own' }));
    expect(decodeURIComponent(PolicyDocument)).toContain('"Deny"');
    await page.close();
  });

  test('what the page may not read, the API counts in; and it can be tried', async () => {
    const deny = policyText({ Effect: 'Deny', Action: 's3:GetObject', Resource: '*' });
    const credentials = world.profile('management-admin').credentials;
    const client = new OrganizationsClient({
      endpoint: world.url,
      region: 'us-east-1',
      credentials,
    });
    const { Policy } = await client.send(
      new CreateOrgPolicyCommand({
        Name: 'NoReading',
        Description: '',
        Content: deny,
        Type: 'SERVICE_CONTROL_POLICY',
      }),
    );
    const PolicyId = Policy?.PolicySummary?.Id ?? '';
    await client.send(new AttachPolicyCommand({ PolicyId, TargetId: production }));
    const page = await open(userArn);
    await add(page, 'Actions', ['s3:GetObject']);
    await row(page, 's3:GetObject').getByText('Allowed').waitFor();
    await page.getByRole('button', { name: 'Run simulation' }).click();
    await row(page, 's3:GetObject').getByText('Differs').waitFor();
    await page.getByText('It knows the policies that this page could not read.').waitFor();
    await page.getByRole('button', { name: 'Add a policy' }).click();
    await page.getByRole('menuitem', { name: 'Service control policy' }).click();
    const copy = page.getByRole('textbox', { name: 'Copy of What if 1' });
    await copy.click();
    await copy.fill(deny);
    await page.getByText('The deciding statement, in What if 1 of this page').waitFor();
    await page.close();
    // Whoever may read them has them, level by level: here as the page would, for this account.
    const above = await organizationAbove(client, production);
    expect(above.unread).toEqual([]);
    expect(above.path).toMatch(/^o-\w+\/r-\w+\//);
    const scps = above.policies.filter(({ layer }) => layer === 'scp');
    expect(new Set(scps.map(({ level }) => level)).size).toBe(above.path.split('/').length - 1);
    expect(scps.filter(({ name }) => name === 'NoReading')).toMatchObject([{ text: deny }]);
    await client.send(new DetachPolicyCommand({ PolicyId, TargetId: production }));
  });

  test('whoever may read nothing is told so', async () => {
    const page = await world.signIn('theresa');
    await page.waitForURL(/\/home$/);
    const theirs = page.url().replace(/home$/, 'iam/simulator?principal=');
    await page.goto(theirs + encodeURIComponent(userArn));
    await page.getByText(/Only principals of this account/).waitFor();
    await page.close();
  });
});
