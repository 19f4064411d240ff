/**
 * The first start: the first account, its root user, and a credentials file to begin with. There is
 * no default password and no default key: what the environment does not fix is random.
 */
import { randomBytes } from 'node:crypto';
import type { MetadataStore, Transaction } from '@hallpass/store';
import { putAccessKey, sealSecretAccessKey } from './data/access-keys.ts';
import type { AccountRecord, Partition } from './data/accounts.ts';
import { claimAccountEmail, partitions, putAccount } from './data/accounts.ts';
import { newSecretAccessKey, newUniqueId } from './data/ids.ts';
import { isAccountId, newAccountRecord, unusedAccountId } from './data/new-account.ts';
import type { Secrets } from './data/secrets.ts';
import { hashPassword } from './data/secrets.ts';

/** What the environment may fix for the first account. */
export interface RootSettings {
  readonly accountId?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly password?: string;
  readonly email?: string;
  readonly partition?: string;
}

/** Given once, when the first account was made; the secrets are not recoverable as text afterwards. */
export interface RootCredentials {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly email: string;
  /** Only when it was made here, not when the environment gave it. */
  readonly generatedPassword?: string;
}

/** A setting that cannot be used; its message is for the person who starts the server. */
export class InvalidSetting extends Error {
  override readonly name = 'InvalidSetting';
}

/** Ids that begin with ASIA are those of temporary credentials. */
const accessKeyIdPattern = /^(?!ASIA)[A-Z0-9]{16,128}$/;
const secretCharactersMin = 8;
const passwordCharactersMin = 8;

function checkSettings(settings: RootSettings): void {
  const { accountId, accessKeyId, secretAccessKey, password, partition } = settings;
  if (accountId !== undefined && !isAccountId(accountId)) {
    throw new InvalidSetting('HALLPASS_ROOT_ACCOUNT_ID must be 12 digits');
  }
  if (accessKeyId !== undefined && !accessKeyIdPattern.test(accessKeyId)) {
    throw new InvalidSetting(
      'HALLPASS_ROOT_ACCESS_KEY_ID must be 16 to 128 upper-case letters and digits, not ASIA…',
    );
  }
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new InvalidSetting(
      'HALLPASS_ROOT_ACCESS_KEY_ID and HALLPASS_ROOT_SECRET_ACCESS_KEY go together',
    );
  }
  if (secretAccessKey !== undefined && secretAccessKey.length < secretCharactersMin) {
    throw new InvalidSetting('HALLPASS_ROOT_SECRET_ACCESS_KEY must be at least 8 characters');
  }
  if (password !== undefined && password.length < passwordCharactersMin) {
    throw new InvalidSetting('HALLPASS_ROOT_PASSWORD must be at least 8 characters');
  }
  if (partition !== undefined && !partitions.some((known) => known === partition)) {
    throw new InvalidSetting(`HALLPASS_PARTITION must be one of ${partitions.join(', ')}`);
  }
}

/** Makes the first account unless there is one; `undefined` when there was. */
export async function bootstrap(
  metadata: MetadataStore,
  secrets: Secrets,
  options: { readonly settings: RootSettings; readonly nowMs: number },
): Promise<RootCredentials | undefined> {
  const exists = await metadata.read((tx) => tx.get<string>(['first-account']));
  if (exists !== undefined) return undefined;
  const { settings, nowMs } = options;
  checkSettings(settings);
  const password = settings.password ?? randomBytes(15).toString('base64url');
  const passwordHash = await hashPassword(password);
  const secretAccessKey = settings.secretAccessKey ?? newSecretAccessKey();
  const sealedSecret = sealSecretAccessKey(secrets, secretAccessKey);
  const accessKeyId = settings.accessKeyId ?? newUniqueId('accessKey');
  const email = settings.email ?? 'root@hallpass.localhost';
  return metadata.transact(async (tx) => {
    const account: AccountRecord = {
      ...newAccountRecord({
        id: settings.accountId ?? (await unusedAccountId(tx)),
        name: 'Root',
        email,
        partition: (settings.partition ?? 'aws') as Partition,
        nowMs,
      }),
      rootLogin: {
        passwordHash,
        createdAtMs: nowMs,
        passwordSetAtMs: nowMs,
        passwordResetRequired: false,
      },
      rootAccessKeyIds: [accessKeyId],
    };
    await claimAccountEmail(tx, email, account.id);
    putRootKey(tx, { account, accessKeyId, sealedSecret, nowMs });
    tx.put(['first-account'], account.id);
    return {
      accountId: account.id,
      accessKeyId,
      secretAccessKey,
      email,
      ...(settings.password === undefined ? { generatedPassword: password } : {}),
    };
  });
}

function putRootKey(
  tx: Transaction,
  root: {
    readonly account: AccountRecord;
    readonly accessKeyId: string;
    readonly sealedSecret: string;
    readonly nowMs: number;
  },
): void {
  const { account, accessKeyId, sealedSecret, nowMs } = root;
  putAccount(tx, account);
  putAccessKey(tx, {
    id: accessKeyId,
    accountId: account.id,
    status: 'Active',
    createdAtMs: nowMs,
    sealedSecret,
  });
}
