/** Organizations end to end: the tree, accounts, policies and their effect on the next request. */
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  AttachUserPolicyCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreateAccountCommand,
  CreateOrganizationCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand,
  DeleteOrganizationCommand,
  DeleteOrganizationalUnitCommand,
  DeletePolicyCommand,
  DescribeAccountCommand,
  DescribeCreateAccountStatusCommand,
  DescribeOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListChildrenCommand,
  ListCreateAccountStatusCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  ListTargetsForPolicyCommand,
  MoveAccountCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateOrganizationalUnitCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestClients, TestServer } from '../../../test/harness.ts';
import { startTestServer } from '../../../test/harness.ts';

const memberId = '111111111111';

async function administrator(server: TestServer): Promise<TestClients> {
  await server.iam.send(new CreateUserCommand({ UserName: 'Admin' }));
  await server.iam.send(
    new AttachUserPolicyCommand({
      UserName: 'Admin',
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    }),
  );
  const { AccessKey } = await server.iam.send(new CreateAccessKeyCommand({ UserName: 'Admin' }));
  return server.clientsFor({
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  });
}

describe('Organizations', () => {
  let server: TestServer;
  let rootId: string;
  let member: TestClients;

  beforeAll(async () => {
    server = await startTestServer();
  });

  const send: TestServer['organizations']['send'] = (command: never) =>
    server.organizations.send(command);

  it('refuses accounts outside any organization', async () => {
    await expect(send(new DescribeOrganizationCommand({}))).rejects.toMatchObject({
      name: 'AWSOrganizationsNotInUseException',
      message: 'Your account is not a member of an organization.',
    });
  });

  it('makes an organization with a root and FullAWSAccess', async () => {
    const { Organization } = await send(new CreateOrganizationCommand({}));
    expect(Organization).toMatchObject({ FeatureSet: 'ALL', MasterAccountId: server.accountId });
    expect(Organization?.Id).toMatch(/^o-[a-z0-9]{10}$/);
    const { Roots } = await send(new ListRootsCommand({}));
    rootId = Roots?.[0]?.Id ?? '';
    expect(Roots?.[0]?.PolicyTypes).toEqual([
      { Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' },
    ]);
    await expect(send(new CreateOrganizationCommand({}))).rejects.toMatchObject({
      name: 'AlreadyInOrganizationException',
    });
  });

  it('creates a member with the id asked for, and the role that reaches it', async () => {
    const { CreateAccountStatus: status } = await send(
      new CreateAccountCommand({
        AccountName: 'Development',
        Email: 'development@example.com',
        Tags: [
          { Key: 'hallpass:account-id', Value: memberId },
          { Key: 'team', Value: 'dev' },
        ],
      }),
    );
    expect(status?.State).toBe('IN_PROGRESS');
    const { CreateAccountStatus: done } = await send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: status?.Id }),
    );
    expect(done).toMatchObject({ State: 'SUCCEEDED', AccountId: memberId });
    const admin = await administrator(server);
    const { Credentials } = await admin.sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${memberId}:role/OrganizationAccountAccessRole`,
        RoleSessionName: 'admin',
      }),
    );
    member = server.clientsFor({
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
    await expect(member.iam.send(new ListUsersCommand({}))).resolves.toMatchObject({ Users: [] });
    const { Tags } = await send(new ListTagsForResourceCommand({ ResourceId: memberId }));
    expect(Tags).toEqual([{ Key: 'team', Value: 'dev' }]);
  });

  it.each([
    ['12345', 'InvalidInputException'],
    [memberId, 'InvalidInputException'],
  ])('refuses the account id %s', async (id, name) => {
    const call = send(
      new CreateAccountCommand({
        AccountName: 'X',
        Email: 'x@example.com',
        Tags: [{ Key: 'hallpass:account-id', Value: id }],
      }),
    );
    await expect(call).rejects.toMatchObject({ name });
  });

  it('tells by status that an e-mail address is taken', async () => {
    const { CreateAccountStatus: status } = await send(
      new CreateAccountCommand({ AccountName: 'X', Email: 'development@example.com' }),
    );
    const { CreateAccountStatus: done } = await send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: status?.Id }),
    );
    expect(done).toMatchObject({ State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' });
    const { CreateAccountStatuses: failed } = await send(
      new ListCreateAccountStatusCommand({ States: ['FAILED'] }),
    );
    expect(failed?.map(({ Id }) => Id)).toEqual([status?.Id]);
  });

  it('lets members look, but not manage', async () => {
    await expect(
      member.organizations.send(new DescribeOrganizationCommand({})),
    ).resolves.toBeDefined();
    await expect(member.organizations.send(new ListAccountsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  it('lists accounts', async () => {
    const { Accounts } = await send(new ListAccountsCommand({}));
    expect(Accounts?.map((account) => account.Id)).toEqual([memberId, server.accountId].toSorted());
    const { Account } = await send(new DescribeAccountCommand({ AccountId: memberId }));
    expect(Account).toMatchObject({ Status: 'ACTIVE', Name: 'Development' });
    await expect(
      send(new DescribeAccountCommand({ AccountId: '222222222222' })),
    ).rejects.toMatchObject({ name: 'AccountNotFoundException' });
  });

  it('moves an account under an SCP, with effect on the next request', async () => {
    const { OrganizationalUnit: unit } = await send(
      new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: 'Locked' }),
    );
    const { Policy } = await send(
      new CreatePolicyCommand({
        Name: 'NoIam',
        Description: '',
        Type: 'SERVICE_CONTROL_POLICY',
        Content: JSON.stringify({
          Version: '2012-10-17',
          Statement: { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
        }),
      }),
    );
    const { Id: policyId, Arn: policyArn } = Policy?.PolicySummary ?? {};
    await send(new AttachPolicyCommand({ PolicyId: policyId, TargetId: unit?.Id }));
    await expect(member.iam.send(new ListUsersCommand({}))).resolves.toBeDefined();
    const move = { AccountId: memberId, SourceParentId: rootId, DestinationParentId: unit?.Id };
    await send(new MoveAccountCommand(move));
    await expect(member.iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringMatching(
        `with an explicit deny in a service control policy: ${policyArn}$`,
      ),
    });
    expect((await send(new ListTargetsForPolicyCommand({ PolicyId: policyId }))).Targets).toEqual([
      expect.objectContaining({ TargetId: unit?.Id, Type: 'ORGANIZATIONAL_UNIT' }),
    ]);
    await send(new DetachPolicyCommand({ PolicyId: policyId, TargetId: unit?.Id }));
    await expect(member.iam.send(new ListUsersCommand({}))).resolves.toBeDefined();
    await expect(
      send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: unit?.Id })),
    ).rejects.toMatchObject({ name: 'OrganizationalUnitNotEmptyException' });
    await send(
      new MoveAccountCommand({ ...move, SourceParentId: unit?.Id, DestinationParentId: rootId }),
    );
    await send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: unit?.Id }));
    await send(new DeletePolicyCommand({ PolicyId: policyId }));
  });

  it('keeps one SCP on every node', async () => {
    const detach = send(
      new DetachPolicyCommand({ PolicyId: 'p-FullAWSAccess', TargetId: memberId }),
    );
    await expect(detach).rejects.toMatchObject({
      name: 'ConstraintViolationException',
      Reason: 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    });
  });

  it('keeps the tree: children, parents, names', async () => {
    const { OrganizationalUnit: unit } = await send(
      new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: 'A' }),
    );
    const again = send(new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: 'A' }));
    await expect(again).rejects.toMatchObject({ name: 'DuplicateOrganizationalUnitException' });
    await send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId: unit?.Id, Name: 'B' }));
    const described = await send(
      new DescribeOrganizationalUnitCommand({ OrganizationalUnitId: unit?.Id }),
    );
    expect(described.OrganizationalUnit).toMatchObject({ Id: unit?.Id, Name: 'B' });
    const { OrganizationalUnits: units } = await send(
      new ListOrganizationalUnitsForParentCommand({ ParentId: rootId }),
    );
    expect(units?.map((one) => one.Name)).toEqual(['B']);
    const { Children } = await send(
      new ListChildrenCommand({ ParentId: rootId, ChildType: 'ORGANIZATIONAL_UNIT' }),
    );
    expect(Children).toEqual([{ Id: unit?.Id, Type: 'ORGANIZATIONAL_UNIT' }]);
    const { Parents } = await send(new ListParentsCommand({ ChildId: unit?.Id }));
    expect(Parents).toEqual([{ Id: rootId, Type: 'ROOT' }]);
    const { Accounts } = await send(new ListAccountsForParentCommand({ ParentId: rootId }));
    expect(Accounts).toHaveLength(2);
    let parentId = unit?.Id;
    for (const name of ['2', '3', '4', '5']) {
      const { OrganizationalUnit: child } = await send(
        new CreateOrganizationalUnitCommand({ ParentId: parentId, Name: name }),
      );
      parentId = child?.Id;
    }
    const tooDeep = send(new CreateOrganizationalUnitCommand({ ParentId: parentId, Name: '6' }));
    await expect(tooDeep).rejects.toMatchObject({ Reason: 'OU_DEPTH_LIMIT_EXCEEDED' });
  });

  it('manages policies and their types', async () => {
    const type = 'SERVICE_CONTROL_POLICY';
    const bad = send(
      new CreatePolicyCommand({ Name: 'bad', Description: '', Type: type, Content: '{"a":' }),
    );
    await expect(bad).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
    const content = '{"Version":"2012-10-17","Statement":[]}';
    const allowAll = content.replace('[]', '{"Effect":"Allow","Action":"*","Resource":"*"}');
    const { Policy } = await send(
      new CreatePolicyCommand({ Name: 'ok', Description: 'd', Type: type, Content: allowAll }),
    );
    const id = Policy?.PolicySummary?.Id;
    await send(new UpdatePolicyCommand({ PolicyId: id, Name: 'better' }));
    const described = await send(new DescribePolicyCommand({ PolicyId: id }));
    expect(described.Policy).toMatchObject({
      PolicySummary: { Name: 'better' },
      Content: allowAll,
    });
    const { Policies } = await send(new ListPoliciesCommand({ Filter: type }));
    expect(Policies?.map((policy) => policy.Name)).toEqual(
      expect.arrayContaining(['FullAWSAccess', 'better']),
    );
    await send(new TagResourceCommand({ ResourceId: id, Tags: [{ Key: 'a', Value: '1' }] }));
    await send(new UntagResourceCommand({ ResourceId: id, TagKeys: ['A'] }));
    expect((await send(new ListTagsForResourceCommand({ ResourceId: id }))).Tags).toEqual([]);
    await send(
      new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: 'RESOURCE_CONTROL_POLICY' }),
    );
    const onMember = await send(
      new ListPoliciesForTargetCommand({ TargetId: memberId, Filter: 'RESOURCE_CONTROL_POLICY' }),
    );
    expect(onMember.Policies?.map((policy) => policy.Name)).toEqual(['RCPFullAWSAccess']);
    await send(new DisablePolicyTypeCommand({ RootId: rootId, PolicyType: type }));
    const disabled = send(new AttachPolicyCommand({ PolicyId: id, TargetId: memberId }));
    await expect(disabled).rejects.toMatchObject({ name: 'PolicyTypeNotEnabledException' });
  });

  it('is not deleted while it has members', async () => {
    await expect(send(new DeleteOrganizationCommand({}))).rejects.toMatchObject({
      name: 'OrganizationNotEmptyException',
    });
    expect(server.loggedErrors).toEqual([]);
  });
});
