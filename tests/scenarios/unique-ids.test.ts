/**
 * Trust and bucket policies name principals by unique id, whatever they show: who is deleted and
 * made again is somebody else. Pages: IAM UG "AWS JSON policy elements: Principal", "IAM
 * identifiers".
 */
import {
  CreateRoleCommand,
  DeleteAccessKeyCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  GetRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  GetBucketPolicyCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestClients } from '../../packages/server/test/harness.ts';
import type { World } from './world.ts';
import {
  allow,
  codeOf,
  development,
  makeWorld,
  newUser,
  policy,
  production,
  trust,
} from './world.ts';

let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

const user = (name: string): Promise<TestClients> =>
  newUser(world, world.developmentAdmin, { name, policy: policy(allow('*')) });
const arnOf = (name: string): string => `arn:aws:iam::${development}:user/${name}`;

async function remove(UserName: string, { credentials }: TestClients): Promise<void> {
  const { iam } = world.developmentAdmin;
  await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: credentials.accessKeyId }));
  await iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName: 'own' }));
  await iam.send(new DeleteUserCommand({ UserName }));
}

function principalOf(document: string | undefined): unknown {
  const { Statement } = JSON.parse(document ?? '{}') as { Statement: { Principal: unknown }[] };
  return Statement[0]?.Principal;
}

describe('a trust policy', () => {
  it('shows the name while there is one, the id afterwards, and trusts no namesake', async () => {
    const { iam } = world.productionAdmin;
    const first = await user('Trusted');
    const RoleName = 'ForTrusted';
    const document = policy(trust(arnOf('Trusted')));
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: document }),
    );
    const shown = async () => {
      const { Role: read } = await iam.send(new GetRoleCommand({ RoleName }));
      return principalOf(decodeURIComponent(read?.AssumeRolePolicyDocument ?? ''));
    };
    const assume = ({ sts }: TestClients) =>
      sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: 'test' }));
    await assume(first);
    expect(await shown()).toEqual({ AWS: arnOf('Trusted') });

    await remove('Trusted', first);
    expect(await shown()).toEqual({ AWS: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/) as string });
    const second = await user('Trusted');
    expect(await codeOf(assume(second))).toBe('AccessDenied');
    expect(await shown()).toEqual({ AWS: expect.stringMatching(/^AIDA/) as string });

    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: document }));
    await assume(second);
    expect(await shown()).toEqual({ AWS: arnOf('Trusted') });
  });

  it('refuses who does not exist', async () => {
    for (const principal of [
      arnOf('Nobody'),
      `arn:aws:iam::${development}:role/Nobody`,
      '123456789012',
      'arn:aws:iam::123456789012:user/Someone',
    ]) {
      const AssumeRolePolicyDocument = policy(trust(principal));
      const call = world.productionAdmin.iam.send(
        new CreateRoleCommand({ RoleName: 'Refused', AssumeRolePolicyDocument }),
      );
      expect([principal, await codeOf(call)]).toEqual([principal, 'MalformedPolicyDocument']);
    }
  });
});

describe('a bucket policy', () => {
  it('shows the name while there is one, the id afterwards, and lets no namesake in', async () => {
    const { s3 } = world.productionAdmin;
    const Bucket = 'productionapp';
    const first = await user('Reader');
    const Policy = policy({
      Effect: 'Allow',
      Principal: { AWS: arnOf('Reader') },
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const shown = async () =>
      principalOf((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy);
    const read = (who: TestClients) =>
      who.s3.send(new GetObjectCommand({ Bucket, Key: 'readme.txt' }));
    await read(first);
    expect(await shown()).toEqual({ AWS: arnOf('Reader') });
    await remove('Reader', first);
    expect(await shown()).toEqual({ AWS: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/) as string });
    const second = await user('Reader');
    expect(await codeOf(read(second))).toBe('AccessDenied');
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    await read(second);
  });

  it('names roles by id too', async () => {
    const { s3 } = world.productionAdmin;
    const { iam } = world.developmentAdmin;
    const RoleName = 'Passing';
    const AssumeRolePolicyDocument = policy(trust(development));
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    const Bucket = 'productionapp';
    const Policy = policy({
      Effect: 'Allow',
      Principal: { AWS: [Role?.Arn, production] },
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    await iam.send(new DeleteRoleCommand({ RoleName }));
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    const { Policy: read } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    expect(principalOf(read)).toEqual({
      AWS: expect.arrayContaining([Role?.RoleId, `arn:aws:iam::${production}:root`]) as string[],
    });
  });
});

it('never failed inside', () => {
  expect(world.loggedErrors).toEqual([]);
});
