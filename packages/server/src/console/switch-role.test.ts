import {
  CreateAccountAliasCommand,
  CreateRoleCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import type { TestBrowser, TestSession } from '../../test/console.ts';
import { addConsoleUser, openBrowser } from '../../test/console.ts';
import { startTestServer } from '../../test/harness.ts';
import { allow, allowingPolicy } from '../../test/identities.ts';
import { addAccount } from '../../test/s3.ts';
import { listSignInEvents } from '../data/sign-in-events.ts';

const server = await startTestServer();
const { accountId, clock } = server;
const production = await addAccount(server);
await production.iam.send(new CreateAccountAliasCommand({ AccountAlias: 'production' }));

interface RoleOptions {
  readonly condition?: object;
  readonly path?: string;
  readonly maxSeconds?: number;
}

async function addRole(name: string, options: RoleOptions = {}): Promise<void> {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: accountId },
    Action: 'sts:AssumeRole',
    ...(options.condition === undefined ? {} : { Condition: options.condition }),
  };
  await production.iam.send(
    new CreateRoleCommand({
      RoleName: name,
      Path: options.path,
      MaxSessionDuration: options.maxSeconds,
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
    }),
  );
  await production.iam.send(
    new PutRolePolicyCommand({
      RoleName: name,
      PolicyName: 'work',
      PolicyDocument: allowingPolicy('iam:ListUsers'),
    }),
  );
}

