import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
  GetAccountSummaryCommand,
  GetOpenIDConnectProviderCommand,
  ListOpenIDConnectProvidersCommand,
  ListOpenIDConnectProviderTagsCommand,
  RemoveClientIDFromOpenIDConnectProviderCommand,
  TagOpenIDConnectProviderCommand,
  UntagOpenIDConnectProviderCommand,
  UpdateOpenIDConnectProviderThumbprintCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, noSuchEntity, refusal } from '../../../../test/identities.ts';
import { putOidcProvider } from '../../../data/oidc-providers.ts';

const server = await startTestServer();
const { iam, accountId, clock } = server;
const thumbprint = 'a'.repeat(40);
const arnOf = (host: string) => `arn:aws:iam::${accountId}:oidc-provider/${host}`;

type Options = Partial<ConstructorParameters<typeof CreateOpenIDConnectProviderCommand>[0]>;

const create = (Url: string, options: Options = {}) =>
  iam.send(
    new CreateOpenIDConnectProviderCommand({ Url, ThumbprintList: [thumbprint], ...options }),
  );
const get = (host: string) =>
  iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arnOf(host) }));

test('a provider is made, shown, listed, counted and deleted', async () => {
  const beganMs = clock.nowMs();
  const made = await create('https://id.example.com/realms/Main', { ClientIDList: ['app', 'app'] });
  const host = 'id.example.com/realms/Main';
  expect(made).toMatchObject({ OpenIDConnectProviderArn: arnOf(host) });
  expect(made.Tags).toBeUndefined();
  const shown = await get(host);
  expect(shown).toMatchObject({
    Url: host,
    ClientIDList: ['app'],
    ThumbprintList: [thumbprint],
    Tags: [],
  });
  // IAM's times have whole seconds.
  expect(shown.CreateDate?.getTime()).toBeGreaterThan(beganMs - 1000);
  expect(shown.CreateDate?.getTime()).toBeLessThanOrEqual(clock.nowMs());
  const { OpenIDConnectProviderList } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
  expect(OpenIDConnectProviderList).toEqual([{ Arn: arnOf(host) }]);
  const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
  expect(SummaryMap).toMatchObject({ Providers: 1 });
  const remove = new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arnOf(host) });
  await iam.send(remove);
  await expect(get(host)).rejects.toMatchObject(
    noSuchEntity(`OpenIDConnect Provider not found for arn ${arnOf(host)}`),
  );
  await expect(iam.send(remove)).rejects.toMatchObject(
    noSuchEntity(`OpenId connect Provider ${arnOf(host)} cannot be found.`),
  );
});

test('a URL is one provider; its case and its last slash count', async () => {
  await create('https://once.example.com');
  await expect(create('https://once.example.com')).rejects.toMatchObject(
    refusal(
      'EntityAlreadyExists',
      409,
      'Provider with url https://once.example.com already exists.',
    ),
  );
  await create('https://once.example.com/');
  await create('https://once.example.com/A');
  await create('https://once.example.com/a');
});

const invalid = 'Invalid Open ID Connect Provider URL';

test.each([
  ['example.org', 'ValidationError', invalid],
  ['http://example.org', 'InvalidInput', `${invalid}. The URL must begin with https://.`],
  ['https://example.org:8443', 'InvalidInput', `${invalid}.`],
  ['https://example.org?tenant=1', 'InvalidInput', `${invalid}.`],
  ['https://example.org/#a', 'InvalidInput', `${invalid}.`],
  ['https://user@example.org', 'InvalidInput', `${invalid}.`],
  ['https://', 'InvalidInput', `${invalid}.`],
  ['https://exa mple.org', 'InvalidInput', `${invalid}.`],
  ['https://<b>.org', 'InvalidInput', `${invalid}.`],
])('%s is no issuer', async (url, code, message) => {
  await expect(create(url)).rejects.toMatchObject(refusal(code, 400, message));
});

