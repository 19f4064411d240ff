import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, DecodeAuthorizationMessageCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestClients, TestServer } from '../../../../test/harness.ts';
import { startTestServer } from '../../../../test/harness.ts';

interface Refusal {
  readonly message: string;
  readonly $metadata: { readonly requestId: string };
  readonly EncodedMessage: string;
}

describe('DecodeAuthorizationMessage', () => {
  let server: TestServer;
  let theresa: TestClients;
  let refusal: Refusal;

  beforeAll(async () => {
    server = await startTestServer();
    await server.iam.send(new CreateUserCommand({ UserName: 'Theresa' }));
    await server.iam.send(
      new PutUserPolicyCommand({
        UserName: 'Theresa',
        PolicyName: 'deny-assume',
        PolicyDocument:
          '{\n  "Version": "2012-10-17",\n  "Statement": {\n    "Effect": "Deny",\n' +
          '    "Action": "sts:AssumeRole",\n    "Resource": "*"\n  }\n}',
      }),
    );
    const { AccessKey } = await server.iam.send(
      new CreateAccessKeyCommand({ UserName: 'Theresa' }),
    );
    theresa = server.clientsFor({
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    });
    const RoleArn = `arn:aws:iam::${server.accountId}:role/UpdateApp`;
    refusal = (await theresa.sts
      .send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'Theresa' }))
      .catch((error: unknown) => error)) as Refusal;
  });

  const decode = async (EncodedMessage: string) => {
    const { DecodedMessage = '' } = await server.sts.send(
      new DecodeAuthorizationMessageCommand({ EncodedMessage }),
    );
    return JSON.parse(DecodedMessage) as Record<string, unknown>;
  };

  it("opens the message that a denial carries, in AWS's shape", async () => {
    const decoded = await decode(refusal.EncodedMessage);
    expect(decoded).toMatchObject({
      allowed: false,
      explicitDeny: true,
      matchedStatements: { items: [{ effect: 'Deny', policy: { name: 'deny-assume' } }] },
      context: {
        principal: { arn: `arn:aws:iam::${server.accountId}:user/Theresa` },
        action: 'sts:AssumeRole',
        resource: `arn:aws:iam::${server.accountId}:role/UpdateApp`,
      },
    });
    expect(decoded['explanation']).toContain('DENIED: sts:AssumeRole');
    expect(decoded['explanation']).toMatch(/4 \|\s+"Effect": "Deny"/);
  });

  it('finds a recent denial by its request id and by its text', async () => {
    for (const text of [refusal.$metadata.requestId, refusal.message]) {
      expect(await decode(text)).toMatchObject({ message: refusal.message });
    }
  });

  it('opens nothing else, and for nobody who may not', async () => {
    const invalid = { name: 'InvalidAuthorizationMessageException' };
    await expect(decode('nonsense')).rejects.toMatchObject(invalid);
    const changed = refusal.EncodedMessage.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A'));
    await expect(decode(changed)).rejects.toMatchObject(invalid);
    const own = theresa.sts.send(
      new DecodeAuthorizationMessageCommand({ EncodedMessage: refusal.EncodedMessage }),
    );
    await expect(own).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
