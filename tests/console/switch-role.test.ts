/**
 * Switch Role as the tutorial tells it, by mouse and keyboard. Page: IAM UG "IAM tutorial: Delegate
 * access across AWS accounts using IAM roles", "Switch to an IAM role (console)".
 */
import {
  CreateAccountAliasCommand,
  CreateRoleCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { World } from './world.ts';
import {
  chromiumPath,
  development,
  fillSignIn,
  production,
  sessionOf,
  startWorld,
} from './world.ts';

const roleArn = `arn:aws:iam::${production}:role/UpdateApp`;
const link = `/switchrole?account=${production}&roleName=UpdateApp&displayName=PRODUCTION&color=F2B0A9`;

function document(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

async function addRole(world: World, RoleName: string, Condition?: object): Promise<void> {
  const trust = {
    Effect: 'Allow',
    Principal: { AWS: development },
    Action: 'sts:AssumeRole',
    ...(Condition === undefined ? {} : { Condition }),
  };
  const iam = world.iam('production-admin');
  const AssumeRolePolicyDocument = document(trust);
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = document({ Effect: 'Allow', Action: 'iam:ListUsers', Resource: '*' });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'work', PolicyDocument }));
}

async function allowDevelopers(world: World): Promise<void> {
  const iam = world.iam('development-admin');
  const group = (GroupName: string, Effect: string) =>
    iam.send(
      new PutGroupPolicyCommand({
        GroupName,
        PolicyName: 'assume',
        PolicyDocument: document({ Effect, Action: 'sts:AssumeRole', Resource: '*' }),
      }),
    );
  await group('Developers', 'Allow');
  await group('Testers', 'Deny');
}

function switchButton(page: Page) {
  return page.getByRole('button', { name: 'Switch Role', exact: true });
}

/** Chooses among several sessions, and comes to the page of that one. */
async function choose(page: Page, name: string | RegExp, accountId: string): Promise<string> {
  await page.getByRole('heading', { name: 'Choose a session' }).waitFor();
  await page.getByRole('button', { name }).click();
  return sessionOf(page, accountId);
}

function barStyle(page: Page, name: string): Promise<unknown> {
  return page.evaluate(`getComputedStyle(document.querySelector('.role-bar')).${name}`);
}

