import {
  CreateSAMLProviderCommand,
  DeleteSAMLProviderCommand,
  GetAccountSummaryCommand,
  GetSAMLProviderCommand,
  ListSAMLProvidersCommand,
  ListSAMLProviderTagsCommand,
  TagSAMLProviderCommand,
  UntagSAMLProviderCommand,
  UpdateSAMLProviderCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, noSuchEntity, refusal } from '../../../../test/identities.ts';
import { samlMetadata, samlPrivateKey } from '../../../../test/identity-providers.ts';
import { findSamlProvider, putSamlProvider } from '../../../data/saml-providers.ts';

const server = await startTestServer();
const { iam, accountId, clock } = server;
const { metadata } = server.server.state;
const arnOf = (name: string) => `arn:aws:iam::${accountId}:saml-provider/${name}`;
const document = samlMetadata();

type Options = Partial<ConstructorParameters<typeof CreateSAMLProviderCommand>[0]>;
type Change = Partial<ConstructorParameters<typeof UpdateSAMLProviderCommand>[0]>;

const create = (Name: string, options: Options = {}) =>
  iam.send(new CreateSAMLProviderCommand({ Name, SAMLMetadataDocument: document, ...options }));
const get = (name: string) =>
  iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: arnOf(name) }));
const update = (name: string, change: Change) =>
  iam.send(new UpdateSAMLProviderCommand({ SAMLProviderArn: arnOf(name), ...change }));

const wholeSeconds = (ms: number) => Math.trunc(ms / 1000) * 1000;

/** IAM's times have whole seconds. */
function expectBetween(time: Date | undefined, beganMs: number): void {
  expect(time?.getTime()).toBeGreaterThanOrEqual(wholeSeconds(beganMs));
  expect(time?.getTime()).toBeLessThanOrEqual(clock.nowMs());
}

test('a provider is made, shown, listed, counted and deleted', async () => {
  const beganMs = clock.nowMs();
  const made = await create('Okta_1.x-y');
  expect(made).toMatchObject({ SAMLProviderArn: arnOf('Okta_1.x-y') });
  const shown = await get('Okta_1.x-y');
  const { CreateDate = new Date(0) } = shown;
  expectBetween(CreateDate, beganMs);
  const inHundredYears = new Date(CreateDate);
  inHundredYears.setUTCFullYear(CreateDate.getUTCFullYear() + 100);
  expect(shown).toMatchObject({
    SAMLProviderUUID: expect.stringMatching(/^SAMLSP[A-Z0-9]{16}$/),
    SAMLMetadataDocument: document,
    ValidUntil: inHundredYears,
    AssertionEncryptionMode: 'Allowed',
    PrivateKeyList: [],
    Tags: [],
  });
  const { SAMLProviderList } = await iam.send(new ListSAMLProvidersCommand({}));
  expect(SAMLProviderList).toEqual([
    { Arn: arnOf('Okta_1.x-y'), CreateDate, ValidUntil: inHundredYears },
  ]);
  const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
  expect(SummaryMap).toMatchObject({ Providers: 1 });
  const remove = new DeleteSAMLProviderCommand({ SAMLProviderArn: arnOf('Okta_1.x-y') });
  await iam.send(remove);
  const missing = noSuchEntity(`Manifest not found for arn ${arnOf('Okta_1.x-y')}`);
  await expect(get('Okta_1.x-y')).rejects.toMatchObject(missing);
  await expect(iam.send(remove)).rejects.toMatchObject(missing);
});

test('a name is taken in whatever case, and found in its own', async () => {
  await create('Twin');
  await expect(create('twin')).rejects.toMatchObject(
    refusal('EntityAlreadyExists', 409, 'Provider with name twin already exists.'),
  );
  await expect(get('twin')).rejects.toMatchObject({ Code: 'NoSuchEntity' });
});

test('what is no name and no metadata is refused', async () => {
  await expect(create('with space')).rejects.toMatchObject(
    refusal(
      'ValidationError',
      400,
      "1 validation error detected: Value at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w._-]+",
    ),
  );
  await expect(create('short', { SAMLMetadataDocument: '<a/>' })).rejects.toMatchObject(
    refusal(
      'ValidationError',
      400,
      "1 validation error detected: Value at 'sAMLMetadataDocument' failed to satisfy constraint: Member must have length greater than or equal to 1000",
    ),
  );
  const unparsable = refusal('InvalidInput', 400, 'Unable to parse metadata');
  const text = { SAMLMetadataDocument: 'x'.repeat(1000) };
  await expect(create('text', text)).rejects.toMatchObject(unparsable);
  await expect(update('Twin', text)).rejects.toMatchObject(unparsable);
});

test('the document is replaced, and with it the end that it names', async () => {
  await create('Renewed');
  const former = await get('Renewed');
  clock.advance(60_000);
  const renewed = samlMetadata({ attributes: 'validUntil="2031-02-03T04:05:06Z"' });
  const answer = await update('Renewed', { SAMLMetadataDocument: renewed });
  expect(answer.SAMLProviderArn).toBe(arnOf('Renewed'));
  expect(await get('Renewed')).toMatchObject({
    SAMLMetadataDocument: renewed,
    SAMLProviderUUID: former.SAMLProviderUUID,
    CreateDate: former.CreateDate,
    ValidUntil: new Date('2031-02-03T04:05:06Z'),
  });
});