test('what the framework refuses', async () => {
  const long = create('b'.repeat(256), {
    ThumbprintList: ['b'.repeat(41)],
    ClientIDList: ['b'.repeat(256)],
  });
  await expect(long).rejects.toMatchObject({ Code: 'ValidationError' });
  const error = (await long.catch((reason: unknown) => reason)) as Error;
  expect(error.message).toMatch(/^3 validation errors detected: /);
  for (const part of [
    "Value at 'clientIDList' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 1]",
    "Value at 'thumbprintList' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 40, Member must have length greater than or equal to 40]",
    "Value at 'url' failed to satisfy constraint: Member must have length less than or equal to 255",
  ]) {
    expect(error.message).toContain(part);
  }
});

test('thumbprints are kept in lower case, five at most, and replaced together', async () => {
  const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(40));
  const tooMany = refusal(
    'InvalidInput',
    400,
    'Thumbprint list must contain fewer than 5 entries.',
  );
  await expect(create('https://six.example.com', { ThumbprintList: six })).rejects.toMatchObject(
    tooMany,
  );
  await create('https://prints.example.com', { ThumbprintList: ['AB'.repeat(20)] });
  expect((await get('prints.example.com')).ThumbprintList).toEqual(['ab'.repeat(20)]);
  const update = (ThumbprintList: string[]) =>
    iam.send(
      new UpdateOpenIDConnectProviderThumbprintCommand({
        OpenIDConnectProviderArn: arnOf('prints.example.com'),
        ThumbprintList,
      }),
    );
  await update(six.slice(0, 5));
  expect((await get('prints.example.com')).ThumbprintList).toEqual(six.slice(0, 5));
  await expect(update(six)).rejects.toMatchObject(tooMany);
});

test('without a thumbprint the issuer is asked, and must answer', async () => {
  const unreachable = create('https://localhost.invalid', { ThumbprintList: [] });
  await expect(unreachable).rejects.toMatchObject(
    refusal('OpenIdIdpCommunicationError', 400, 'Could not connect to https://localhost.invalid'),
  );
  await expect(get('localhost.invalid')).rejects.toMatchObject({ Code: 'NoSuchEntity' });
});

test('client ids are added and removed, however often, up to a hundred', async () => {
  const OpenIDConnectProviderArn = arnOf('clients.example.com');
  const add = (ClientID: string) =>
    iam.send(new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }));
  const remove = (ClientID: string) =>
    iam.send(
      new RemoveClientIDFromOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, ClientID }),
    );
  await expect(add('early')).rejects.toMatchObject(
    noSuchEntity(`OpenIDConnect Provider not found for arn ${OpenIDConnectProviderArn}`),
  );
  const full = Array.from({ length: 100 }, (_, index) => `client-${index}`);
  const exceeded = refusal(
    'LimitExceeded',
    409,
    'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100',
  );
  const over = create('https://clients.example.com', { ClientIDList: [...full, 'more'] });
  await expect(over).rejects.toMatchObject(exceeded);
  await create('https://clients.example.com', { ClientIDList: full });
  await add('client-7');
  await expect(add('more')).rejects.toMatchObject(exceeded);
  await remove('client-0');
  await remove('client-0');
  await add('more');
  const { ClientIDList } = await get('clients.example.com');
  expect(ClientIDList).toEqual([...full.slice(1), 'more']);
});

test('tags: their case counts, they are paged, fifty at most', async () => {
  const OpenIDConnectProviderArn = arnOf('tags.example.com');
  const { Tags } = await create('https://tags.example.com', {
    Tags: [
      { Key: 'b', Value: '1' },
      { Key: 'B', Value: '2' },
    ],
  });
  expect(Tags).toHaveLength(2);
  const tag = (Key: string, Value: string) =>
    iam.send(
      new TagOpenIDConnectProviderCommand({
        OpenIDConnectProviderArn,
        Tags: [{ Key, Value }],
      }),
    );
  await tag('b', '3');
  await tag('c', '4');
  const list = (Marker?: string) =>
    iam.send(
      new ListOpenIDConnectProviderTagsCommand({ OpenIDConnectProviderArn, MaxItems: 2, Marker }),
    );
  const first = await list();
  expect(first).toMatchObject({
    IsTruncated: true,
    Tags: [
      { Key: 'B', Value: '2' },
      { Key: 'b', Value: '3' },
    ],
  });
  const last = await list(first.Marker);
  expect(last).toMatchObject({ IsTruncated: false, Tags: [{ Key: 'c', Value: '4' }] });
  await iam.send(
    new UntagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, TagKeys: ['b', 'none'] }),
  );
  expect((await list()).Tags?.map(({ Key }) => Key)).toEqual(['B', 'c']);
  for (let n = 2; n < 50; n += 1) await tag(`key-${n}`, '');
  await expect(tag('key-50', '')).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'The number of tags has reached the maximum limit.'),
  );
  const twice = create('https://twice.example.com', {
    Tags: [
      { Key: 'a', Value: '1' },
      { Key: 'a', Value: '2' },
    ],
  });
  await expect(twice).rejects.toMatchObject(
    refusal('InvalidInput', 400, 'Duplicate tag keys found.'),
  );
});

