/**
 * From a key or a session to the principal behind it. `undefined` when that principal is gone.
 * Pages: IAM UG "IAM identifiers"; STS API Reference "GetCallerIdentity" (forms of UserId).
 */
import type { Eventually, ReadTransaction } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type { AccessKeyRecord } from '../data/access-keys.ts';
import type { AccountRecord } from '../data/accounts.ts';
import { findAccount } from '../data/accounts.ts';
import { findConsoleSession } from '../data/console-sessions.ts';
import { assumedRoleArn, federatedUserArn, rootArn } from '../data/arns.ts';
import { identityArn } from '../data/identities.ts';
import type { RoleRecord } from '../data/roles.ts';
import { findRoleById } from '../data/roles.ts';
import type { Tags } from '../data/tags.ts';
import { mergeTags } from '../data/tags.ts';
import type { UserRecord } from '../data/users.ts';
import { findUserById } from '../data/users.ts';
import type { AuthenticatedCaller } from './caller.ts';
import type { SessionRecord } from './session-token.ts';

type Signed = Pick<AuthenticatedCaller, 'accessKeyId' | 'credential' | 'session' | 'sessionToken'>;

function owned(account: AccountRecord) {
  return { account, accountId: account.id, partition: account.partition };
}

function rootCaller(account: AccountRecord, signed: Signed): AuthenticatedCaller {
  const owner = owned(account);
  const arn = rootArn(owner);
  return {
    ...owner,
    ...signed,
    kind: 'root',
    arn,
    userId: account.id,
    name: 'root',
    tags: [],
    principal: { kind: 'root', partition: account.partition, accountId: account.id, arn },
  };
}

function userCaller(account: AccountRecord, user: UserRecord, signed: Signed): AuthenticatedCaller {
  const owner = owned(account);
  const arn = identityArn(owner, 'user', user);
  return {
    ...owner,
    ...signed,
    kind: 'user',
    arn,
    userId: user.id,
    name: user.name,
    tags: user.tags,
    principal: {
      kind: 'user',
      partition: account.partition,
      accountId: account.id,
      arn,
      id: user.id,
    },
  };
}

export async function longTermCaller(
  tx: ReadTransaction,
  key: AccessKeyRecord,
): Promise<AuthenticatedCaller | undefined> {
  const account = await findAccount(tx, key.accountId);
  if (account === undefined || account.closedAtMs !== undefined) return undefined;
  const signed: Signed = { accessKeyId: key.id, credential: 'long-term' };
  if (key.userId === undefined) return rootCaller(account, signed);
  const user = await findUserById(tx, key.userId);
  return user && userCaller(account, user, signed);
}

interface RoleSession {
  readonly signed: Signed;
  readonly sessionName: string;
  readonly tags: Tags;
}

function roleCaller(
  account: AccountRecord,
  role: RoleRecord,
  { signed, sessionName, tags }: RoleSession,
): AuthenticatedCaller {
  const owner = owned(account);
  const arn = assumedRoleArn(owner, role.name, sessionName);
  return {
    ...owner,
    ...signed,
    kind: 'assumed-role',
    arn,
    userId: `${role.id}:${sessionName}`,
    name: role.name,
    tags: mergeTags(role.tags, tags),
    principal: {
      kind: 'assumed-role',
      partition: account.partition,
      accountId: account.id,
      arn,
      roleArn: identityArn(owner, 'role', role),
      roleId: role.id,
      sessionName,
    },
  };
}

async function roleSessionCaller(
  tx: ReadTransaction,
  account: AccountRecord,
  signed: Signed & { readonly session: SessionRecord },
): Promise<AuthenticatedCaller | undefined> {
  const { session } = signed;
  const role = await findRoleById(tx, session.principalId ?? '');
  if (role === undefined || role.accountId !== account.id) return undefined;
  const { sessionName = '', tags = [] } = session;
  return roleCaller(account, role, { signed, sessionName, tags });
}

function federatedCaller(
  account: AccountRecord,
  user: UserRecord | undefined,
  signed: Signed & { readonly session: SessionRecord },
): AuthenticatedCaller {
  const owner = owned(account);
  const name = signed.session.sessionName ?? '';
  const arn = federatedUserArn(owner, name);
  return {
    ...owner,
    ...signed,
    kind: 'federated-user',
    arn,
    userId: `${account.id}:${name}`,
    name,
    tags: mergeTags(user?.tags ?? [], signed.session.tags ?? []),
    principal: {
      kind: 'federated-user',
      partition: account.partition,
      accountId: account.id,
      arn,
      ...(user === undefined ? {} : { userArn: identityArn(owner, 'user', user), userId: user.id }),
    },
  };
}

/** Signing out of the console ends what was issued to the page, too. */
export function isSignedOut(tx: ReadTransaction, session: SessionRecord): Eventually<boolean> {
  const { consoleSessionId: id } = session;
  if (id === undefined) return false;
  return whenReady(findConsoleSession(tx, id), (found) => found === undefined);
}

export async function sessionCaller(
  tx: ReadTransaction,
  session: SessionRecord,
  sessionToken: string,
): Promise<AuthenticatedCaller | undefined> {
  const account = await findAccount(tx, session.accountId);
  if (account === undefined || account.closedAtMs !== undefined) return undefined;
  if (await isSignedOut(tx, session)) return undefined;
  const signed = {
    accessKeyId: session.accessKeyId,
    credential: 'temporary' as const,
    session,
    sessionToken,
  };
  if (session.kind === 'assumed-role') return roleSessionCaller(tx, account, signed);
  const user =
    session.principalId === undefined ? undefined : await findUserById(tx, session.principalId);
  if (session.principalId !== undefined && user === undefined) return undefined;
  if (session.kind === 'federated-user') return federatedCaller(account, user, signed);
  return user === undefined ? rootCaller(account, signed) : userCaller(account, user, signed);
}

/** A caller that made no request: what a simulation is about. A role is simulated in a session. */
export function simulatedCaller(
  account: AccountRecord,
  entity:
    | { readonly kind: 'user'; readonly record: UserRecord }
    | { readonly kind: 'role'; readonly record: RoleRecord },
): AuthenticatedCaller {
  const signed: Signed = { accessKeyId: '', credential: 'long-term' };
  if (entity.kind === 'user') return userCaller(account, entity.record, signed);
  return roleCaller(account, entity.record, { signed, sessionName: 'simulated', tags: [] });
}
