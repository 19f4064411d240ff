import { ListUsersCommand } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { addConsoleUser, openBrowser } from '../../test/console.ts';
import { startTestServer } from '../../test/harness.ts';
import { allow } from '../../test/identities.ts';

const server = await startTestServer();
const { clock } = server;
const login = await addConsoleUser(server, 'Sam', { statements: [allow('iam:ListUsers')] });

test('a session opens only with its own cookie', async () => {
  const browser = openBrowser(server);
  const session = await browser.signIn(login);
  const stranger = openBrowser(server);
  const path = `api/sessions/${session.id}`;
  expect((await stranger.get(path)).body.error?.code).toBe('SessionEnded');
  stranger.cookies.set(`hallpass-${session.id}`, 'A'.repeat(43));
  expect((await stranger.get(path)).status).toBe(401);
  expect((await stranger.get(`${path}/credentials`)).status).toBe(401);
  const other = await openBrowser(server).signIn(login);
  expect((await browser.get(`api/sessions/${other.id}`)).status).toBe(401);
  expect((await browser.get('api/sessions/..%2F..')).status).toBe(401);
  expect((await browser.get(path)).body.session).toMatchObject({ id: session.id });
});

test('several sessions live in one browser, five at most', async () => {
  const browser = openBrowser(server);
  const ids = [];
  for (let count = 0; count < 5; count++) ids.push((await browser.signIn(login)).id);
  const { body } = await browser.get('api/sessions');
  expect(body.sessions?.map(({ id }) => id).sort()).toEqual([...ids].sort());
  const sixth = await browser.post('api/sign-in', login);
  expect(sixth.status).toBe(409);
  expect(sixth.body.error?.code).toBe('TooManySessions');
  await browser.post(`api/sessions/${ids[0]}/sign-out`);
  await expect(browser.signIn(login)).resolves.toBeDefined();
});

test('signing out ends the session and the credentials that were issued to it', async () => {
  const browser = openBrowser(server);
  const session = await browser.signIn(login);
  const other = await browser.signIn(login);
  const { iam } = await browser.clients(session.id);
  await expect(iam.send(new ListUsersCommand({}))).resolves.toBeDefined();
  const { status, headers } = await browser.post(`api/sessions/${session.id}/sign-out`);
  expect(status).toBe(200);
  expect(headers.get('set-cookie')).toContain('Max-Age=0');
  await expect(iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
    name: 'InvalidClientTokenId',
  });
  expect((await browser.get(`api/sessions/${session.id}`)).status).toBe(401);
  expect((await browser.get(`api/sessions/${other.id}`)).status).toBe(200);
});

test('a session ends by itself, and so do its credentials', async () => {
  const browser = openBrowser(server);
  const session = await browser.signIn(login);
  const { iam } = await browser.clients(session.id);
  clock.advance(14 * 60_000);
  await expect(iam.send(new ListUsersCommand({}))).resolves.toBeDefined();
  clock.advance(60_000);
  await expect(iam.send(new ListUsersCommand({}))).rejects.toMatchObject({ name: 'ExpiredToken' });
  clock.advance(12 * 3_600_000);
  expect((await browser.get(`api/sessions/${session.id}`)).body.error?.code).toBe('SessionEnded');
  expect((await browser.get('api/sessions')).body.sessions).toEqual([]);
});

test('credentials for a link last as long as it, but no longer than the session', async () => {
  const browser = openBrowser(server);
  const session = await browser.signIn(login);
  const path = `api/sessions/${session.id}/credentials`;
  const minutesLeft = async (seconds: number): Promise<number> => {
    const { body } = await browser.get(`${path}?seconds=${seconds}`);
    const { expiresAtMs } = body as unknown as { readonly expiresAtMs: number };
    return Math.round((expiresAtMs - clock.nowMs()) / 60_000);
  };
  expect(await minutesLeft(3600)).toBe(60);
  clock.advance(11 * 3_600_000);
  expect(await minutesLeft(12 * 3600)).toBe(60);
  for (const odd of ['0', '-1', '1.5', '43201', 'x']) {
    expect((await browser.get(`${path}?seconds=${odd}`)).status).toBe(400);
  }
});

test('the credentials are as old as the sign-in, for policies that end older sessions', async () => {
  const dated = await addConsoleUser(server, 'Dated', {
    statements: [
      allow('iam:ListUsers'),
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: {
          DateLessThan: { 'aws:TokenIssueTime': new Date(clock.nowMs() + 60_000).toISOString() },
        },
      },
    ],
  });
  const browser = openBrowser(server);
  const before = await browser.signIn(dated);
  clock.advance(120_000);
  const { iam } = await browser.clients(before.id);
  await expect(iam.send(new ListUsersCommand({}))).rejects.toThrow('explicit deny');
  const after = await browser.signIn(dated);
  const clients = await browser.clients(after.id);
  await expect(clients.iam.send(new ListUsersCommand({}))).resolves.toBeDefined();
});

test('nothing of all this was logged as an error', () => {
  expect(server.loggedErrors).toEqual([]);
});
