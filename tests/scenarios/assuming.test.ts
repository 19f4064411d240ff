/**
 * What decides whether a role can be assumed, and what a session may then do. Pages: IAM UG
 * "Access to AWS accounts owned by third parties", "Secure API access with MFA", "Pass session tags
 * in AWS STS", "Monitor and control actions taken with assumed roles", "Methods to assume a role";
 * STS API "AssumeRole".
 */
import {
  CreateRoleCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  ListRolesCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListBucketsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { TOTP, Secret } from 'otpauth';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestClients } from '../../packages/server/test/harness.ts';
import type { World } from './world.ts';
import {
  allow,
  assume,
  codeOf,
  development,
  makeWorld,
  newUser,
  policy,
  production,
  refused,
  session,
  trust,
} from './world.ts';

let world: World;
let caller: TestClients;

beforeAll(async () => {
  world = await makeWorld();
  caller = await newUser(world, world.developmentAdmin, {
    name: 'Caller',
    policy: policy(allow('sts:*')),
  });
});

interface Role {
  readonly name: string;
  readonly trust: readonly object[];
  readonly policy?: string;
  readonly maxSeconds?: number;
}

/** A role of Production; its ARN. */
async function newRole(role: Role): Promise<string> {
  const { iam } = world.productionAdmin;
  const RoleName = role.name;
  const { Role: made } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: policy(...role.trust),
      MaxSessionDuration: role.maxSeconds,
    }),
  );
  const PolicyDocument = role.policy ?? policy(allow('s3:*'), allow('iam:List*'), allow('sts:*'));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
  return made?.Arn ?? '';
}

const call = (who: TestClients, RoleArn: string, more: Partial<AssumeRoleCommandInput> = {}) =>
  who.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test', ...more }));

describe('the external id', () => {
  it('must be the one that the trust asks for', async () => {
    const condition = { StringEquals: { 'sts:ExternalId': 'agreed-upon' } };
    const RoleArn = await newRole({ name: 'External', trust: [trust(development, condition)] });
    expect(await codeOf(call(caller, RoleArn))).toBe('AccessDenied');
    expect(await codeOf(call(caller, RoleArn, { ExternalId: 'guessed' }))).toBe('AccessDenied');
    expect(await codeOf(call(caller, RoleArn, { ExternalId: 'Agreed-upon' }))).toBe('AccessDenied');
    const { AssumedRoleUser } = await call(caller, RoleArn, { ExternalId: 'agreed-upon' });
    expect(AssumedRoleUser?.Arn).toMatch(/assumed-role\/External\/test$/);
  });
});

describe('MFA', () => {
  it('is asked for by the trust and shown by a code of the moment, once', async () => {
    const UserName = 'Careful';
    const careful = await newUser(world, world.developmentAdmin, {
      name: UserName,
      policy: policy(allow('sts:AssumeRole')),
    });
    const { iam } = world.developmentAdmin;
    const { VirtualMFADevice: device } = await iam.send(
      new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: UserName }),
    );
    const SerialNumber = device?.SerialNumber ?? '';
    const seed = Buffer.from(device?.Base32StringSeed ?? []).toString();
    const totp = new TOTP({ secret: Secret.fromBase32(seed) });
    const codeAt = (steps: number): string =>
      totp.generate({ timestamp: world.clock.nowMs() + steps * 30_000 });
    await iam.send(
      new EnableMFADeviceCommand({
        UserName,
        SerialNumber,
        AuthenticationCode1: codeAt(-1),
        AuthenticationCode2: codeAt(0),
      }),
    );
    const condition = {
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      NumericLessThan: { 'aws:MultiFactorAuthAge': '300' },
    };
    const RoleArn = await newRole({ name: 'Mfa', trust: [trust(development, condition)] });
    expect(await codeOf(call(careful, RoleArn))).toBe('AccessDenied');
    const wrong = { SerialNumber, TokenCode: codeAt(-20) };
    expect(await refused(call(careful, RoleArn, wrong))).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    });
    world.clock.advance(60_000);
    const TokenCode = codeAt(0);
    await call(careful, RoleArn, { SerialNumber, TokenCode });
    expect(await codeOf(call(careful, RoleArn, { SerialNumber, TokenCode }))).toBe('AccessDenied');
    const foreign = { SerialNumber: SerialNumber.replace(UserName, 'Other'), TokenCode: codeAt(1) };
    expect(await codeOf(call(careful, RoleArn, foreign))).toBe('AccessDenied');

    world.clock.advance(60_000);
    const { Credentials } = await careful.sts.send(
      new GetSessionTokenCommand({ SerialNumber, TokenCode: codeAt(0) }),
    );
    const withMfa = session(world, Credentials);
    await call(withMfa, RoleArn);
    world.clock.advance(301_000);
    expect(await codeOf(call(withMfa, RoleArn))).toBe('AccessDenied');
    world.clock.advance(-421_000);
  });
});

