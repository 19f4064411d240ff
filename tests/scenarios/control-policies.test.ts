/**
 * RCPs and SCPs on the tree of an organization, with effect on the next request. Pages: ORG UG
 * "Resource control policies (RCPs)", "RCP evaluation", "SCP evaluation"; IAM UG "Troubleshoot
 * access denied error messages"; S3 UG "Troubleshoot access denied (403 Forbidden) errors".
 */
import { CreateRoleCommand, ListUsersCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand,
  DeleteOrganizationalUnitCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  MoveAccountCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestClients } from '../../packages/server/test/harness.ts';
import { addAccount } from '../../packages/server/test/s3.ts';
import type { World } from './world.ts';
import {
  allow,
  development,
  makeWorld,
  newUser,
  policy,
  production,
  refused,
  trust,
} from './world.ts';

type ControlType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

let world: World;
let rootId: string;
/** Of an account in no organization. */
let outsider: TestClients;
let organizations: TestClients['organizations'];

interface ControlPolicy {
  readonly id: string;
  readonly arn: string;
}

async function newControl(type: ControlType, statement: object): Promise<ControlPolicy> {
  const { Policy } = await organizations.send(
    new CreatePolicyCommand({
      Name: `control-${Math.random().toString(36).slice(2)}`,
      Description: '',
      Type: type,
      Content: policy(statement),
    }),
  );
  const { Id: id = '', Arn: arn = '' } = Policy?.PolicySummary ?? {};
  return { id, arn };
}

const attach = ({ id }: ControlPolicy, TargetId: string) =>
  organizations.send(new AttachPolicyCommand({ PolicyId: id, TargetId }));
const detach = ({ id }: ControlPolicy, TargetId: string) =>
  organizations.send(new DetachPolicyCommand({ PolicyId: id, TargetId }));
const move = (AccountId: string, SourceParentId: string, DestinationParentId: string) =>
  organizations.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));

async function newUnit(Name: string, ParentId: string): Promise<string> {
  const { OrganizationalUnit: unit } = await organizations.send(
    new CreateOrganizationalUnitCommand({ ParentId, Name }),
  );
  return unit?.Id ?? '';
}

/** A bucket with one object, readable by everyone who may read anything. */
async function openBucket({ s3 }: TestClients, Bucket: string): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'content' }));
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  await s3.send(
    new PutBucketPolicyCommand({
      Bucket,
      Policy: policy({
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
      }),
    }),
  );
}

const read = ({ s3 }: TestClients, Bucket: string) =>
  s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));

/** A role that trusts everyone, and whoever assumes it. */
async function openRole({ iam }: TestClients, RoleName: string): Promise<void> {
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: policy(trust('*')),
    }),
  );
  const PolicyDocument = policy(allow('s3:*'));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 's3', PolicyDocument }));
}

