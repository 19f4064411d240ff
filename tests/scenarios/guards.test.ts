/**
 * Boundaries, SCPs, conditions; and that every change holds for the next request. Pages: IAM UG
 * "Permissions boundaries for IAM entities", "AWS global condition context keys"; ORG UG "SCP
 * evaluation".
 */
import {
  AttachUserPolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  GetUserCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
  MoveAccountCommand,
} from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  ListBucketsCommand,
  PutBucketTaggingCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
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
  trust,
} from './world.ts';

let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

const setPolicy = (UserName: string, ...statements: readonly object[]) =>
  world.developmentAdmin.iam.send(
    new PutUserPolicyCommand({
      UserName,
      PolicyName: 'own',
      PolicyDocument: policy(...statements),
    }),
  );
const mayListUsers = async ({ iam }: TestClients): Promise<string> => {
  try {
    await iam.send(new ListUsersCommand({}));
    return 'yes';
  } catch (error) {
    return (error as Error).message.replace(/^User: .* on resource: \S+ /, '');
  }
};
const noPolicy = 'because no identity-based policy allows the iam:ListUsers action';

describe('a permissions boundary', () => {
  it('limits what policies give, and gives nothing itself', async () => {
    const user = await newUser(world, world.developmentAdmin, {
      name: 'Bounded',
      policy: policy(allow('*')),
    });
    expect(await mayListUsers(user)).toBe('yes');
    const bound = (PermissionsBoundary: string) =>
      world.developmentAdmin.iam.send(
        new PutUserPermissionsBoundaryCommand({ UserName: 'Bounded', PermissionsBoundary }),
      );
    await bound('arn:aws:iam::aws:policy/AmazonS3FullAccess');
    expect(await mayListUsers(user)).toBe(
      'because no permissions boundary allows the iam:ListUsers action',
    );
    await user.s3.send(new ListBucketsCommand({}));
    await bound('arn:aws:iam::aws:policy/IAMReadOnlyAccess');
    expect(await mayListUsers(user)).toBe('yes');
    await setPolicy('Bounded', allow('s3:*'));
    expect(await mayListUsers(user)).toBe(noPolicy);
    expect(await codeOf(user.s3.send(new ListBucketsCommand({})))).toBe('AccessDenied');
  });
});

