/**
 * The organization in the console: accounts made and moved, units, control policies that hold.
 * Pages: ORG UG "Creating a member account", "Managing organizational units", "Attaching
 * policies".
 */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { World } from './world.ts';
import { chromiumPath, development, production, startWorld } from './world.ts';

const denyListing = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'iam:ListUsers', Resource: '*' }],
});

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Policy document' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}

async function choose(page: Page, field: RegExp, option: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

describe.skipIf(chromiumPath === undefined)('the organization in the console', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
  });

  test('a unit is made in the tree, and renamed', async () => {
    const page = await world.signIn('management-admin', '/organizations');
    await page.getByRole('button', { name: /^Actions for Root r-/ }).click();
    await page.getByRole('menuitem', { name: 'Create organizational unit' }).click();
    await page.getByLabel('Organizational unit name').fill('Work');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Work' }).waitFor();
    await page.getByRole('button', { name: /^Actions for Work ou-/ }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByLabel('Organizational unit name').fill('Workloads');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Workloads' }).waitFor();
  });

  test('an account is made once per e-mail address, and moved into the unit', async () => {
    const page = await world.open('management-admin', '/organizations/create-account');
    await page.getByLabel('Account name').fill('Sandbox');
    await page.getByLabel('Email address of the root user').fill('development@example.com');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Another account has this e-mail address.').waitFor();
    await page.getByLabel('Email address of the root user').fill('sandbox@example.com');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Created the account Sandbox').waitFor();
    await page.getByText('Root / Sandbox').waitFor();
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Move', exact: true }).click();
    await choose(page, /Destination/, 'Root / Workloads');
    await page.getByRole('button', { name: 'Move account' }).click();
    await page.getByText('Root / Workloads / Sandbox').waitFor();
    await page.getByRole('link', { name: 'Workloads' }).click();
    await page.getByRole('rowheader', { name: 'Sandbox' }).waitFor();
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByLabel('To confirm, type Workloads').fill('Workloads');
    await page.keyboard.press('Enter');
    await page.getByText(/you must first remove all members/).waitFor();
  });

  test('the tree by keyboard; breadcrumbs say names', async () => {
    const page = await world.open('management-admin', '/organizations');
    const tree = page.getByRole('tree');
    await tree.getByRole('link', { name: 'Workloads' }).waitFor();
    await tree.getByRole('button', { name: 'Close Root' }).focus();
    await page.keyboard.press('Enter');
    await tree.getByRole('link', { name: 'Workloads' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await tree.getByRole('link', { name: 'Workloads' }).waitFor();
    const focused = (): Promise<unknown> =>
      page.evaluate(`document.activeElement.getAttribute('aria-label') ??
        document.activeElement.textContent`);
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused).toBe('Close Workloads');
    await page.keyboard.press('ArrowRight');
    await expect.poll(focused).toBe('Workloads');
    await page.keyboard.press('Enter');
    // The address has its id, the way to it and the window its name.
    const way = page.getByRole('navigation', { name: 'Breadcrumbs' });
    await way.getByText('Workloads').first().waitFor();
    await expect.poll(() => page.title()).toBe('Workloads | Hallpass');
  });

  test('a control policy denies once it is attached, and no longer once it is detached', async () => {
    const page = await world.open('management-admin', '/organizations/policies/scp/create');
    await page.getByLabel('Policy name').fill('NoUsers');
    await write(page, denyListing);
    await page.getByRole('button', { name: 'Create policy' }).click();
    await page.getByText('Created policy NoUsers.').waitFor();
    await page.getByRole('button', { name: 'Attach', exact: true }).click();
    await choose(page, /Root, organizational units and accounts/, 'Root / Development');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Attach policy' }).click();
    await page.getByRole('cell', { name: development }).waitFor();
    const users = await world.signIn('development-admin', '/iam/users');
    await users.getByText(/with an explicit deny in a service control policy/).waitFor();
    await page.getByRole('checkbox', { name: 'Select Development' }).check();
    await page.getByRole('button', { name: 'Detach' }).click();
    await page.getByText('Attached to nothing').waitFor();
    await users.getByRole('button', { name: 'Try again' }).click();
    await users.getByRole('link', { name: 'David' }).waitFor();
  });

  test('resource control policies are turned on', async () => {
    const page = await world.open('management-admin', '/organizations/policies');
    await page.getByRole('button', { name: 'Enable', exact: true }).click();
    await page.getByRole('button', { name: 'Disable' }).nth(1).waitFor();
    await page.getByRole('link', { name: 'Resource control policies' }).last().click();
    await page.getByRole('link', { name: 'RCPFullAWSAccess' }).waitFor();
  });

  test('an account is closed, and another removed, by typing its id', async () => {
    // Four days after they were made; everyone's sign-in has ended by then.
    await world.advance(4 * 24 * 3600);
    const page = await world.signIn('management-admin', '/organizations?view=list');
    await page.getByRole('link', { name: 'Sandbox' }).click();
    await page.getByRole('heading', { name: 'Sandbox' }).waitFor();
    const id = /accounts\/(\d{12})/.exec(page.url())?.[1] ?? '';
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Close account' }).click();
    const dialog = page.getByRole('dialog');
    const close = dialog.getByRole('button', { name: 'Close account' });
    await expect.poll(() => close.isDisabled()).toBe(true);
    await dialog.getByLabel(`To confirm, type ${id}`).fill(id);
    await close.click();
    await page.getByText(`Closed the account Sandbox (${id}).`).waitFor();
    await page.getByText('SUSPENDED').waitFor();
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    const again = page.getByRole('menuitem', { name: 'Close account' });
    expect(await again.getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Escape');
    await page.goto(page.url().replace(id, production));
    await page.getByRole('heading', { name: 'Production' }).waitFor();
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Remove from organization' }).click();
    await dialog.getByLabel(`To confirm, type ${production}`).fill(production);
    await page.keyboard.press('Enter');
    await page.getByText(`Removed the account Production (${production}).`).waitFor();
    await page.getByRole('link', { name: 'Sandbox' }).waitFor();
    await page.getByText(`${id} | sandbox@example.com | SUSPENDED`).waitFor();
    await expect.poll(() => page.getByRole('link', { name: 'Production' }).count()).toBe(0);
  });

  test('a member account sees the organization and AWS’s refusal of the rest', async () => {
    const page = await world.signIn('development-admin', '/organizations');
    await page.getByText("You don't have permissions to access this resource.").waitFor();
    await page.getByText(/^o-[a-z0-9]+$/).waitFor();
  });
});
