/**
 * What STS says of requests whose form is wrong: as reported to
 * https://github.com/aws-actions/configure-aws-credentials (issues 18, 247) and recorded by users
 * of the SDKs; the rules are those of its model.
 */
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import {
  AssumeRoleCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestClients } from '../../../test/harness.ts';
import { startTestServer } from '../../../test/harness.ts';
import { addUser, allow, refusal } from '../../../test/identities.ts';
import { openSessionToken } from '../../authenticate/session-token.ts';

const server = await startTestServer();
const RoleArn = `arn:aws:iam::${server.accountId}:role/Tagged`;
let caller: TestClients;

beforeAll(async () => {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: server.accountId },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  };
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [statement],
  });
  await server.iam.send(new CreateRoleCommand({ RoleName: 'Tagged', AssumeRolePolicyDocument }));
  caller = await addUser(server, 'Caller', [allow('sts:*')]);
});

const assume = (input: Partial<AssumeRoleCommandInput>) =>
  caller.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', ...input }));

const violation = (where: string, rule: string) =>
  refusal(
    'ValidationError',
    400,
    `1 validation error detected: Value ${where} failed to satisfy constraint: Member must ${rule}`,
  );

const tagPattern = String.raw`[\p{L}\p{Z}\p{N}_.:/=+\-@]`;
const managed = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

describe('the form of a request', () => {
  test.each([
    [
      { Tags: [{ Key: 'actor', Value: 'dependabot[bot]' }] },
      `'dependabot[bot]' at 'tags.1.member.value'`,
      `satisfy regular expression pattern: ${tagPattern}*`,
    ],
    [
      { Tags: [{ Key: 'a<', Value: '' }] },
      `'a<' at 'tags.1.member.key'`,
      `satisfy regular expression pattern: ${tagPattern}+`,
    ],
    [
      { PolicyArns: [{ arn: managed }, { arn: 'x' }] },
      `'x' at 'policyArns.2.member.arn'`,
      'have length greater than or equal to 20',
    ],
    [
      { Policy: '日' },
      `'日' at 'policy'`,
      String.raw`satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+`,
    ],
  ])('%j', async (input, where, rule) => {
    await expect(assume(input)).rejects.toMatchObject(violation(where, rule));
  });

  test('more than fifty tags, or keys of tags to hand on', async () => {
    const Tags = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
    const length = 'Member must have length less than or equal to 50';
    await expect(assume({ Tags })).rejects.toMatchObject({
      Code: 'ValidationError',
      message: expect.stringContaining(
        `at 'tags' failed to satisfy constraint: ${length}`,
      ) as string,
    });
    await expect(assume({ TransitiveTagKeys: Tags.map(({ Key }) => Key) })).rejects.toMatchObject({
      message: expect.stringContaining(`at 'transitiveTagKeys' failed`) as string,
    });
  });

  test('several faults of one member: its pattern first', async () => {
    const pattern = String.raw`[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+`;
    await expect(assume({ RoleArn: '' })).rejects.toMatchObject(
      refusal(
        'ValidationError',
        400,
        "2 validation errors detected: Value '' at 'roleArn' failed to satisfy constraint: " +
          `Member must satisfy regular expression pattern: ${pattern}; Value '' at 'roleArn' ` +
          'failed to satisfy constraint: Member must have length greater than or equal to 20',
      ),
    );
  });

  test('a policy of a federated user has 2048 characters at most', async () => {
    const Policy = ' '.repeat(2049);
    const federate = caller.sts.send(new GetFederationTokenCommand({ Name: 'Jane', Policy }));
    await expect(federate).rejects.toMatchObject({
      Code: 'ValidationError',
      message: expect.stringContaining(
        'Member must have length less than or equal to 2048',
      ) as string,
    });
  });
});

test('keys to hand on are kept once, as the tags have them', async () => {
  const { Credentials } = await assume({
    Tags: [{ Key: 'Team', Value: 'blue' }],
    TransitiveTagKeys: ['team', 'TEAM', 'Team'],
  });
  const { secrets } = server.server.state;
  expect(openSessionToken(secrets, Credentials?.SessionToken ?? '')).toMatchObject({
    transitiveTagKeys: ['Team'],
  });
});

test('a serial number without a code, or a code without a serial number', async () => {
  const incomplete = refusal(
    'AccessDenied',
    403,
    'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
  );
  const SerialNumber = `arn:aws:iam::${server.accountId}:mfa/phone`;
  await expect(assume({ SerialNumber })).rejects.toMatchObject(incomplete);
  await expect(assume({ TokenCode: '123456' })).rejects.toMatchObject(incomplete);
  await expect(caller.sts.send(new GetSessionTokenCommand({ SerialNumber }))).rejects.toMatchObject(
    incomplete,
  );
});

test('context that another service vouches for is refused, not ignored', async () => {
  const ProviderArn = 'arn:aws:iam::aws:contextProvider/IdentityCenter';
  const ProvidedContexts = [{ ProviderArn, ContextAssertion: 'assertion' }];
  await expect(assume({ ProvidedContexts })).rejects.toMatchObject({ Code: 'NotImplemented' });
});