test('keys are rotated, two at most, and never shown', async () => {
  const pem = samlPrivateKey();
  await expect(create('Keys', { AssertionEncryptionMode: 'Required' })).rejects.toMatchObject(
    refusal(
      'ValidationError',
      400,
      'Unable to set assertion encryption mode to Required because no private key is provided.',
    ),
  );
  const beganMs = clock.nowMs();
  await create('Keys', { AssertionEncryptionMode: 'Required', AddPrivateKey: pem });
  const [first] = (await get('Keys')).PrivateKeyList ?? [];
  expect(first).toEqual({
    KeyId: expect.stringMatching(/^[A-Z0-9]{22,64}$/),
    Timestamp: expect.any(Date),
  });
  expectBetween(first?.Timestamp, beganMs);
  const record = await metadata.read((tx) => findSamlProvider(tx, accountId, 'Keys'));
  expect(JSON.stringify(record)).not.toContain(pem.slice(40, 80));
  const last = update('Keys', { RemovePrivateKey: first?.KeyId ?? '' });
  const notRemoved = refusal('InvalidInput', 400, 'Failed to remove private key.');
  await expect(last).rejects.toMatchObject(notRemoved);
  await update('Keys', { AddPrivateKey: samlPrivateKey() });
  await expect(update('Keys', { AddPrivateKey: samlPrivateKey() })).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'Private key limit of 2 is reached.'),
  );
  const both = { AddPrivateKey: pem, RemovePrivateKey: first?.KeyId ?? '' };
  await expect(update('Keys', both)).rejects.toMatchObject(
    refusal(
      'ValidationError',
      400,
      'Unable to add and remove private keys in the same request. Set a value for only one of the two parameters.',
    ),
  );
  await update('Keys', { RemovePrivateKey: first?.KeyId ?? '' });
  const again = update('Keys', { RemovePrivateKey: first?.KeyId ?? '' });
  await expect(again).rejects.toMatchObject(notRemoved);
  expect((await get('Keys')).PrivateKeyList).toHaveLength(1);
});

test('only RSA keys are taken, and an update changes something', async () => {
  await create('Plain');
  const unparsable = refusal('InvalidInput', 400, 'Unable to parse private key');
  await expect(update('Plain', { AddPrivateKey: 'text' })).rejects.toMatchObject(unparsable);
  const other = update('Plain', { AddPrivateKey: samlPrivateKey('ed25519') });
  await expect(other).rejects.toMatchObject(unparsable);
  await expect(update('Plain', { AssertionEncryptionMode: 'Required' })).rejects.toMatchObject(
    refusal(
      'InvalidInput',
      400,
      'Failed to set assertion encryption mode to Required because no private key is present.',
    ),
  );
  await expect(update('Plain', {})).rejects.toMatchObject(
    refusal(
      'ValidationError',
      400,
      'Unable to update identity provider. No updates are defined for metadata or encryption assertion.',
    ),
  );
  await expect(update('None', { AssertionEncryptionMode: 'Allowed' })).rejects.toMatchObject(
    noSuchEntity(`Manifest not found for arn ${arnOf('None')}`),
  );
});

test('tags', async () => {
  const SAMLProviderArn = arnOf('Tagged');
  const { Tags } = await create('Tagged', { Tags: [{ Key: 'a', Value: '1' }] });
  expect(Tags).toEqual([{ Key: 'a', Value: '1' }]);
  await iam.send(
    new TagSAMLProviderCommand({
      SAMLProviderArn,
      Tags: [
        { Key: 'A', Value: '2' },
        { Key: 'b', Value: '3' },
      ],
    }),
  );
  await iam.send(new UntagSAMLProviderCommand({ SAMLProviderArn, TagKeys: ['a'] }));
  const list = (Marker?: string) =>
    iam.send(new ListSAMLProviderTagsCommand({ SAMLProviderArn, MaxItems: 1, Marker }));
  const first = await list();
  expect(first).toMatchObject({ IsTruncated: true, Tags: [{ Key: 'A', Value: '2' }] });
  const second = await list(first.Marker);
  expect(second).toMatchObject({ IsTruncated: false, Tags: [{ Key: 'b', Value: '3' }] });
  expect((await get('Tagged')).Tags).toHaveLength(2);
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
  for (const name of ['Tagged', 'None']) {
    const SAMLProviderArn = arnOf(name);
    const read = own.iam.send(new GetSAMLProviderCommand({ SAMLProviderArn }));
    await expect(read).rejects.toMatchObject(denied('GetSAMLProvider', SAMLProviderArn));
    const change = own.iam.send(
      new UpdateSAMLProviderCommand({ SAMLProviderArn, AssertionEncryptionMode: 'Allowed' }),
    );
    await expect(change).rejects.toMatchObject(denied('UpdateSAMLProvider', SAMLProviderArn));
  }
  await expect(own.iam.send(new ListSAMLProvidersCommand({}))).rejects.toMatchObject(
    denied('ListSAMLProviders', arnOf('*')),
  );
  const made = own.iam.send(
    new CreateSAMLProviderCommand({ Name: 'Mine', SAMLMetadataDocument: document }),
  );
  await expect(made).rejects.toMatchObject(denied('CreateSAMLProvider', arnOf('Mine')));
});

test('an account has a hundred at most', async () => {
  await metadata.transact(async (tx) => {
    const provider = await findSamlProvider(tx, accountId, 'Plain');
    if (provider === undefined) throw new Error('no provider');
    for (let n = 0; n < 100; n += 1) putSamlProvider(tx, { ...provider, name: `n${n}` }, document);
  });
  await expect(create('Over')).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'Cannot exceed quota for SAMLProvidersPerAccount: 100'),
  );
});