describe('a service control policy', () => {
  it('holds for everyone of the accounts below, root too, from the next request on', async () => {
    const { organizations } = world.managementAdmin;
    const { Roots } = await organizations.send(new ListRootsCommand({}));
    const root = Roots?.[0]?.Id ?? '';
    await organizations
      .send(new EnablePolicyTypeCommand({ RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' }))
      .catch((error: Error) => expect(error.name).toBe('PolicyTypeAlreadyEnabledException'));
    const { OrganizationalUnit } = await organizations.send(
      new CreateOrganizationalUnitCommand({ ParentId: root, Name: 'Guarded' }),
    );
    const unit = OrganizationalUnit?.Id ?? '';
    const { Policy } = await organizations.send(
      new CreatePolicyCommand({
        Name: 'no-iam',
        Description: '',
        Type: 'SERVICE_CONTROL_POLICY',
        Content: policy({ Effect: 'Deny', Action: 'iam:*', Resource: '*' }),
      }),
    );
    const PolicyId = Policy?.PolicySummary?.Id ?? '';
    const admin = world.developmentAdmin;
    expect(await mayListUsers(admin)).toBe('yes');

    await organizations.send(new AttachPolicyCommand({ PolicyId, TargetId: unit }));
    expect(await mayListUsers(admin)).toBe('yes');
    const move = { AccountId: development, SourceParentId: root, DestinationParentId: unit };
    await organizations.send(new MoveAccountCommand(move));
    expect(await mayListUsers(admin)).toMatch(
      /^with an explicit deny in a service control policy: arn:aws:organizations::\d{12}:policy\/o-\w+\/service_control_policy\/p-\w+$/,
    );
    expect(await mayListUsers(world.productionAdmin)).toBe('yes');
    expect(await mayListUsers(world.managementAdmin)).toBe('yes');
    await admin.s3.send(new ListBucketsCommand({}));

    await organizations.send(new DetachPolicyCommand({ PolicyId, TargetId: unit }));
    expect(await mayListUsers(admin)).toBe('yes');
    await organizations.send(new AttachPolicyCommand({ PolicyId, TargetId: development }));
    expect(await mayListUsers(admin)).toMatch(/explicit deny in a service control policy/);
    await organizations.send(new DetachPolicyCommand({ PolicyId, TargetId: development }));
    expect(await mayListUsers(admin)).toBe('yes');
    // Taking FullAWSAccess away from the unit leaves nothing that allows at that level.
    const full = { PolicyId: 'p-FullAWSAccess', TargetId: unit };
    const only = await organizations.send(
      new CreatePolicyCommand({
        Name: 's3-only',
        Description: '',
        Type: 'SERVICE_CONTROL_POLICY',
        Content: policy(allow('s3:*')),
      }),
    );
    const { Id: onlyS3 = '' } = only.Policy?.PolicySummary ?? {};
    await organizations.send(new AttachPolicyCommand({ PolicyId: onlyS3, TargetId: unit }));
    await organizations.send(new DetachPolicyCommand(full));
    expect(await mayListUsers(admin)).toBe(
      'because no service control policy allows the iam:ListUsers action',
    );
    await admin.s3.send(new ListBucketsCommand({}));
    await organizations.send(
      new MoveAccountCommand({ ...move, SourceParentId: unit, DestinationParentId: root }),
    );
    expect(await mayListUsers(admin)).toBe('yes');
  });
});

describe('conditions', () => {
  it('on the source address', async () => {
    const user = await newUser(world, world.developmentAdmin, { name: 'Located' });
    const from = (cidr: string, effect = 'Allow') => ({
      ...allow('iam:ListUsers'),
      Effect: effect,
      Condition: { IpAddress: { 'aws:SourceIp': cidr } },
    });
    await setPolicy('Located', from('127.0.0.0/8'));
    expect(await mayListUsers(user)).toBe('yes');
    await setPolicy('Located', from('203.0.113.0/24'));
    expect(await mayListUsers(user)).toBe(noPolicy);
    await setPolicy('Located', allow('*'), from('127.0.0.1', 'Deny'));
    expect(await mayListUsers(user)).toBe('with an explicit deny in an identity-based policy');
  });

  it('on tags of the principal, the request and the resource', async () => {
    const { iam } = world.developmentAdmin;
    const user = await newUser(world, world.developmentAdmin, { name: 'Tagger' });
    await setPolicy(
      'Tagger',
      {
        ...allow('iam:GetUser'),
        Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
      },
      {
        ...allow(['iam:CreateUser', 'iam:TagUser']),
        Condition: {
          StringEquals: { 'aws:RequestTag/team': 'blue' },
          'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] },
        },
      },
    );
    const tags = (team: string, ...more: readonly string[]) =>
      ['team', ...more].map((Key) => ({ Key, Value: Key === 'team' ? team : 'x' }));
    const create = (UserName: string, Tags?: { Key: string; Value: string }[]) =>
      user.iam.send(new CreateUserCommand({ UserName, Tags }));
    expect(await codeOf(create('T1'))).toBe('AccessDenied');
    expect(await codeOf(create('T1', tags('red')))).toBe('AccessDenied');
    expect(await codeOf(create('T1', tags('blue', 'other')))).toBe('AccessDenied');
    await create('T1', tags('blue'));

    const get = () => user.iam.send(new GetUserCommand({ UserName: 'T1' }));
    expect(await codeOf(get())).toBe('AccessDenied');
    await iam.send(new TagUserCommand({ UserName: 'Tagger', Tags: tags('red') }));
    expect(await codeOf(get())).toBe('AccessDenied');
    await iam.send(new TagUserCommand({ UserName: 'Tagger', Tags: tags('blue') }));
    expect((await get()).User?.UserName).toBe('T1');
  });

  it('on the time of day', async () => {
    const user = await newUser(world, world.developmentAdmin, { name: 'Timed' });
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
    await setPolicy('Timed', {
      ...allow('iam:ListUsers'),
      Condition: { DateGreaterThan: { 'aws:CurrentTime': inAnHour } },
    });
    expect(await mayListUsers(user)).toBe(noPolicy);
    world.clock.advance(3_700_000);
    expect(await mayListUsers(user)).toBe('yes');
    world.clock.advance(-3_700_000);
    expect(await mayListUsers(user)).toBe(noPolicy);
  });
});

describe('a change holds for the next request', () => {
  it('attaching and detaching a policy, deleting an inline one', async () => {
    const { iam } = world.developmentAdmin;
    const user = await newUser(world, world.developmentAdmin, { name: 'Changing' });
    const attached = {
      UserName: 'Changing',
      PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess',
    };
    for (let times = 0; times < 3; times++) {
      expect(await mayListUsers(user)).toBe(noPolicy);
      await iam.send(new AttachUserPolicyCommand(attached));
      expect(await mayListUsers(user)).toBe('yes');
      await iam.send(new DetachUserPolicyCommand(attached));
    }
    await setPolicy('Changing', allow('iam:ListUsers'));
    expect(await mayListUsers(user)).toBe('yes');
    await iam.send(new DeleteUserPolicyCommand({ UserName: 'Changing', PolicyName: 'own' }));
    expect(await mayListUsers(user)).toBe(noPolicy);
  });

  it('of a role, for sessions that there are: its policy, its deletion, its trust', async () => {
    const { iam } = world.productionAdmin;
    const RoleName = 'Short';
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy(trust(development)) }),
    );
    const RoleArn = Role?.Arn ?? '';
    const inRole = await assume(world, world.developmentAdmin, { RoleArn });
    expect(await mayListUsers(inRole)).toBe(noPolicy);
    const inline = { RoleName, PolicyName: 'own' };
    const PolicyDocument = policy(allow('iam:*'));
    await iam.send(new PutRolePolicyCommand({ ...inline, PolicyDocument }));
    expect(await mayListUsers(inRole)).toBe('yes');

    await iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: policy(trust(production)) }),
    );
    const again = { RoleArn, RoleSessionName: 'again' };
    expect(await codeOf(world.developmentAdmin.sts.send(new AssumeRoleCommand(again)))).toBe(
      'AccessDenied',
    );
    expect(await mayListUsers(inRole)).toBe('yes');
    await iam.send(new DeleteRolePolicyCommand(inline));
    await iam.send(new DeleteRoleCommand({ RoleName }));
    expect(await refused(inRole.iam.send(new ListUsersCommand({})))).toMatchObject({
      code: 'InvalidClientTokenId',
      status: 403,
    });
    expect(await codeOf(inRole.s3.send(new ListBucketsCommand({})))).toBe('InvalidToken');
    // A role of the same name is another role.
    await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy(trust(development)) }),
    );
    await iam.send(new PutRolePolicyCommand({ ...inline, PolicyDocument }));
    expect(await codeOf(inRole.iam.send(new ListUsersCommand({})))).toBe('InvalidClientTokenId');
  });

  it('revoking what was issued before now', async () => {
    const { iam } = world.productionAdmin;
    const RoleName = 'Revoked';
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy(trust(development)) }),
    );
    const RoleArn = Role?.Arn ?? '';
    const put = (PolicyName: string, statement: object) =>
      iam.send(
        new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: policy(statement) }),
      );
    await put('own', allow('iam:ListUsers'));
    const before = await assume(world, world.developmentAdmin, { RoleArn });
    expect(await mayListUsers(before)).toBe('yes');
    world.clock.advance(2_000);
    const now = new Date(world.clock.nowMs()).toISOString();
    await put('AWSRevokeOlderSessions', {
      ...allow('*'),
      Effect: 'Deny',
      Condition: { DateLessThan: { 'aws:TokenIssueTime': now } },
    });
    expect(await mayListUsers(before)).toBe('with an explicit deny in an identity-based policy');
    world.clock.advance(2_000);
    const after = await assume(world, world.developmentAdmin, { RoleArn });
    expect(await mayListUsers(after)).toBe('yes');
    world.clock.advance(-4_000);
  });

  it('switching a key off, and on again', async () => {
    const user = await newUser(world, world.developmentAdmin, {
      name: 'Switched',
      policy: policy(allow('iam:ListUsers')),
    });
    const { accessKeyId: AccessKeyId } = user.credentials;
    const key = { UserName: 'Switched', AccessKeyId };
    await world.developmentAdmin.iam.send(
      new UpdateAccessKeyCommand({ ...key, Status: 'Inactive' }),
    );
    expect(await codeOf(user.iam.send(new ListUsersCommand({})))).toBe('InvalidClientTokenId');
    await world.developmentAdmin.iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Active' }));
    expect(await mayListUsers(user)).toBe('yes');
  });
});

it('buckets have one owner in all accounts', async () => {
  await world.david.s3.send(new CreateBucketCommand({ Bucket: 'taken-name' }));
  const again = world.productionAdmin.s3.send(new CreateBucketCommand({ Bucket: 'taken-name' }));
  expect(await codeOf(again)).toBe('BucketAlreadyExists');
  const tagging = { TagSet: [{ Key: 'a', Value: 'b' }] };
  const foreign = new PutBucketTaggingCommand({ Bucket: 'taken-name', Tagging: tagging });
  expect(await codeOf(world.productionAdmin.s3.send(foreign))).toBe('AccessDenied');
});

it('never failed inside', () => {
  expect(world.loggedErrors).toEqual([]);
});
