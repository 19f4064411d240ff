import {
  GetAccountSummaryCommand,
  SetSecurityTokenServicePreferencesCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser } from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam } = server;

function prefer(version: 'v1Token' | 'v2Token'): SetSecurityTokenServicePreferencesCommand {
  return new SetSecurityTokenServicePreferencesCommand({ GlobalEndpointTokenVersion: version });
}

async function version(): Promise<number | undefined> {
  const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
  return SummaryMap?.GlobalEndpointTokenVersion;
}

test('the summary tells the version asked for', async () => {
  expect(await version()).toBe(1);
  await iam.send(prefer('v2Token'));
  expect(await version()).toBe(2);
  await iam.send(prefer('v1Token'));
  expect(await version()).toBe(1);
});

test('refuses another version, and callers without permission', async () => {
  await expect(iam.send(prefer('v3Token' as 'v2Token'))).rejects.toMatchObject({
    Code: 'ValidationError',
  });
  const stranger = await addUser(server, 'stranger');
  await expect(stranger.iam.send(prefer('v2Token'))).rejects.toMatchObject({
    Code: 'AccessDenied',
  });
  expect(server.loggedErrors).toEqual([]);
});