describe('a session policy', () => {
  it('limits the session to what both allow', async () => {
    const RoleArn = await newRole({ name: 'Limited', trust: [trust(development)] });
    const Policy = policy(allow('s3:ListAllMyBuckets'), allow('iam:CreateUser'));
    const limited = await assume(world, caller, { RoleArn, Policy });
    await limited.s3.send(new ListBucketsCommand({}));
    expect(await refused(limited.iam.send(new ListUsersCommand({})))).toEqual({
      code: 'AccessDenied',
      status: 403,
      message:
        `User: arn:aws:sts::${production}:assumed-role/Limited/test is not authorized to perform: ` +
        `iam:ListUsers on resource: arn:aws:iam::${production}:user/ because no session policy ` +
        'allows the iam:ListUsers action',
    });
    const arn = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';
    const byArn = await assume(world, caller, { RoleArn, PolicyArns: [{ arn }] });
    await byArn.iam.send(new ListUsersCommand({}));
    expect(await codeOf(byArn.s3.send(new ListBucketsCommand({})))).toBe('AccessDenied');
    const malformed = call(caller, RoleArn, { Policy: '{"Statement":[]}' });
    expect(await codeOf(malformed)).toBe('MalformedPolicyDocument');
  });
});

describe('session tags', () => {
  const tagging = {
    Effect: 'Allow',
    Principal: { AWS: development },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
  };

  it('need sts:TagSession on both sides, and decide afterwards', async () => {
    const Tags = [{ Key: 'team', Value: 'blue' }];
    const plain = await newRole({ name: 'Untaggable', trust: [trust(development)] });
    expect(await codeOf(call(caller, plain, { Tags }))).toBe('AccessDenied');
    const RoleArn = await newRole({
      name: 'Tagged',
      trust: [tagging],
      policy: policy({
        ...allow('s3:ListAllMyBuckets'),
        Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
      }),
    });
    const untagging = await newUser(world, world.developmentAdmin, {
      name: 'Untagging',
      policy: policy(allow('sts:AssumeRole')),
    });
    expect(await codeOf(call(untagging, RoleArn, { Tags }))).toBe('AccessDenied');
    const blue = await assume(world, caller, { RoleArn, Tags });
    await blue.s3.send(new ListBucketsCommand({}));
    for (const input of [{}, { Tags: [{ Key: 'team', Value: 'red' }] }]) {
      const other = await assume(world, caller, { RoleArn, ...input });
      expect(await codeOf(other.s3.send(new ListBucketsCommand({})))).toBe('AccessDenied');
    }
  });

  it('travel along a chain when they are transitive, and then cannot be changed', async () => {
    const names = { AWS: [development, production] };
    const first = await newRole({ name: 'First', trust: [{ ...tagging, Principal: names }] });
    const needsTag = { StringEquals: { 'aws:PrincipalTag/team': 'blue' } };
    const second = await newRole({
      name: 'Second',
      trust: [{ ...tagging, Principal: names }],
      policy: policy({ ...allow('s3:ListAllMyBuckets'), Condition: needsTag }),
    });
    const Tags = [{ Key: 'team', Value: 'blue' }];
    const kept = await assume(world, caller, { RoleArn: first, Tags, TransitiveTagKeys: ['team'] });
    const chained = await assume(world, kept, { RoleArn: second });
    await chained.s3.send(new ListBucketsCommand({}));
    const override = call(kept, second, { Tags: [{ Key: 'team', Value: 'red' }] });
    expect(await refused(override)).toMatchObject({ code: 'InvalidParameterValue', status: 400 });

    const dropped = await assume(world, caller, { RoleArn: first, Tags });
    const bare = await assume(world, dropped, { RoleArn: second });
    expect(await codeOf(bare.s3.send(new ListBucketsCommand({})))).toBe('AccessDenied');
  });
});