const assume = ({ sts }: TestClients, accountId: string, name: string) =>
  sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${accountId}:role/${name}`,
      RoleSessionName: 'test',
    }),
  );

beforeAll(async () => {
  world = await makeWorld();
  organizations = world.managementAdmin.organizations;
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  rootId = Roots?.[0]?.Id ?? '';
  const { accountId: _id, ...stranger } = await addAccount(world);
  outsider = await newUser(world, stranger, {
    name: 'Olga',
    policy: policy(allow(['s3:*', 'sts:*'])),
  });
  await openBucket(world.productionAdmin, 'open-in-production');
  await openBucket(world.managementAdmin, 'open-in-management');
  await openRole(world.productionAdmin, 'Open');
  await openRole(world.managementAdmin, 'Open');
});

describe('RCPs', () => {
  it('are switched on at the root, with RCPFullAWSAccess on every node and nothing changed', async () => {
    const type = 'RESOURCE_CONTROL_POLICY';
    await organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: type }));
    const unit = await newUnit('New', rootId);
    for (const target of [rootId, development, production, world.accountId, unit]) {
      const { Policies } = await organizations.send(
        new ListPoliciesForTargetCommand({ TargetId: target, Filter: type }),
      );
      expect(Policies?.map(({ Name }) => Name)).toEqual(['RCPFullAWSAccess']);
    }
    const full = organizations.send(
      new DetachPolicyCommand({ PolicyId: 'p-RCPFullAWSAccess', TargetId: unit }),
    );
    expect(await refused(full)).toMatchObject({ code: 'InvalidInputException' });
    await organizations.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: unit }));
    await expect(read(outsider, 'open-in-production')).resolves.toBeDefined();
  });

  it("keep outsiders off members' buckets and roles, but not off the management account's", async () => {
    const perimeter = await newControl('RESOURCE_CONTROL_POLICY', {
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:*', 'sts:AssumeRole'],
      Resource: '*',
      Condition: {
        StringNotEqualsIfExists: { 'aws:PrincipalOrgID': '${aws:ResourceOrgID}' },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    });
    await attach(perimeter, rootId);
    expect(await refused(read(outsider, 'open-in-production'))).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: 'Access Denied',
    });
    const anonymous = await fetch(`${world.endpoint}/open-in-production/a`);
    expect(anonymous.status).toBe(403);
    expect(await anonymous.text()).toContain('<Message>Access Denied</Message>');
    const arn = `arn:aws:iam::${production}:role/Open`;
    expect(await refused(assume(outsider, production, 'Open'))).toMatchObject({
      code: 'AccessDenied',
      // No ARN: the outsider is not of the organization.
      message: expect.stringMatching(
        `:user/Olga is not authorized to perform: sts:AssumeRole on resource: ${arn} with an explicit deny in a resource control policy$`,
      ),
    });
    for (const member of [world.david, world.productionAdmin, world.managementAdmin]) {
      await expect(read(member, 'open-in-production')).resolves.toBeDefined();
      await expect(assume(member, production, 'Open')).resolves.toBeDefined();
    }
    await expect(read(outsider, 'open-in-management')).resolves.toBeDefined();
    await expect(assume(outsider, world.accountId, 'Open')).resolves.toBeDefined();
    await detach(perimeter, rootId);
    await expect(read(outsider, 'open-in-production')).resolves.toBeDefined();
  });

  it('limit members and their manager too, with the ARN in the denial', async () => {
    const noDeletes = await newControl('RESOURCE_CONTROL_POLICY', {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::open-in-production/*',
    });
    await attach(noDeletes, production);
    const denied = `with an explicit deny in a resource control policy: ${noDeletes.arn}`;
    for (const caller of [world.productionAdmin, world.david, world.managementAdmin]) {
      const answer = await refused(read(caller, 'open-in-production'));
      expect(answer.code).toBe('AccessDenied');
      expect(answer.message.endsWith(denied)).toBe(true);
    }
    // What the RCP says nothing of goes on.
    const list = world.productionAdmin.s3.send(new ListBucketsCommand({}));
    await expect(list).resolves.toBeDefined();
    await organizations.send(
      new UpdatePolicyCommand({
        PolicyId: noDeletes.id,
        Content: policy({
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::another/*',
        }),
      }),
    );
    await expect(read(world.david, 'open-in-production')).resolves.toBeDefined();
    await detach(noDeletes, production);
  });

  it('on an OU hold for accounts moved into it, from the next request on', async () => {
    const sealed = await newUnit('Sealed', rootId);
    const inner = await newUnit('Inner', sealed);
    const noRead = await newControl('RESOURCE_CONTROL_POLICY', {
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:GetObject', 'sts:AssumeRole'],
      Resource: '*',
    });
    await attach(noRead, sealed);
    await expect(read(world.david, 'open-in-production')).resolves.toBeDefined();
    await move(production, rootId, inner);
    const answer = await refused(read(world.david, 'open-in-production'));
    expect(answer.message.endsWith(`resource control policy: ${noRead.arn}`)).toBe(true);
    expect(await refused(assume(world.david, production, 'Open'))).toMatchObject({
      code: 'AccessDenied',
    });
    await move(production, inner, rootId);
    await expect(read(world.david, 'open-in-production')).resolves.toBeDefined();
    await detach(noRead, sealed);
    await organizations.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: inner }));
    await organizations.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: sealed }));
  });

  it('are gone when the type is switched off', async () => {
    const noRead = await newControl('RESOURCE_CONTROL_POLICY', {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: '*',
    });
    await attach(noRead, rootId);
    expect((await refused(read(world.david, 'open-in-production'))).code).toBe('AccessDenied');
    await organizations.send(
      new DisablePolicyTypeCommand({ RootId: rootId, PolicyType: 'RESOURCE_CONTROL_POLICY' }),
    );
    await expect(read(world.david, 'open-in-production')).resolves.toBeDefined();
  });
});

describe('SCPs', () => {
  const noUsers = { Effect: 'Deny', Action: 'iam:ListUsers', Resource: '*' };
  const users = (caller: TestClients) => caller.iam.send(new ListUsersCommand({}));

  it('on OUs hold for accounts below them, and moves take effect at once', async () => {
    const outer = await newUnit('Outer', rootId);
    const inner = await newUnit('Inner', outer);
    const control = await newControl('SERVICE_CONTROL_POLICY', noUsers);
    await attach(control, outer);
    await move(development, rootId, inner);
    const answer = await refused(users(world.developmentAdmin));
    expect(answer.message.endsWith(`service control policy: ${control.arn}`)).toBe(true);
    await expect(users(world.productionAdmin)).resolves.toBeDefined();
    await move(development, inner, rootId);
    await expect(users(world.developmentAdmin)).resolves.toBeDefined();
    await detach(control, outer);
  });

  it('have to allow at every level: an OU without FullAWSAccess allows what it says', async () => {
    const readers = await newUnit('Readers', rootId);
    const onlyS3 = await newControl('SERVICE_CONTROL_POLICY', allow('s3:*'));
    await attach(onlyS3, readers);
    await organizations.send(
      new DetachPolicyCommand({ PolicyId: 'p-FullAWSAccess', TargetId: readers }),
    );
    await move(development, rootId, readers);
    expect(await refused(users(world.developmentAdmin))).toMatchObject({
      code: 'AccessDenied',
      message: expect.stringMatching(
        /because no service control policy allows the iam:ListUsers action$/,
      ),
    });
    const list = world.developmentAdmin.s3.send(new ListBucketsCommand({}));
    await expect(list).resolves.toBeDefined();
    await move(development, readers, rootId);
    await expect(users(world.developmentAdmin)).resolves.toBeDefined();
  });

  it('hold neither for the management account nor for outsiders', async () => {
    const control = await newControl('SERVICE_CONTROL_POLICY', {
      ...noUsers,
      Action: ['iam:ListUsers', 's3:GetObject'],
    });
    await attach(control, rootId);
    await attach(control, world.accountId);
    await expect(users(world.managementAdmin)).resolves.toBeDefined();
    await expect(read(outsider, 'open-in-production')).resolves.toBeDefined();
    expect((await refused(users(world.productionAdmin))).code).toBe('AccessDenied');
    await detach(control, rootId);
    await detach(control, world.accountId);
    expect(world.loggedErrors).toEqual([]);
  });
});