describe.skipIf(chromiumPath === undefined)('switching roles in the console', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
    await addRole(world, 'UpdateApp');
    await addRole(world, 'Partner', { StringEquals: { 'sts:ExternalId': 'partner-7' } });
    await allowDevelopers(world);
    await world
      .iam('production-admin')
      .send(new CreateAccountAliasCommand({ AccountAlias: 'production' }));
  });

  test('David follows the link, signs in on the way, and works as the role', async () => {
    const page = await world.open('david', link);
    await fillSignIn(page, world.profile('david'));
    await expect.poll(() => page.getByLabel('IAM role name').inputValue()).toBe('UpdateApp');
    await page.getByText('How switching roles works').waitFor();
    await switchButton(page).click();
    const bar = page.getByRole('region', { name: 'Role' });
    await bar.getByText('PRODUCTION', { exact: true }).waitFor();
    await expect.poll(() => bar.innerText()).toContain('UpdateApp @ production');
    const color = await barStyle(page, 'backgroundColor');
    expect(color).toBe('rgb(242, 176, 169)');
    await bar.getByText(/Session ends in (59|60) min|1 h 00 min/).waitFor();
    await page.waitForURL(new RegExp(`/_console/${production}-\\w+/home$`));
    const main = page.getByRole('main');
    await main.getByText(`arn:aws:sts::${production}:assumed-role/UpdateApp/David`).waitFor();
  });

  test('only the role’s permissions hold, and the way back restores his own', async () => {
    const page = await world.open('david');
    const id = await choose(page, /^PRODUCTION/, production);
    await page.goto(`${world.url}/_console/${id}/iam/users`);
    await page.getByRole('heading', { name: /^Users/ }).waitFor();
    await page.getByRole('link', { name: 'Administrator' }).waitFor();
    await page.getByRole('button', { name: /^Back to David @/ }).click();
    const main = page.getByRole('main');
    await main.getByText(`arn:aws:iam::${development}:user/David`).waitFor();
    await sessionOf(page, development);
    await page.getByRole('region', { name: 'Role' }).waitFor({ state: 'detached' });
  });

  test('he types the form by hand, with the alias and a colour of his own', async () => {
    const page = await world.open('david');
    await page.getByRole('link', { name: 'Switch role' }).first().click();
    await page.getByLabel('Account ID or alias').fill('production');
    await page.getByLabel('IAM role name').fill('UpdateApp');
    await page.getByLabel('Display name').fill('Prod');
    await page.getByRole('button', { name: 'Display colour' }).click();
    await page.getByRole('option', { name: 'Another colour' }).click();
    await page.getByLabel('Colour as #rrggbb').fill('#123456');
    await page.keyboard.press('Enter');
    const bar = page.getByRole('region', { name: 'Role' });
    await bar.getByText('Prod', { exact: true }).waitFor();
    const text = await barStyle(page, 'color');
    expect(text).toBe('rgb(255, 255, 255)');
    await bar.getByRole('button', { name: 'Renew' }).click();
    await page.getByText('The session of this role was renewed.').waitFor();
  });

  test('the history is in the menu and on its page, also in another browser', async () => {
    const page = await world.open('david');
    await choose(page, /^David @/, development);
    await page.getByRole('button', { name: 'David @ 1111-1111-1111' }).click();
    await page.getByRole('menuitem', { name: 'Role history' }).click();
    await page.getByRole('link', { name: 'Prod' }).waitFor();
    await page.getByRole('checkbox').last().check();
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByRole('img', { name: 'Pinned' }).waitFor();
    await page.getByRole('link', { name: 'Prod' }).click();
    await switchButton(page).click();
    await page.getByRole('region', { name: 'Role' }).getByText('Prod', { exact: true }).waitFor();
  });

  test('a role in the history is renamed, recoloured, found, and removed', async () => {
    const page = await world.open('david', '/roles-used');
    await choose(page, /^David @/, development);
    await page.getByRole('link', { name: 'Prod' }).waitFor();
    await page.getByRole('checkbox').last().check();
    await page.getByRole('button', { name: 'Rename or recolour' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Display name').fill('<i>Live</i>');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: '<i>Live</i>' }).waitFor();
    await page.getByPlaceholder('Find roles').fill('nothing like it');
    await page.getByText('No roles match').waitFor();
    await page.getByPlaceholder('Find roles').fill('live');
    await page.getByRole('link', { name: '<i>Live</i>' }).waitFor();
    // What is not in sight is not chosen any more.
    await page.getByRole('checkbox').last().check();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Forgot 1 of your roles.').waitFor();
    await page.getByRole('link', { name: '<i>Live</i>' }).waitFor({ state: 'detached' });
  });

  test('a role whose time is over says so in place, and is taken again', async () => {
    const page = await world.open('david', link);
    await choose(page, /^David @/, development);
    await switchButton(page).click();
    const bar = page.getByRole('region', { name: 'Role' });
    await bar.getByText('PRODUCTION', { exact: true }).waitFor();
    const id = await sessionOf(page, production);
    await page.goto(`${world.url}/_console/${id}/iam/users`);
    await page.getByRole('link', { name: 'Administrator' }).waitFor();
    await world.advance(3600);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    await page.getByText('You are still signed in as David.').waitFor();
    await page.getByRole('button', { name: 'Switch to PRODUCTION again' }).click();
    await expect.poll(() => page.getByLabel('IAM role name').inputValue()).toBe('UpdateApp');
    await switchButton(page).click();
    await bar.getByText('PRODUCTION', { exact: true }).waitFor();
  });

  test('Theresa is refused and sees why', async () => {
    const page = await world.signIn('theresa', link);
    await switchButton(page).click();
    await page.getByText('Could not switch roles').waitFor();
    const message =
      `User: arn:aws:iam::${development}:user/Theresa is not authorized to perform: ` +
      `sts:AssumeRole on resource: ${roleArn} with an explicit deny in an identity-based policy`;
    await page.getByText(message).first().waitFor();
    await page.getByText('Why?').click();
    const reason = page.locator('pre');
    await reason.waitFor();
    await expect
      .poll(() => reason.innerText())
      .toMatch(/DENIED: sts:AssumeRole on .*Deny in .*line 1/s);
  });

  test('root is told that it cannot', async () => {
    const page = await world.signIn('root', link);
    await page.getByText('The root user cannot switch roles').waitFor();
    await switchButton(page).click();
    await page.getByText('Roles may not be assumed by root accounts.').last().waitFor();
    await page.getByText('Could not switch roles').waitFor();
  });

  test('an external id cannot be given here: the way by the CLI is shown', async () => {
    const page = await world.open('david', `/switchrole?account=${production}&roleName=Partner`);
    await choose(page, /^David @/, development);
    await switchButton(page).click();
    await page.getByText('This role asks for an external ID').waitFor();
    await page.getByText('--external-id').waitFor();
    expect(await page.content()).not.toContain('partner-7');
  });
});
