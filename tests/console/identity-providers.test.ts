/**
 * Identity providers by mouse and keyboard, and roles that trust them. Pages: IAM UG "Identity
 * providers and federation into AWS", "Create a role for OpenID Connect federation (console)",
 * "Create a role for SAML 2.0 federation (console)".
 */
import { readFileSync } from 'node:fs';
import {
  CreateSAMLProviderCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetSAMLProviderCommand,
} from '@aws-sdk/client-iam';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { samlMetadata, samlPrivateKey } from '../../packages/server/test/identity-providers.ts';
import { everyTheme } from './axe.ts';
import type { World } from './world.ts';
import { chromiumPath, development, startWorld } from './world.ts';

const list = '/iam/identity-providers';
const github = 'token.actions.githubusercontent.com';
const githubArn = `arn:aws:iam::${development}:oidc-provider/${github}`;
const samlArn = `arn:aws:iam::${development}:saml-provider/Directory`;
const detailsOf = (arn: string, tab: string) => `${list}/${encodeURIComponent(arn)}?tab=${tab}`;
const metadata = samlMetadata({ entityId: 'https://directory.example.com' });

/** A file as a person would choose it. */
const file = (name: string, text: string) => ({
  name,
  mimeType: 'application/xml',
  buffer: Buffer.from(text),
});

