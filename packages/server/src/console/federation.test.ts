import { CreateRoleCommand, ListUsersCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import type { Credentials } from '@aws-sdk/client-sts';
import {
  AssumeRoleCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { openBrowser } from '../../test/console.ts';
import { startTestServer } from '../../test/harness.ts';
import { addUser, allow, allowingPolicy } from '../../test/identities.ts';

const server = await startTestServer();
const { accountId, clock, iam } = server;
const broker = await addUser(server, 'broker', [allow('sts:*', 'iam:ListUsers')]);
await iam.send(
  new CreateRoleCommand({
    RoleName: 'Guest',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: accountId }, Action: 'sts:AssumeRole' }],
    }),
  }),
);
await iam.send(
  new PutRolePolicyCommand({
    RoleName: 'Guest',
    PolicyName: 'work',
    PolicyDocument: allowingPolicy('iam:ListUsers'),
  }),
);

async function guest(): Promise<Credentials | undefined> {
  const RoleArn = `arn:aws:iam::${accountId}:role/Guest`;
  const input = { RoleArn, RoleSessionName: 'visitor' };
  return (await broker.sts.send(new AssumeRoleCommand(input))).Credentials;
}

function sessionText(credentials: Credentials | undefined): string {
  const { AccessKeyId, SecretAccessKey, SessionToken } = credentials ?? {};
  return JSON.stringify({
    sessionId: AccessKeyId,
    sessionKey: SecretAccessKey,
    sessionToken: SessionToken,
  });
}

async function getSigninToken(parameters: Record<string, string>) {
  const query = new URLSearchParams({ Action: 'getSigninToken', ...parameters });
  const { status, body } = await openBrowser(server).get(`federation?${query}`);
  return { status, token: (body as { SigninToken?: string }).SigninToken ?? '', body };
}

function loginPath(SigninToken: string, Destination = '/_console/iam/users'): string {
  const Issuer = 'https://broker.example';
  const query = new URLSearchParams({ Action: 'login', Issuer, Destination, SigninToken });
  return `federation?${query}`;
}

test('a role’s credentials open the console at the destination', async () => {
  const { token } = await getSigninToken({ Session: sessionText(await guest()) });
  const browser = openBrowser(server);
  const { status, headers } = await browser.get(loginPath(token));
  expect(status).toBe(302);
  const location = headers.get('location') ?? '';
  expect(location).toMatch(/^\/_console\/\d{12}-[a-z0-9]{10}\/iam\/users$/);
  const id = location.split('/')[2] ?? '';
  const { body } = await browser.get(`api/sessions/${id}`);
  expect(body.session).toMatchObject({ kind: 'assumed-role', label: 'Guest/visitor' });
  const clients = await browser.clients(id);
  await expect(clients.iam.send(new ListUsersCommand({}))).resolves.toBeDefined();
});

test('a federated user’s console is not kept from IAM, as its keys are', async () => {
  const { Credentials } = await broker.sts.send(
    new GetFederationTokenCommand({ Name: 'Eve', Policy: allowingPolicy('iam:ListUsers') }),
  );
  const { token } = await getSigninToken({ Session: sessionText(Credentials) });
  const browser = openBrowser(server);
  const { headers } = await browser.get(loginPath(token));
  const clients = await browser.clients(headers.get('location')?.split('/')[2] ?? '');
  await expect(clients.iam.send(new ListUsersCommand({}))).resolves.toBeDefined();
});

test('the session lasts as long as SessionDuration says, or the credentials do', async () => {
  const lastsMs = async (parameters: Record<string, string>): Promise<number> => {
    const Session = sessionText(await guest());
    const { token } = await getSigninToken({ Session, ...parameters });
    const browser = openBrowser(server);
    const { headers } = await browser.get(loginPath(token));
    const { body } = await browser.get(
      `api/sessions/${headers.get('location')?.split('/')[2] ?? ''}`,
    );
    return (body.session?.expiresAtMs ?? 0) - (body.session?.nowMs ?? 0);
  };
  expect(Math.round((await lastsMs({})) / 60_000)).toBe(60);
  expect(Math.round((await lastsMs({ SessionDuration: '43200' })) / 60_000)).toBe(720);
});

test('SessionDuration is refused out of range, for federation tokens and chained roles', async () => {
  const Session = sessionText(await guest());
  for (const SessionDuration of ['899', '43201', 'x', '']) {
    expect((await getSigninToken({ Session, SessionDuration })).status).toBe(400);
  }
  const { Credentials } = await broker.sts.send(new GetFederationTokenCommand({ Name: 'Eve' }));
  const federated = sessionText(Credentials);
  expect((await getSigninToken({ Session: federated, SessionDuration: '900' })).status).toBe(400);
  expect((await getSigninToken({ Session: federated })).status).toBe(200);
});

test('what are no temporary credentials of a role or federated user is refused', async () => {
  const good = await guest();
  const { Credentials } = await broker.sts.send(new GetSessionTokenCommand({}));
  const bad = [
    '',
    '{}',
    'null',
    'no json',
    sessionText({ ...good, SecretAccessKey: 'wrong' } as Credentials),
    sessionText({ ...good, AccessKeyId: 'ASIAWRONG' } as Credentials),
    sessionText({ ...good, SessionToken: 'wrong' } as Credentials),
    sessionText(Credentials),
  ];
  for (const Session of bad) {
    expect((await getSigninToken({ Session })).body.error?.code).toBe('InvalidSession');
  }
  clock.advance(3_700_000);
  expect((await getSigninToken({ Session: sessionText(good) })).status).toBe(400);
});

test('a link is good for fifteen minutes, and leads nowhere else', async () => {
  const { token } = await getSigninToken({ Session: sessionText(await guest()) });
  for (const away of ['https://evil.example/_console/x', '//evil.example/_console/', '/bucket/x']) {
    const { headers } = await openBrowser(server).get(loginPath(token, away));
    expect(headers.get('location')).toMatch(/^\/_console\/\d{12}-[a-z0-9]{10}\/home$/);
  }
  clock.advance(16 * 60_000);
  const late = await openBrowser(server).get(loginPath(token));
  expect(late.body.error?.code).toBe('InvalidSigninToken');
  const forged = await openBrowser(server).get(loginPath('forged'));
  expect(forged.status).toBe(400);
  expect((await openBrowser(server).get('federation?Action=other')).status).toBe(400);
});

test('nothing of all this was logged as an error', () => {
  expect(server.loggedErrors).toEqual([]);
});
