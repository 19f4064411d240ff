import { randomBytes } from 'node:crypto';
import { createMemoryMetadataStore } from '@hallpass/store';
import { expect, it } from 'vitest';
import type { RootSettings } from './bootstrap.ts';
import { bootstrap } from './bootstrap.ts';
import { createSecrets } from './data/secrets.ts';
import { warnOfIgnoredSettings } from './ignored-settings.ts';

const first: RootSettings = {
  accountId: '111122223333',
  accessKeyId: 'AKIAFIRSTFIRSTFIRST1',
  secretAccessKey: 'a secret of the first start',
  password: 'a password of the first start',
  partition: 'aws-cn',
};
const metadata = createMemoryMetadataStore();
const secrets = createSecrets(randomBytes(32));
await bootstrap(metadata, secrets, { settings: first, nowMs: 0 });

async function warnings(settings: RootSettings): Promise<string[]> {
  const messages: string[] = [];
  const log = {
    info: () => undefined,
    warn: (_: unknown, message: string) => void messages.push(message),
    error: () => undefined,
  };
  await warnOfIgnoredSettings({ metadata, secrets, log }, settings);
  return messages;
}

it('says nothing where nothing is set, or what was set at first', async () => {
  expect(await warnings({})).toEqual([]);
  expect(await warnings(first)).toEqual([]);
  expect(await warnings({ accountId: '111122223333' })).toEqual([]);
});

const said = 'ignored, since only a first start takes it and this data holds another: ';

it.each([
  [{ accountId: '999988887777' }, 'HALLPASS_ROOT_ACCOUNT_ID'],
  [{ password: 'another password' }, 'HALLPASS_ROOT_PASSWORD'],
  [{ partition: 'aws' }, 'HALLPASS_PARTITION'],
  [{ secretAccessKey: 'another secret' }, 'HALLPASS_ROOT_SECRET_ACCESS_KEY'],
  [
    { accessKeyId: 'AKIAOTHEROTHEROTHER2' },
    'HALLPASS_ROOT_ACCESS_KEY_ID, HALLPASS_ROOT_SECRET_ACCESS_KEY',
  ],
])('names what is ignored, in one line: %o', async (changed, names) => {
  expect(await warnings({ ...first, ...changed })).toEqual([said + names]);
});
