/**
 * David may, Theresa may not: the story of IAM UG tutorial "Delegate access across AWS accounts
 * using IAM roles", with AWS's words. Denials: IAM UG "Troubleshoot access denied error messages".
 */
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  ListUsersCommand,
  PutGroupPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  allowAssume,
  denyAssume,
  readWriteAppBucket,
  trustDevelopment,
} from '../../packages/cli/src/tutorial/documents.ts';
import type { TestClients } from '../../packages/server/test/harness.ts';
import type { World } from './world.ts';
import {
  assume,
  development,
  makeWorld,
  newUser,
  policy,
  production,
  refused,
  trust,
} from './world.ts';

const RoleArn = `arn:aws:iam::${production}:role/UpdateApp`;
const sessionArn = `arn:aws:sts::${production}:assumed-role/UpdateApp/David`;
const bucket = 'productionapp';
let world: World;

beforeAll(async () => {
  world = await makeWorld();
  const { iam } = world.productionAdmin;
  const { Policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'read-write-app-bucket',
      PolicyDocument: JSON.stringify(readWriteAppBucket),
    }),
  );
  const AssumeRolePolicyDocument = JSON.stringify(trustDevelopment);
  await iam.send(new CreateRoleCommand({ RoleName: 'UpdateApp', AssumeRolePolicyDocument }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'UpdateApp', PolicyArn: Policy?.Arn }));
  for (const [GroupName, inline] of [
    ['Developers', allowAssume],
    ['Testers', denyAssume],
  ] as const) {
    await world.developmentAdmin.iam.send(
      new PutGroupPolicyCommand({
        GroupName,
        PolicyName: inline.name,
        PolicyDocument: JSON.stringify(inline.document),
      }),
    );
  }
  await world.productionAdmin.s3.send(new CreateBucketCommand({ Bucket: 'other-of-production' }));
});

describe('David', () => {
  let inRole: TestClients;

  beforeAll(async () => {
    inRole = await assume(world, world.david, { RoleArn, RoleSessionName: 'David' });
  });

  it('becomes a session of the role', async () => {
    const { Credentials, AssumedRoleUser } = await world.david.sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'David' }),
    );
    expect(AssumedRoleUser?.Arn).toBe(sessionArn);
    expect(AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA[A-Z2-7]{17}:David$/);
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
    const inMs = (Credentials?.Expiration?.getTime() ?? 0) - Date.now();
    expect(Math.abs(inMs - 3_600_000)).toBeLessThan(10_000);
    expect(await inRole.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: production,
      Arn: sessionArn,
      UserId: AssumedRoleUser?.AssumedRoleId,
    });
  });

  it('lists, reads, writes and deletes in the bucket', async () => {
    const { s3 } = inRole;
    const object = { Bucket: bucket, Key: 'app/new.txt' };
    await s3.send(new PutObjectCommand({ ...object, Body: 'new' }));
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
    expect(Contents?.map(({ Key }) => Key)).toEqual([
      'app/config.json',
      'app/new.txt',
      'readme.txt',
    ]);
    const { Body } = await s3.send(new GetObjectCommand(object));
    expect(await Body?.transformToString()).toBe('new');
    await s3.send(new DeleteObjectCommand(object));
    expect((await refused(s3.send(new GetObjectCommand(object)))).code).toBe('NoSuchKey');
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toContain('other-of-production');
  });

  it('is denied any other bucket, IAM, and his own account while he is in the role', async () => {
    const { s3, iam } = inRole;
    const denied = (action: string, resource: string) => ({
      code: 'AccessDenied',
      status: 403,
      message:
        `User: ${sessionArn} is not authorized to perform: ${action} on resource: ${resource} ` +
        `because no identity-based policy allows the ${action} action`,
    });
    const other = { Bucket: 'other-of-production', Key: 'a' };
    const calls: [() => Promise<unknown>, object][] = [
      [
        () => s3.send(new ListObjectsV2Command({ Bucket: other.Bucket })),
        denied('s3:ListBucket', '"arn:aws:s3:::other-of-production"'),
      ],
      [
        () => s3.send(new PutObjectCommand({ ...other, Body: 'x' })),
        denied('s3:PutObject', '"arn:aws:s3:::other-of-production/a"'),
      ],
      [
        () => s3.send(new CreateBucketCommand({ Bucket: 'a-new-one' })),
        denied('s3:CreateBucket', '"arn:aws:s3:::a-new-one"'),
      ],
      [
        () => iam.send(new ListUsersCommand({})),
        denied('iam:ListUsers', `arn:aws:iam::${production}:user/`),
      ],
    ];
    for (const [call, expected] of calls) expect(await refused(call())).toEqual(expected);
    await world.david.s3.send(new CreateBucketCommand({ Bucket: 'of-development' }));
    expect(
      await refused(s3.send(new GetObjectCommand({ Bucket: 'of-development', Key: 'a' }))),
    ).toMatchObject({ code: 'AccessDenied', status: 403 });
  });

  it('is denied the bucket while he is himself', async () => {
    expect(
      await refused(world.david.s3.send(new ListObjectsV2Command({ Bucket: bucket }))),
    ).toMatchObject({ code: 'AccessDenied', status: 403 });
  });
});