describe('chains', () => {
  it('last an hour at most, whatever the role allows', async () => {
    const both = [trust({ AWS: [development, production] })];
    const first = await newRole({ name: 'ChainFirst', trust: both });
    const RoleArn = await newRole({ name: 'ChainSecond', trust: both, maxSeconds: 43_200 });
    const direct = await call(caller, RoleArn, { DurationSeconds: 43_200 });
    const seconds = ((direct.Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 1000;
    expect(Math.abs(seconds - 43_200)).toBeLessThan(10);
    const inFirst = await assume(world, caller, { RoleArn: first });
    const long = call(inFirst, RoleArn, { DurationSeconds: 3601 });
    expect(await refused(long)).toEqual({
      code: 'ValidationError',
      status: 400,
      message:
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by ' +
        'role chaining.',
    });
    await call(inFirst, RoleArn, { DurationSeconds: 3600 });
    const tooLong = call(caller, first, { DurationSeconds: 3601 });
    expect(await refused(tooLong)).toEqual({
      code: 'ValidationError',
      status: 400,
      message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    });
    const tooShort = call(caller, first, { DurationSeconds: 899 });
    expect(await codeOf(tooShort)).toBe('ValidationError');
  });

  it('do not lead back into the caller’s account without its policy', async () => {
    const RoleArn = await newRole({ name: 'Once', trust: [trust(development)] });
    const inRole = await assume(world, caller, { RoleArn });
    expect(await codeOf(call(inRole, RoleArn))).toBe('AccessDenied');
  });

  it('of sessions that may not go on', async () => {
    const RoleArn = await newRole({ name: 'NoTokens', trust: [trust(development)] });
    const inRole = await assume(world, caller, { RoleArn });
    for (const command of [
      new GetSessionTokenCommand({}),
      new GetFederationTokenCommand({ Name: 'someone' }),
    ]) {
      expect(await codeOf(inRole.sts.send(command as never))).toBe('AccessDenied');
    }
  });
});

describe('the source identity', () => {
  it('is allowed on both sides, sticks, and decides', async () => {
    const identified = (principal: string | readonly string[]) => ({
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    });
    const plain = await newRole({ name: 'NoIdentity', trust: [trust(development)] });
    expect(await codeOf(call(caller, plain, { SourceIdentity: 'Diana' }))).toBe('AccessDenied');
    const both = [identified([development, production])];
    const first = await newRole({ name: 'Identified', trust: both });
    const second = await newRole({
      name: 'IdentifiedNext',
      trust: both,
      policy: policy({
        ...allow('s3:ListAllMyBuckets'),
        Condition: { StringEquals: { 'aws:SourceIdentity': 'Diana' } },
      }),
    });
    const answer = await call(caller, first, { SourceIdentity: 'Diana' });
    expect(answer.SourceIdentity).toBe('Diana');
    const inFirst = session(world, answer.Credentials);
    const inSecond = await assume(world, inFirst, { RoleArn: second });
    await inSecond.s3.send(new ListBucketsCommand({}));
    expect(await codeOf(call(inFirst, second, { SourceIdentity: 'Eve' }))).toBe('AccessDenied');
    await call(inFirst, second, { SourceIdentity: 'Diana' });
  });

  it('is asked for in each role of a chain, and of each role in it', async () => {
    const setting = (principal: string) => ({
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
    });
    const first = await newRole({ name: 'HandingOn', trust: [setting(development)] });
    const mute = await newRole({
      name: 'HandingNot',
      trust: [setting(development)],
      policy: policy(allow('sts:AssumeRole')),
    });
    const unwilling = await newRole({ name: 'NotTaking', trust: [trust(production)] });
    const willing = await newRole({ name: 'Taking', trust: [setting(production)] });
    const SourceIdentity = 'Diana';
    const inFirst = await assume(world, caller, { RoleArn: first, SourceIdentity });
    expect(await refused(call(inFirst, unwilling))).toMatchObject({
      code: 'AccessDenied',
      message: expect.stringContaining('to perform: sts:SetSourceIdentity on') as string,
    });
    const inMute = await assume(world, caller, { RoleArn: mute, SourceIdentity });
    expect(await codeOf(call(inMute, willing))).toBe('AccessDenied');
    const { SourceIdentity: kept } = await call(inFirst, willing);
    expect(kept).toBe('Diana');
    const without = await assume(world, caller, { RoleArn: first });
    await call(without, unwilling);
  });
});

describe('federated users', () => {
  it('may what their policy and their maker both may; no IAM, of STS one call', async () => {
    const maker = await newUser(world, world.productionAdmin, {
      name: 'Maker',
      policy: policy(allow(['sts:GetFederationToken', 's3:ListAllMyBuckets', 'iam:ListRoles'])),
    });
    const federate = async (Policy?: string) => {
      const { Credentials } = await maker.sts.send(
        new GetFederationTokenCommand({ Name: 'Jane', Policy }),
      );
      return session(world, Credentials);
    };
    const jane = await federate(policy(allow('*')));
    await jane.s3.send(new ListBucketsCommand({}));
    const denied = jane.s3.send(new ListObjectsV2Command({ Bucket: 'productionapp' }));
    expect(await codeOf(denied)).toBe('AccessDenied');
    expect(await codeOf(jane.iam.send(new ListRolesCommand({})))).toBe('InvalidClientTokenId');
    const { Arn } = await jane.sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(`arn:aws:sts::${production}:federated-user/Jane`);
    const powerless = await federate();
    expect(await codeOf(powerless.s3.send(new ListBucketsCommand({})))).toBe('AccessDenied');
  });

  it('are tagged by whom a policy lets, and no role is asked', async () => {
    const federate = (maker: TestClients) =>
      maker.sts.send(
        new GetFederationTokenCommand({
          Name: 'Jane',
          Tags: [{ Key: 'team', Value: 'blue' }],
          Policy: policy({
            ...allow('s3:ListAllMyBuckets'),
            Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
          }),
        }),
      );
    const actions = ['sts:GetFederationToken', 's3:ListAllMyBuckets'];
    const plain = await newUser(world, world.productionAdmin, {
      name: 'PlainMaker',
      policy: policy(allow(actions)),
    });
    expect(await refused(federate(plain))).toMatchObject({
      code: 'AccessDenied',
      message:
        `User: arn:aws:iam::${production}:user/PlainMaker is not authorized to perform: ` +
        `sts:TagSession on resource: arn:aws:sts::${production}:federated-user/Jane because no ` +
        'identity-based policy allows the sts:TagSession action',
    });
    const tagger = await newUser(world, world.productionAdmin, {
      name: 'TaggingMaker',
      policy: policy(allow([...actions, 'sts:TagSession'])),
    });
    const { Credentials } = await federate(tagger);
    await session(world, Credentials).s3.send(new ListBucketsCommand({}));
  });
});

it('expired sessions are refused, their like is not', async () => {
  const RoleArn = await newRole({ name: 'Expiring', trust: [trust(development)] });
  const short = await assume(world, caller, { RoleArn, DurationSeconds: 900 });
  const long = await assume(world, caller, { RoleArn, DurationSeconds: 3600 });
  world.clock.advance(901_000);
  expect(await codeOf(short.s3.send(new ListBucketsCommand({})))).toBe('ExpiredToken');
  expect(await codeOf(short.iam.send(new ListUsersCommand({})))).toBe('ExpiredToken');
  await long.iam.send(new ListUsersCommand({}));
  world.clock.advance(-901_000);
  await short.iam.send(new ListUsersCommand({}));
});

it('never failed inside', () => {
  expect(world.loggedErrors).toEqual([]);
});
