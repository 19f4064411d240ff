/**
 * Who holds an access key, and the secret that goes with it. What was found is remembered for as
 * long as nothing of the holder's account has changed: then a request costs one look-up instead of
 * one for each of key, account and principal. Pages: IAM UG "Manage access keys for IAM users",
 * "Temporary security credentials in IAM".
 */
import type { Eventually, ReadTransaction } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type { ServiceModel, SignedRequest } from '@hallpass/wire';
import { authErrorFor } from '@hallpass/wire';
import type { AccessKeyRecord } from '../data/access-keys.ts';
import { findAccessKey, openSecretAccessKey } from '../data/access-keys.ts';
import { accountGeneration } from '../data/generations.ts';
import type { ServerState } from '../server-state.ts';
import type { AuthenticatedCaller } from './caller.ts';
import { isSignedOut, longTermCaller, sessionCaller } from './callers.ts';
import type { SessionRecord } from './session-token.ts';
import { temporarySecretAccessKey } from './session-token.ts';

export interface KeyHolder {
  readonly caller: AuthenticatedCaller;
  readonly secretAccessKey: string;
}

export interface HeldKey {
  readonly signed: SignedRequest;
  readonly service: ServiceModel;
}

/** Throws the service's own error for a key that nobody holds, or not any more. */
export function keyHolder(
  tx: ReadTransaction,
  server: ServerState,
  key: HeldKey,
): Eventually<KeyHolder> {
  const { accessKeyId } = key.signed;
  if (!accessKeyId.startsWith('ASIA')) return rememberedHolder(tx, server, { key });
  const session = openSession(server, key);
  return whenReady(isSignedOut(tx, session), (signedOut) => {
    if (signedOut) throw authErrorFor(key.service.protocol, 'invalidToken');
    return rememberedHolder(tx, server, { key, session });
  });
}

interface SoughtHolder {
  readonly key: HeldKey;
  /** Of temporary keys. */
  readonly session?: SessionRecord;
}

function rememberedHolder(
  tx: ReadTransaction,
  server: ServerState,
  sought: SoughtHolder,
): Eventually<KeyHolder> {
  const { key, session } = sought;
  const known = server.keyHolders.find(key.signed.accessKeyId);
  if (known === undefined || !isSameKey(known.value, key, session)) {
    return findHolder(tx, server, sought);
  }
  return whenReady(accountGeneration(tx, known.value.caller.accountId), (generation) =>
    known.generation === generation ? known.value : findHolder(tx, server, sought),
  );
}

async function findHolder(
  tx: ReadTransaction,
  server: ServerState,
  { key, session }: SoughtHolder,
): Promise<KeyHolder> {
  const holder =
    session === undefined
      ? await longTermHolder(tx, server, key)
      : await sessionHolder(tx, server, { key, session });
  const generation = await accountGeneration(tx, holder.caller.accountId);
  return server.keyHolders.set(key.signed.accessKeyId, generation, holder);
}

/** A token beside a long-term key is a mistake, which the long way tells. */
function isSameKey(
  { caller }: KeyHolder,
  { signed }: HeldKey,
  session: SessionRecord | undefined,
): boolean {
  return session === undefined
    ? signed.sessionToken === undefined
    : caller.session === session && caller.sessionToken === signed.sessionToken;
}

function unknownKey({ signed, service }: HeldKey): Error {
  const detail = { AWSAccessKeyId: signed.accessKeyId };
  return authErrorFor(service.protocol, 'unknownKey', { detail });
}

async function longTermHolder(
  tx: ReadTransaction,
  server: ServerState,
  key: HeldKey,
): Promise<KeyHolder> {
  const { signed, service } = key;
  const record = await findAccessKey(tx, signed.accessKeyId);
  if (record === undefined) throw unknownKey(key);
  if (signed.sessionToken !== undefined) throw authErrorFor(service.protocol, 'invalidToken');
  if (record.status !== 'Active') {
    const detail = { AWSAccessKeyId: signed.accessKeyId };
    throw authErrorFor(service.protocol, 'inactiveKey', { detail });
  }
  const caller = await longTermCaller(tx, record);
  if (caller === undefined) throw unknownKey(key);
  return { caller, secretAccessKey: secretOf(server, record) };
}

/** Opened secrets, by their sealed form: opening one costs a decryption, a hot key is asked often. */
const openedMax = 10_000;
const opened = new Map<string, string>();

function secretOf(server: ServerState, key: AccessKeyRecord): string {
  const known = opened.get(key.sealedSecret);
  if (known !== undefined) return known;
  const secret = openSecretAccessKey(server.secrets, key);
  if (opened.size >= openedMax) opened.clear();
  opened.set(key.sealedSecret, secret);
  return secret;
}

function openSession(server: ServerState, key: HeldKey): SessionRecord {
  const { signed, service } = key;
  const { accessKeyId, sessionToken } = signed;
  if (sessionToken === undefined) throw unknownKey(key);
  const session = server.sessions.open(sessionToken);
  if (session === undefined) throw authErrorFor(service.protocol, 'invalidToken');
  if (session.accessKeyId !== accessKeyId) throw unknownKey(key);
  if (session.expiresAtMs <= server.clock.nowMs()) {
    throw authErrorFor(service.protocol, 'expiredToken');
  }
  return session;
}

async function sessionHolder(
  tx: ReadTransaction,
  server: ServerState,
  { key, session }: { readonly key: HeldKey; readonly session: SessionRecord },
): Promise<KeyHolder> {
  const { accessKeyId, sessionToken = '' } = key.signed;
  const caller = await sessionCaller(tx, session, sessionToken);
  if (caller === undefined) throw authErrorFor(key.service.protocol, 'invalidToken');
  return { caller, secretAccessKey: temporarySecretAccessKey(server.secrets, accessKeyId) };
}