describe('the others', () => {
  const assumeAs = (who: TestClients) =>
    refused(who.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'x'.repeat(2) })));
  const user = (name: string): string => `arn:aws:iam::${development}:user/${name}`;

  it('Theresa is denied explicitly', async () => {
    expect(await assumeAs(world.theresa)).toEqual({
      code: 'AccessDenied',
      status: 403,
      message:
        `User: ${user('Theresa')} is not authorized to perform: sts:AssumeRole on resource: ` +
        `${RoleArn} with an explicit deny in an identity-based policy`,
    });
  });

  it('a user without policy is denied for want of one', async () => {
    const newcomer = await newUser(world, world.developmentAdmin, { name: 'Newcomer' });
    expect(await assumeAs(newcomer)).toEqual({
      code: 'AccessDenied',
      status: 403,
      message:
        `User: ${user('Newcomer')} is not authorized to perform: sts:AssumeRole on resource: ` +
        `${RoleArn} because no identity-based policy allows the sts:AssumeRole action`,
    });
  });

  it('root cannot', async () => {
    expect(await assumeAs(world)).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: 'Roles may not be assumed by root accounts.',
    });
  });

  it('learn nothing of roles that there are not', async () => {
    const { sts } = world.developmentAdmin;
    const { iam } = world.productionAdmin;
    const AssumeRolePolicyDocument = policy(trust(production));
    await iam.send(new CreateRoleCommand({ RoleName: 'Internal', AssumeRolePolicyDocument }));
    for (const name of ['Internal', 'NoSuchRole']) {
      const arn = `arn:aws:iam::${production}:role/${name}`;
      const call = sts.send(new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'xx' }));
      expect(await refused(call)).toEqual({
        code: 'AccessDenied',
        status: 403,
        message:
          `User: ${user('Administrator')} is not authorized to perform: sts:AssumeRole on ` +
          `resource: ${arn} because no role trust policy allows the sts:AssumeRole action`,
      });
    }
  });
});

it('refuses a role that trusts an account that does not exist', async () => {
  const arn = 'arn:aws:iam::222222222222:root';
  const call = world.productionAdmin.iam.send(
    new CreateRoleCommand({ RoleName: 'Slip', AssumeRolePolicyDocument: policy(trust(arn)) }),
  );
  expect(await refused(call)).toEqual({
    code: 'MalformedPolicyDocument',
    status: 400,
    message: `Invalid principal in policy: "AWS":"${arn}"`,
  });
});

it('never failed inside', () => {
  expect(world.loggedErrors).toEqual([]);
});
