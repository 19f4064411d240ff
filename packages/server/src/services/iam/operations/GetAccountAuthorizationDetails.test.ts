import type { GetAccountAuthorizationDetailsResponse } from '@aws-sdk/client-iam';
import {
  AddRoleToInstanceProfileCommand,
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetAccountAuthorizationDetailsCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allowingPolicy, ec2TrustPolicy } from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam, accountId } = server;

const trust = ec2TrustPolicy;
const document = allowingPolicy('s3:*');
const encoded = encodeURIComponent(document).replaceAll('*', '%2A');
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const PolicyDocument = document;

await iam.send(new CreatePolicyCommand({ PolicyName: 'Own', PolicyDocument, Description: 'd' }));
const own = `arn:aws:iam::${accountId}:policy/Own`;
await iam.send(
  new CreateUserCommand({
    UserName: 'Una',
    PermissionsBoundary: own,
    Tags: [{ Key: 'k', Value: 'v' }],
  }),
);
await iam.send(new CreateUserCommand({ UserName: 'Uwe' }));
await iam.send(new PutUserPolicyCommand({ UserName: 'Una', PolicyName: 'in', PolicyDocument }));
await iam.send(new CreateGroupCommand({ GroupName: 'Gang' }));
await iam.send(new AddUserToGroupCommand({ GroupName: 'Gang', UserName: 'Una' }));
await iam.send(new AttachGroupPolicyCommand({ GroupName: 'Gang', PolicyArn: readOnly }));
await iam.send(new CreateRoleCommand({ RoleName: 'Rolf', AssumeRolePolicyDocument: trust }));
await iam.send(new PutRolePolicyCommand({ RoleName: 'Rolf', PolicyName: 'in', PolicyDocument }));
await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'Prof' }));
await iam.send(
  new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'Prof', RoleName: 'Rolf' }),
);

async function details(input: object = {}): Promise<GetAccountAuthorizationDetailsResponse> {
  return iam.send(new GetAccountAuthorizationDetailsCommand(input as never));
}

test('tells all', async () => {
  const all = await details();
  expect(all.IsTruncated).toBe(false);
  expect(all.UserDetailList).toEqual([
    {
      Path: '/',
      UserName: 'Una',
      UserId: expect.stringMatching(/^AIDA/),
      Arn: `arn:aws:iam::${accountId}:user/Una`,
      CreateDate: expect.any(Date),
      UserPolicyList: [{ PolicyName: 'in', PolicyDocument: encoded }],
      GroupList: ['Gang'],
      AttachedManagedPolicies: [],
      PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: own },
      Tags: [{ Key: 'k', Value: 'v' }],
    },
    expect.objectContaining({ UserName: 'Uwe', GroupList: [], Tags: [] }),
  ]);
  expect(all.UserDetailList?.[1]).not.toHaveProperty('UserPolicyList');
  expect(all.GroupDetailList).toEqual([
    {
      Path: '/',
      GroupName: 'Gang',
      GroupId: expect.stringMatching(/^AGPA/),
      Arn: `arn:aws:iam::${accountId}:group/Gang`,
      CreateDate: expect.any(Date),
      GroupPolicyList: [],
      AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: readOnly }],
    },
  ]);
  expect(all.RoleDetailList).toMatchObject([
    {
      RoleName: 'Rolf',
      AssumeRolePolicyDocument: encodeURIComponent(trust),
      InstanceProfileList: [{ InstanceProfileName: 'Prof', Roles: [{ RoleName: 'Rolf' }] }],
      RolePolicyList: [{ PolicyName: 'in' }],
      AttachedManagedPolicies: [],
      Tags: [],
      RoleLastUsed: {},
    },
  ]);
  expect(all.Policies).toMatchObject([
    {
      Arn: own,
      PermissionsBoundaryUsageCount: 1,
      AttachmentCount: 0,
      PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true }],
    },
    { Arn: readOnly, AttachmentCount: 1 },
  ]);
  const shown = all.Policies?.[0]?.PolicyVersionList?.[0]?.Document ?? '';
  expect(decodeURIComponent(shown)).toBe(document);
});

test('filters', async () => {
  expect(await details({ Filter: ['Role', 'LocalManagedPolicy'] })).toMatchObject({
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [{ RoleName: 'Rolf' }],
    Policies: [{ Arn: own }],
  });
  const aws = await details({ Filter: ['AWSManagedPolicy'] });
  expect(aws.Policies?.map(({ Arn }) => Arn)).toEqual([readOnly]);
  await expect(details({ Filter: ['Robot'] })).rejects.toMatchObject({ Code: 'ValidationError' });
});

test.each([1, 2, 3, 4, 5])('pages over everything, %i at a time', async (MaxItems) => {
  const names: (string | undefined)[] = [];
  let Marker: string | undefined;
  do {
    const page = await details({ MaxItems, ...(Marker && { Marker }) });
    const found = [
      ...(page.UserDetailList ?? []).map((user) => user.UserName),
      ...(page.GroupDetailList ?? []).map((group) => group.GroupName),
      ...(page.RoleDetailList ?? []).map((role) => role.RoleName),
      ...(page.Policies ?? []).map((policy) => policy.PolicyName),
    ];
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(MaxItems);
    names.push(...found);
    Marker = page.Marker;
  } while (Marker !== undefined);
  expect(names).toEqual(['Una', 'Uwe', 'Gang', 'Rolf', 'Own', 'ReadOnlyAccess']);
});

test('refuses a marker of another listing and callers without permission', async () => {
  const Marker = Buffer.from('1:nowhere').toString('base64url');
  await expect(details({ Marker })).rejects.toMatchObject({ Code: 'ValidationError' });
  const stranger = await addUser(server, 'stranger');
  const command = new GetAccountAuthorizationDetailsCommand({});
  await expect(stranger.iam.send(command)).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: expect.stringContaining('perform: iam:GetAccountAuthorizationDetails on resource: *'),
  });
  expect(server.loggedErrors).toEqual([]);
});
