import { GetAccessKeyInfoCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';

describe('GetCallerIdentity', async () => {
  const { sts, endpoint, accountId, clientsFor, credentials } = await startTestServer();

  it('says who the root user is', async () => {
    const { Account, Arn, UserId } = await sts.send(new GetCallerIdentityCommand({}));
    expect({ Account, Arn, UserId }).toEqual({
      Account: accountId,
      Arn: `arn:aws:iam::${accountId}:root`,
      UserId: accountId,
    });
  });

  it('refuses an unknown key', async () => {
    const stranger = clientsFor({ ...credentials, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' });
    await expect(stranger.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'InvalidClientTokenId',
      message: 'The security token included in the request is invalid.',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('refuses a wrong secret', async () => {
    const liar = clientsFor({ ...credentials, secretAccessKey: 'wrong' });
    await expect(liar.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      $metadata: { httpStatusCode: 403 },
    });
  });

  it('wants a signature', async () => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  it('answers the owner of a key', async () => {
    const { Account } = await sts.send(
      new GetAccessKeyInfoCommand({ AccessKeyId: credentials.accessKeyId }),
    );
    expect(Account).toBe(accountId);
  });

  it('answers operations that are not built with NotImplemented', async () => {
    const client: STSClient = sts;
    const { GetWebIdentityTokenCommand } = await import('@aws-sdk/client-sts');
    const call = client.send(
      new GetWebIdentityTokenCommand({ Audience: ['x'], SigningAlgorithm: 'RS256' }),
    );
    await expect(call).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
  });
});
