/**
 * The first start: the first account, its root user, and a credentials file to begin with. There is
 * no default password and no default key: what the environment does not fix is random.
 *
 * Whoever starts the server is given the credentials before the account is committed: a start that
 * breaks off in between leaves credentials that nothing knows, and the next one makes new ones. The
 * other way round it would leave an account that nobody can enter.
 */
import { randomBytes } from 'node:crypto';
import type { Eventually, MetadataStore, ReadTransaction, Transaction } from '@hallpass/store';
import { putAccessKey, sealSecretAccessKey } from './data/access-keys.ts';
import type { AccountRecord, Partition } from './data/accounts.ts';
import { claimAccountEmail, partitions, putAccount } from './data/accounts.ts';
import { newSecretAccessKey, newUniqueId } from './data/ids.ts';
import { isAccountId, newAccountRecord, unusedAccountId } from './data/new-account.ts';
import type { Secrets } from './data/secrets.ts';
import { hashPassword, openText, sealText } from './data/secrets.ts';

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

export function checkRootSettings(settings: RootSettings): void {
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

/** Whether the metadata holds nothing yet: only then may a master key be made for it. */
export async function isNewDeployment(metadata: MetadataStore): Promise<boolean> {
  return (await metadata.read(firstAccountId)) === undefined;
}

const firstAccountKey = ['first-account'];

export function firstAccountId(tx: ReadTransaction): Eventually<string | undefined> {
  return tx.get<string>(firstAccountKey);
}

/** Opens only under the master key that everything else here is sealed with. */
const masterKeyCheckKey = ['master-key-check'];
const masterKeyCheckText = 'hallpass';

/** Says at the start, and not at every request, that the secrets here cannot be opened. */
async function checkMasterKey(metadata: MetadataStore, secrets: Secrets): Promise<void> {
  const sealed = await metadata.read((tx) => tx.get<string>(masterKeyCheckKey));
  if (sealed === undefined) return;
  if (openText(secrets, 'master-key-check', sealed) === masterKeyCheckText) return;
  throw new InvalidSetting('the master key is not the one that this data was made with');
}

export interface BootstrapOptions {
  readonly settings: RootSettings;
  readonly nowMs: number;
  /** Is given the credentials before the account exists; when it fails, so does the start. */
  keep?(credentials: RootCredentials): void | Promise<void>;
}

/** Makes the first account unless there is one; `undefined` when there was. */
export async function bootstrap(
  metadata: MetadataStore,
  secrets: Secrets,
  options: BootstrapOptions,
): Promise<RootCredentials | undefined> {
  if (!(await isNewDeployment(metadata))) {
    await checkMasterKey(metadata, secrets);
    return undefined;
  }
  const { settings, nowMs } = options;
  checkRootSettings(settings);
  const password = settings.password ?? randomBytes(15).toString('base64url');
  const root: RootCredentials = {
    accountId: settings.accountId ?? (await metadata.read(unusedAccountId)),
    accessKeyId: settings.accessKeyId ?? newUniqueId('accessKey'),
    secretAccessKey: settings.secretAccessKey ?? newSecretAccessKey(),
    email: settings.email ?? 'root@hallpass.localhost',
    ...(settings.password === undefined ? { generatedPassword: password } : {}),
  };
  const account: AccountRecord = {
    ...newAccountRecord({
      id: root.accountId,
      name: 'Root',
      email: root.email,
      partition: (settings.partition ?? 'aws') as Partition,
      nowMs,
    }),
    rootLogin: {
      passwordHash: await hashPassword(password),
      createdAtMs: nowMs,
      passwordSetAtMs: nowMs,
      passwordResetRequired: false,
    },
    rootAccessKeyIds: [root.accessKeyId],
  };
  const sealedSecret = sealSecretAccessKey(secrets, root.secretAccessKey);
  const sealedCheck = sealText(secrets, 'master-key-check', masterKeyCheckText);
  await options.keep?.(root);
  await metadata.transact(async (tx) => {
    await claimAccountEmail(tx, root.email, account.id);
    putRootKey(tx, { account, accessKeyId: root.accessKeyId, sealedSecret, nowMs });
    tx.put(masterKeyCheckKey, sealedCheck);
    tx.put(firstAccountKey, account.id);
  });
  return root;
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