/** Chooses of a select by its label. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

describe.skipIf(chromiumPath === undefined)('identity providers in the console', () => {
  let world: World;
  let isSignedIn = false;

  beforeAll(async () => {
    world = await startWorld();
  });

  const open = async (path: string): Promise<Page> => {
    if (isSignedIn) return world.open('development-admin', path);
    isSignedIn = true;
    return world.signIn('development-admin', path);
  };

  test('an OpenID Connect provider is added, with its faults told first', async () => {
    const page = await open(list);
    await page.getByText('No providers').waitFor();
    await page.getByRole('link', { name: 'Identity providers', exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Add provider' }).first().click();
    await page.getByRole('heading', { name: 'Add identity provider' }).waitFor();
    await page.getByRole('radio', { name: 'OpenID Connect' }).check();
    await page.getByRole('button', { name: 'Add provider' }).click();
    await page.getByText('Enter the URL of the provider.').waitFor();
    await page.getByLabel('Provider URL').fill(`https://${github}:8443`);
    await page.getByText('Enter a host and a path only: no port, no query.').waitFor();
    await page.getByLabel('Provider URL').fill(`https://${github}`);
    await page.getByRole('textbox', { name: 'Audiences' }).fill('sts.amazonaws.com');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove sts.amazonaws.com' }).waitFor();
    await page.getByRole('textbox', { name: 'Thumbprints - optional' }).fill('6938fd4d');
    await page.keyboard.press('Enter');
    await page.getByText('A thumbprint has 40 hexadecimal digits.').waitFor();
    await page.getByRole('button', { name: 'Remove 6938fd4d' }).click();
    await page.getByRole('textbox', { name: 'Thumbprints - optional' }).fill('A'.repeat(40));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Add new tag' }).click();
    await page.getByLabel('Key of tag 1').fill('team');
    await page.getByRole('button', { name: 'Add provider' }).click();
    await page.getByRole('heading', { name: github }).waitFor();
    await page.getByText(`Added provider https://${github}.`).waitFor();
    const provider = await world
      .iam('development-admin')
      .send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: githubArn }));
    expect(provider).toMatchObject({
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: ['a'.repeat(40)],
      Tags: [{ Key: 'team', Value: '' }],
    });
  });

  test('audiences are added and removed, thumbprints replaced, tags changed', async () => {
    const page = await open(detailsOf(githubArn, 'audiences'));
    await page.getByRole('button', { name: 'Add audience' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Audiences' }).fill('https://github.com/acme');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Add audiences', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('rowheader', { name: 'https://github.com/acme' }).waitFor();
    await page.getByRole('checkbox', { name: 'Select https://github.com/acme' }).check();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page
      .getByRole('rowheader', { name: 'https://github.com/acme' })
      .waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Endpoint verification' }).click();
    await page.getByText('a'.repeat(40)).first().waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('button', { name: `Remove ${'a'.repeat(40)}` }).click();
    await page.getByText('One thumbprint at least.').waitFor();
    await page.getByRole('textbox', { name: 'Thumbprints' }).fill('b'.repeat(40));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('button', { name: 'Edit' }).waitFor();
    await page.getByRole('tab', { name: 'Tags' }).click();
    await page.getByRole('button', { name: 'Manage tags' }).click();
    await page.getByLabel('Value of tag 1').fill('web');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('button', { name: 'Manage tags' }).waitFor();
    const provider = await world
      .iam('development-admin')
      .send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: githubArn }));
    expect(provider).toMatchObject({
      ClientIDList: ['sts.amazonaws.com'],
      ThumbprintList: ['b'.repeat(40)],
      Tags: [{ Key: 'team', Value: 'web' }],
    });
  });

  test('"Assign role" leads through Create role to a role that trusts it', async () => {
    const page = await open(detailsOf(githubArn, 'roles'));
    await page.getByText('No roles').waitFor();
    await page.getByRole('button', { name: 'Assign role' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { name: 'Select trusted entity' }).waitFor();
    await expect
      .poll(() => page.getByRole('radio', { name: 'Web identity' }).isChecked())
      .toBe(true);
    await page.getByRole('button', { name: `Identity provider ${github}` }).waitFor();
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByText('Choose an audience.').waitFor();
    await choose(page, 'Audience', 'sts.amazonaws.com');
    await page.getByText('Enter an organization: else all of GitHub is trusted.').waitFor();
    await page.getByLabel('GitHub organization').fill('acme');
    await page.getByLabel('GitHub repository - optional').fill('site');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByRole('heading', { name: 'Add permissions' }).waitFor();
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByLabel('Role name').fill('Deployer');
    await page.getByRole('button', { name: 'Create role' }).click();
    await page.getByText('Role Deployer was created.').waitFor();
    const { Role } = await world
      .iam('development-admin')
      .send(new GetRoleCommand({ RoleName: 'Deployer' }));
    expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: githubArn },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' },
            StringLike: { [`${github}:sub`]: 'repo:acme/site:*' },
          },
        },
      ],
    });
    const roles = await open(detailsOf(githubArn, 'roles'));
    await roles.getByRole('link', { name: 'Deployer' }).waitFor();
  });

  test('a SAML provider is added by its metadata document, kept, replaced', async () => {
    const page = await open('/iam/add-identity-provider');
    const upload = page.locator('input[type=file]');
    await page.getByLabel('Provider name').fill('Directory');
    await page.getByRole('button', { name: 'Add provider' }).click();
    await page.getByText('Choose the metadata document of the provider.').waitFor();
    await upload.setInputFiles(file('wrong.xml', `<a>${'x'.repeat(2000)}</a>`));
    await page.getByText('wrong.xml').first().waitFor();
    await page.getByRole('button', { name: 'Add provider' }).click();
    await page.getByText('Unable to parse metadata').waitFor();
    await upload.setInputFiles(file('metadata.xml', metadata));
    await page.getByText('metadata.xml').first().waitFor();
    await page.getByRole('button', { name: 'Add provider' }).click();
    await page.getByRole('heading', { name: 'Directory' }).waitFor();
    await page.getByText('https://directory.example.com').first().waitFor();
    const begun = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const download = await begun;
    expect(download.suggestedFilename()).toBe('Directory.xml');
    expect(readFileSync(await download.path(), 'utf8')).toBe(metadata);
    await page.getByRole('button', { name: 'Replace metadata' }).click();
    const dialog = page.getByRole('dialog');
    const renewed = samlMetadata({ entityId: 'https://renewed.example.com' });
    await dialog.locator('input[type=file]').setInputFiles(file('renewed.xml', renewed));
    await dialog.getByRole('button', { name: 'Replace' }).click();
    await page.getByText('Replaced the metadata document.').waitFor();
    await page.getByText('https://renewed.example.com').first().waitFor();
    const { SAMLMetadataDocument } = await world
      .iam('development-admin')
      .send(new GetSAMLProviderCommand({ SAMLProviderArn: samlArn }));
    expect(SAMLMetadataDocument).toBe(renewed);
  });

  test('encryption is required once there is a key', async () => {
    const page = await open(detailsOf(samlArn, 'encryption'));
    const required = page.getByRole('radio', { name: 'Require encrypted assertions' });
    await required.click();
    await page.getByText('because no private key is present').waitFor();
    await page.getByRole('button', { name: 'Add private key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('input[type=file]').setInputFiles(file('key.pem', samlPrivateKey()));
    await dialog.getByText('key.pem').first().waitFor();
    await dialog.getByRole('button', { name: 'Add key' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('rowheader', { name: /^SAMLPK/ }).waitFor();
    await required.click();
    await expect.poll(() => required.isChecked()).toBe(true);
    const { AssertionEncryptionMode } = await world
      .iam('development-admin')
      .send(new GetSAMLProviderCommand({ SAMLProviderArn: samlArn }));
    expect(AssertionEncryptionMode).toBe('Required');
  });

  test('Create role trusts a SAML provider, for the console or not', async () => {
    const page = await open('/iam/create-role');
    await page.getByRole('radio', { name: 'SAML 2.0 federation' }).check();
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByText('Choose an identity provider.').waitFor();
    await choose(page, 'Identity provider', 'Directory');
    await expect
      .poll(() => page.getByLabel('Value').inputValue())
      .toBe('https://signin.aws.amazon.com/saml');
    await page.getByRole('radio', { name: 'Allow programmatic access only' }).check();
    await choose(page, 'Attribute', 'SAML:sub_type');
    await page.getByLabel('Value').fill('persistent');
    await page.getByRole('radio', { name: 'Custom trust policy' }).check();
    await page.getByText('"SAML:sub_type"').waitFor();
    await page.getByText('sts:AssumeRoleWithSAML').waitFor();
  });

  test('both kinds are listed, searched, found from every page, and deleted by name', async () => {
    const page = await open(list);
    await page.getByRole('link', { name: 'Directory' }).waitFor();
    await page.getByRole('link', { name: github }).waitFor();
    await page.locator('td', { hasText: 'OpenID Connect' }).waitFor();
    await page.getByLabel('Find providers').fill('direct');
    await page.getByRole('link', { name: github }).waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: /^Search users/ }).fill('githubuser');
    await page.getByRole('option', { name: github }).click();
    await page.getByRole('heading', { name: github }).waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(github);
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText(`Deleted identity provider ${github}.`).waitFor();
    await page.getByRole('heading', { name: 'Identity providers' }).waitFor();
    await page.getByRole('link', { name: 'Directory' }).waitFor();
    await expect.poll(() => page.getByRole('link', { name: github }).count()).toBe(0);
  });

  test('hostile text of a document is shown as text', async () => {
    const entityId = 'https://x.example.com/&lt;img src=x onerror=alert(1)&gt;';
    const SAMLMetadataDocument = samlMetadata({ entityId });
    await world.iam('development-admin').send(
      new CreateSAMLProviderCommand({
        Name: 'Hostile',
        SAMLMetadataDocument,
        Tags: [{ Key: 'a', Value: '@://=+ -_.' }],
      }),
    );
    const arn = `arn:aws:iam::${development}:saml-provider/Hostile`;
    const page = await open(detailsOf(arn, 'metadata'));
    await page.getByText('<img src=x onerror=alert(1)>').first().waitFor();
    await expect.poll(() => page.locator('img[src="x"]').count()).toBe(0);
  });

  test('who may not see providers reads why, on each page', async () => {
    const page = await world.signIn('theresa', list);
    await page
      .getByText('is not authorized to perform: iam:ListOpenIDConnectProviders', { exact: false })
      .first()
      .waitFor();
    for (const [arn, action] of [
      [githubArn, 'iam:GetOpenIDConnectProvider'],
      [samlArn, 'iam:GetSAMLProvider'],
    ] as const) {
      const details = await world.open('theresa', detailsOf(arn, 'roles'));
      await details.getByText(`is not authorized to perform: ${action}`).first().waitFor();
    }
    const adding = await world.open('theresa', '/iam/add-identity-provider');
    await adding.getByLabel('Provider name').fill('Mine');
    await adding.locator('input[type=file]').setInputFiles(file('metadata.xml', metadata));
    await adding.getByText('metadata.xml').first().waitFor();
    await adding.getByRole('button', { name: 'Add provider' }).click();
    await adding
      .getByText('is not authorized to perform: iam:CreateSAMLProvider')
      .first()
      .waitFor();
    const role = await world.open('theresa', '/iam/create-role');
    await role.getByRole('radio', { name: 'Web identity' }).check();
    await role.getByRole('button', { name: 'Identity provider' }).click();
    await role.getByText('is not authorized to perform: iam:ListOpenIDConnectProviders').waitFor();
  });

  // The other pages are looked at by pages-iam.test.ts.
  test.each([
    detailsOf(samlArn, 'metadata'),
    detailsOf(samlArn, 'encryption'),
    detailsOf(samlArn, 'roles'),
    `/iam/create-role?provider=${encodeURIComponent(samlArn)}`,
  ])('axe finds nothing serious at %s', async (path) => {
    const page = await open(path);
    await page.locator('main').getByRole('heading').first().waitFor();
    expect(await everyTheme(page)).toEqual([]);
  });
});
