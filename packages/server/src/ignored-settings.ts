/**
 * What the environment fixes for the first account counts on the first start only. Whoever sets it
 * differently later is told that it is ignored, rather than left to wonder why keys or passwords do
 * not work: what other people and policies know the account by cannot be changed from outside.
 */
import type { MetadataStore } from '@hallpass/store';
import type { RootSettings } from './bootstrap.ts';
import { firstAccountId } from './bootstrap.ts';
import type { AccessKeyRecord } from './data/access-keys.ts';
import { findAccessKey, openSecretAccessKey } from './data/access-keys.ts';
import type { AccountRecord } from './data/accounts.ts';
import { findAccount } from './data/accounts.ts';
import type { Secrets } from './data/secrets.ts';
import { verifyPassword } from './data/secrets.ts';
import type { ServerState } from './server-state.ts';

const variables: Readonly<Record<keyof RootSettings, string>> = {
  accountId: 'HALLPASS_ROOT_ACCOUNT_ID',
  accessKeyId: 'HALLPASS_ROOT_ACCESS_KEY_ID',
  secretAccessKey: 'HALLPASS_ROOT_SECRET_ACCESS_KEY',
  password: 'HALLPASS_ROOT_PASSWORD',
  email: 'the email address of the root user',
  partition: 'HALLPASS_PARTITION',
};

interface Kept {
  readonly account: AccountRecord | undefined;
  /** The key that the settings name, when it is the root user's. */
  readonly key: AccessKeyRecord | undefined;
}

function keptOf(metadata: MetadataStore, settings: RootSettings): Promise<Kept> {
  return Promise.resolve(
    metadata.read(async (tx) => {
      const account = await findAccount(tx, (await firstAccountId(tx)) ?? '');
      const { accessKeyId = '' } = settings;
      const isRootKey = account?.rootAccessKeyIds.includes(accessKeyId) ?? false;
      const key = isRootKey ? await findAccessKey(tx, accessKeyId) : undefined;
      return { account, key };
    }),
  );
}

/** The settings that say something else than what is kept. */
async function ignoredSettings(
  metadata: MetadataStore,
  secrets: Secrets,
  settings: RootSettings,
): Promise<(keyof RootSettings)[]> {
  const { account, key } = await keptOf(metadata, settings);
  const { password } = settings;
  const passwordHash = account?.rootLogin?.passwordHash;
  const kept: RootSettings = {
    ...(account && { accountId: account.id, email: account.email, partition: account.partition }),
    ...(key && { accessKeyId: key.id, secretAccessKey: openSecretAccessKey(secrets, key) }),
    ...(password !== undefined &&
      passwordHash !== undefined &&
      (await verifyPassword(password, passwordHash)) && { password }),
  };
  const names = Object.keys(variables) as (keyof RootSettings)[];
  return names.filter((name) => settings[name] !== undefined && settings[name] !== kept[name]);
}

/** Logs one line for the person who started the server, unless nothing is ignored. */
export async function warnOfIgnoredSettings(
  { metadata, secrets, log }: Pick<ServerState, 'metadata' | 'secrets' | 'log'>,
  settings: RootSettings,
): Promise<void> {
  if (Object.keys(settings).length === 0) return;
  const ignored = await ignoredSettings(metadata, secrets, settings);
  if (ignored.length === 0) return;
  const which = ignored.map((name) => variables[name]).join(', ');
  log.warn({}, `ignored, since only a first start takes it and this data holds another: ${which}`);
}