test('a provider of another account is not found', async () => {
  const foreign = `arn:aws:iam::999999999999:oidc-provider/tags.example.com`;
  const own = await addUser(server, 'curious', [
    { Effect: 'Allow', Action: 'iam:*', Resource: '*' },
  ]);
  const asked = own.iam.send(
    new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: foreign }),
  );
  await expect(asked).rejects.toMatchObject({
    Code: expect.stringMatching(/^(?:NoSuchEntity|AccessDenied)$/),
  });
});

test('without permission nothing is told, not even what exists', async () => {
  const own = await addUser(server, 'nobody');
  const user = `arn:aws:iam::${accountId}:user/nobody`;
  const denied = (action: string, resource: string) =>
    refusal(
      'AccessDenied',
      403,
      `User: ${user} is not authorized to perform: iam:${action} on resource: ${resource} because no identity-based policy allows the iam:${action} action`,
    );
  for (const host of ['tags.example.com', 'none.example.com']) {
    const OpenIDConnectProviderArn = arnOf(host);
    const read = own.iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    await expect(read).rejects.toMatchObject(
      denied('GetOpenIDConnectProvider', OpenIDConnectProviderArn),
    );
    const remove = own.iam.send(
      new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }),
    );
    await expect(remove).rejects.toMatchObject(
      denied('DeleteOpenIDConnectProvider', OpenIDConnectProviderArn),
    );
  }
  await expect(own.iam.send(new ListOpenIDConnectProvidersCommand({}))).rejects.toMatchObject(
    denied('ListOpenIDConnectProviders', arnOf('*')),
  );
  const made = own.iam.send(
    new CreateOpenIDConnectProviderCommand({ Url: 'https://x.example.com' }),
  );
  await expect(made).rejects.toMatchObject(
    denied('CreateOpenIDConnectProvider', arnOf('x.example.com')),
  );
});

test('tags decide: of the request and of the provider', async () => {
  const tagged = (key: string, value: string) => ({
    StringEquals: { [`aws:${key}/team`]: value },
  });
  const own = await addUser(server, 'team', [
    {
      Effect: 'Allow',
      Action: ['iam:CreateOpenIDConnectProvider', 'iam:TagOpenIDConnectProvider'],
      Resource: '*',
      Condition: tagged('RequestTag', 'red'),
    },
    {
      Effect: 'Allow',
      Action: 'iam:DeleteOpenIDConnectProvider',
      Resource: '*',
      Condition: tagged('ResourceTag', 'red'),
    },
  ]);
  const make = (Value: string) =>
    own.iam.send(
      new CreateOpenIDConnectProviderCommand({
        Url: `https://${Value}.example.com`,
        ThumbprintList: [thumbprint],
        Tags: [{ Key: 'team', Value }],
      }),
    );
  await expect(make('blue')).rejects.toMatchObject({ Code: 'AccessDenied' });
  await make('red');
  const remove = (host: string) =>
    own.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arnOf(host) }));
  await expect(remove('tags.example.com')).rejects.toMatchObject({ Code: 'AccessDenied' });
  await remove('red.example.com');
});

test('an account has a hundred at most', async () => {
  await server.server.state.metadata.transact(async (tx) => {
    for (let n = 0; n < 100; n += 1) {
      putOidcProvider(tx, {
        accountId,
        url: `n${n}.example.com`,
        clientIds: [],
        thumbprints: [thumbprint],
        createdAtMs: clock.nowMs(),
        tags: [],
      });
    }
  });
  await expect(create('https://over.example.com')).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'Cannot exceed quota for OpenIdConnectProvidersPerAccount: 100'),
  );
});