await addRole('UpdateApp');
const david = await addConsoleUser(server, 'David', {
  statements: [allow('sts:AssumeRole', 'iam:ListRoles')],
});
const theresa = await addConsoleUser(server, 'Theresa', {
  statements: [allow('*'), { Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' }],
});

/** The clock goes on between the switch and the answer. */
const seconds = (ms: number): number => Math.round(ms / 1000);

const role = { account: production.accountId, roleName: 'UpdateApp' };

async function switchTo(
  browser: TestBrowser,
  session: TestSession,
  to: object = role,
): Promise<TestSession> {
  const { body } = await browser.post(`api/sessions/${session.id}/switch-role`, to);
  if (body.session === undefined) throw new Error(JSON.stringify(body));
  return body.session;
}

test('a switch gives the role’s permissions and nothing of one’s own, and leads back', async () => {
  const browser = openBrowser(server);
  const session = await browser.signIn(david);
  const label = { displayName: 'PRODUCTION', color: '#F2B0A9' };
  const switched = await switchTo(browser, session, { ...role, account: 'production', ...label });
  expect(switched).toMatchObject({
    kind: 'assumed-role',
    accountId: production.accountId,
    accountAlias: 'production',
    role: { roleName: 'UpdateApp', displayName: 'PRODUCTION', color: '#f2b0a9' },
    original: { sessionId: session.id, label: 'David', accountId },
  });
  expect(seconds(switched.expiresAtMs - switched.nowMs)).toBe(3600);
  const { sts, iam } = await browser.clients(switched.id);
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(`arn:aws:sts::${production.accountId}:assumed-role/UpdateApp/David`);
  await expect(iam.send(new ListUsersCommand({}))).resolves.toBeDefined();
  const mine = await browser.clients(session.id);
  await expect(mine.iam.send(new ListUsersCommand({}))).rejects.toThrow('not authorized');

  const back = await browser.post(`api/sessions/${switched.id}/exit-role`);
  expect(back.body.session).toMatchObject({ id: session.id, label: 'David' });
  await expect(iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
  const events = await server.server.state.metadata.read((tx) =>
    listSignInEvents(tx, production.accountId, 10),
  );
  expect(events.map(({ eventName }) => eventName)).toEqual(['ExitRole', 'SwitchRole']);
  expect(events[1]).toMatchObject({
    userIdentity: { type: 'AssumedRole' },
    additionalEventData: { SwitchFrom: `arn:aws:iam::${accountId}:user/David` },
  });
});

test('from a role, too, who signed in is asked', async () => {
  await addRole('Second', { path: '/team/' });
  const browser = openBrowser(server);
  const session = await browser.signIn(david);
  const first = await switchTo(browser, session);
  // UpdateApp itself may assume nothing.
  const second = await switchTo(browser, first, { ...role, roleName: 'team/Second' });
  expect(second).toMatchObject({ signInId: session.id, role: { roleName: 'team/Second' } });
  const { body } = await browser.get('api/sessions');
  expect(body.sessions?.map(({ id }) => id)).toEqual([session.id, first.id, second.id]);
});

test('a refusal carries AWS’s words and the encoded message', async () => {
  const browser = openBrowser(server);
  const session = await browser.signIn(theresa);
  const { status, body } = await browser.post(`api/sessions/${session.id}/switch-role`, role);
  const roleArn = `arn:aws:iam::${production.accountId}:role/UpdateApp`;
  expect(status).toBe(403);
  expect(body.error).toMatchObject({
    code: 'AccessDenied',
    message:
      `User: arn:aws:iam::${accountId}:user/Theresa is not authorized to perform: ` +
      `sts:AssumeRole on resource: ${roleArn} with an explicit deny in an identity-based policy`,
    roleArn,
    encodedMessage: expect.any(String),
  });
  expect(body.error).not.toHaveProperty('hint');
  const unknown = await browser.post(`api/sessions/${session.id}/switch-role`, {
    ...role,
    account: '123456789012',
  });
  expect(unknown.body.error?.code).toBe('AccessDenied');
  const alias = await browser.post(`api/sessions/${session.id}/switch-role`, {
    ...role,
    account: 'nobodys-alias',
  });
  expect(alias.body.error?.code).toBe('NoSuchAccount');
});

test('root cannot switch, in AWS’s words', async () => {
  const { rootCredentials } = server.server;
  const browser = openBrowser(server);
  const session = await browser.signIn({
    kind: 'root',
    email: rootCredentials?.email,
    password: rootCredentials?.generatedPassword,
  });
  const { body } = await browser.post(`api/sessions/${session.id}/switch-role`, role);
  expect(body.error).toMatchObject({
    code: 'AccessDenied',
    message: 'Roles may not be assumed by root accounts.',
    hint: 'root',
  });
});

test('what alone keeps someone out is hinted at, to nobody else', async () => {
  await addRole('Partner', { condition: { StringEquals: { 'sts:ExternalId': 'secret-7' } } });
  await addRole('Careful', { condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } });
  const browser = openBrowser(server);
  const session = await browser.signIn(david);
  const refusal = async (roleName: string, as = session, by = browser) =>
    (await by.post(`api/sessions/${as.id}/switch-role`, { ...role, roleName })).body.error;
  const partner = await refusal('Partner');
  expect(partner?.hint).toBe('external-id');
  expect(JSON.stringify(partner)).not.toContain('secret-7');
  expect((await refusal('Careful'))?.hint).toBe('mfa');
  const other = openBrowser(server);
  expect(await refusal('Partner', await other.signIn(theresa), other)).not.toHaveProperty('hint');
});

test('a role lasts as long as it allows and the sign-in does, and can be renewed', async () => {
  await addRole('Long', { maxSeconds: 4 * 3600 });
  const browser = openBrowser(server);
  const session = await browser.signIn(david);
  const long = await switchTo(browser, session, { ...role, roleName: 'Long' });
  expect(seconds(long.expiresAtMs - long.nowMs)).toBe(4 * 3600);
  clock.advance(3 * 3_600_000);
  const renewed = await browser.post(`api/sessions/${long.id}/renew`);
  const { session: again } = renewed.body;
  expect(again).toMatchObject({ id: long.id });
  expect(seconds((again?.expiresAtMs ?? 0) - (again?.nowMs ?? 0))).toBe(4 * 3600);
  clock.advance(3 * 3_600_000);
  expect((await browser.get(`api/sessions/${long.id}`)).status).toBe(200);
  clock.advance(5.9 * 3_600_000);
  // Six minutes are left of the sign-in.
  const last = await switchTo(browser, session);
  expect(last.expiresAtMs).toBe(session.expiresAtMs);
  expect((await browser.post(`api/sessions/${session.id}/renew`)).status).toBe(400);
});

test('the history is the user’s, in every browser', async () => {
  const login = await addConsoleUser(server, 'Hanna', { statements: [allow('sts:AssumeRole')] });
  const browser = openBrowser(server);
  const session = await browser.signIn(login);
  await switchTo(browser, session, { ...role, displayName: 'PROD', color: '#99bce3' });
  const elsewhere = openBrowser(server);
  const { id } = await elsewhere.signIn(login);
  const path = `api/sessions/${id}/roles`;
  const roles = async () => (await elsewhere.get(path)).body as unknown as { roles: object[] };
  const entry = `${production.accountId}:updateapp`;
  expect((await roles()).roles).toMatchObject([
    {
      id: entry,
      roleName: 'UpdateApp',
      displayName: 'PROD',
      color: '#99bce3',
      accountAlias: 'production',
      pinned: false,
    },
  ]);
  const at = `${path}/${encodeURIComponent(entry)}`;
  await elsewhere.send('PUT', at, { displayName: 'Ours', color: '#112233', pinned: 'true' });
  expect((await roles()).roles).toMatchObject([
    { displayName: 'Ours', color: '#112233', pinned: true },
  ]);
  expect((await elsewhere.send('PUT', at, { color: 'red' })).status).toBe(400);
  await elsewhere.send('DELETE', at);
  expect((await roles()).roles).toEqual([]);
  expect((await elsewhere.send('PUT', at, { displayName: 'x' })).status).toBe(404);
});

test('nothing of all this was logged as an error', () => {
  expect(server.loggedErrors).toEqual([]);
});
