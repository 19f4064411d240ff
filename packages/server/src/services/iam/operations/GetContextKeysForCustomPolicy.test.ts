import { GetContextKeysForCustomPolicyCommand } from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser } from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam } = server;

async function keysOf(...policies: readonly object[]): Promise<readonly string[] | undefined> {
  const PolicyInputList = policies.map((policy) => JSON.stringify(policy));
  const answer = await iam.send(new GetContextKeysForCustomPolicyCommand({ PolicyInputList }));
  return answer.ContextKeyNames;
}

const statement = { Effect: 'Allow', Action: 's3:*', Resource: '*' };

test('names the keys of conditions and variables, each once', async () => {
  const own = {
    Version: '2012-10-17',
    Statement: {
      ...statement,
      Resource: 'arn:aws:s3:::home/${aws:username}/*',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    },
  };
  const tagged = {
    Version: '2012-10-17',
    Statement: {
      ...statement,
      Condition: {
        StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' },
        BoolIfExists: { 'AWS:multifactorauthpresent': 'true' },
      },
    },
  };
  const names = await keysOf(own, tagged);
  expect(names?.toSorted()).toEqual([
    'aws:MultiFactorAuthPresent',
    'aws:PrincipalTag/team',
    'aws:ResourceTag/team',
    'aws:username',
  ]);
});

test('the older version of the language has no variables', async () => {
  const Resource = 'arn:aws:s3:::home/${aws:username}/*';
  const older = { Version: '2008-10-17', Statement: { ...statement, Resource } };
  expect(await keysOf(older)).toEqual([]);
});

test('a document that is no policy is invalid input', async () => {
  await expect(keysOf({ Version: '2012-10-17' })).rejects.toMatchObject({
    Code: 'InvalidInput',
    $metadata: { httpStatusCode: 400 },
  });
});

test('asks for permission', async () => {
  const nobody = await addUser(server, 'nobody');
  const asked = nobody.iam.send(
    new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [JSON.stringify(statement)] }),
  );
  await expect(asked).rejects.toMatchObject({ Code: 'AccessDenied' });
});
