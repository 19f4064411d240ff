/** The simulator, through the real client: what it says is what the server then does. */
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetContextKeysForPrincipalPolicyCommand,
  PutGroupPolicyCommand,
  PutUserPolicyCommand,
  SimulateCustomPolicyCommand,
  SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../../test/harness.ts';
import { startTestServer } from '../../../test/harness.ts';

const policy = (...statements: object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allowGet = policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' });
const denyAll = policy({ Effect: 'Deny', Action: '*', Resource: '*' });

describe('the policy simulator', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });

  const custom = async (input: Partial<SimulateCustomPolicyCommand['input']>) =>
    server.iam.send(
      new SimulateCustomPolicyCommand({
        PolicyInputList: [allowGet],
        ActionNames: ['s3:GetObject'],
        ...input,
      }),
    );

  it('decides each action on each resource, with the matching statement and its position', async () => {
    const { EvaluationResults, IsTruncated } = await custom({
      ActionNames: ['s3:GetObject', 's3:PutObject'],
      ResourceArns: ['arn:aws:s3:::b/key', 'arn:aws:s3:::other/key'],
    });
    expect(IsTruncated).toBe(false);
    expect(EvaluationResults?.map((result) => result.EvalDecision)).toEqual([
      'allowed',
      'implicitDeny',
      'implicitDeny',
      'implicitDeny',
    ]);
    expect(EvaluationResults?.[0]).toMatchObject({
      EvalActionName: 's3:GetObject',
      EvalResourceName: 'arn:aws:s3:::b/key',
      MatchedStatements: [
        {
          SourcePolicyId: 'PolicyInputList.1',
          SourcePolicyType: 'none',
          StartPosition: { Line: 1, Column: 38 },
        },
      ],
      ResourceSpecificResults: [{ EvalResourceDecision: 'allowed' }],
    });
  });

  it('shows an explicit deny, a boundary and SCPs', async () => {
    const arns = { ResourceArns: ['arn:aws:s3:::b/key'] };
    const denied = await custom({ ...arns, PolicyInputList: [allowGet, denyAll] });
    expect(denied.EvaluationResults?.[0]).toMatchObject({
      EvalDecision: 'explicitDeny',
      MatchedStatements: [{ SourcePolicyId: 'PolicyInputList.2' }],
    });
    const bounded = await custom({
      ...arns,
      PermissionsBoundaryPolicyInputList: [allowGet.replace('Get', 'Put')],
    });
    expect(bounded.EvaluationResults?.[0]).toMatchObject({
      EvalDecision: 'implicitDeny',
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    });
    const controlled = await custom({
      ...arns,
      OrderedOrganizationPolicyInputList: [{ ServiceControlPolicyInputList: [denyAll] }],
    });
    expect(controlled.EvaluationResults?.[0]).toMatchObject({
      EvalDecision: 'explicitDeny',
      OrganizationsDecisionDetail: { AllowedByOrganizations: false },
    });
  });

  it('tells which condition keys were not given, and takes them', async () => {
    const conditioned = policy({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: '*',
      Condition: {
        IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
        'ForAnyValue:StringEquals': { 'aws:TagKeys': ['a'] },
      },
    });
    const without = await custom({ PolicyInputList: [conditioned] });
    expect(without.EvaluationResults?.[0]).toMatchObject({
      EvalDecision: 'implicitDeny',
      MissingContextValues: expect.arrayContaining(['aws:SourceIp', 'aws:TagKeys']),
    });
    const given = await custom({
      PolicyInputList: [conditioned],
      ContextEntries: [
        {
          ContextKeyName: 'aws:SourceIp',
          ContextKeyType: 'ip',
          ContextKeyValues: ['10.1.2.3'],
        },
        {
          ContextKeyName: 'aws:TagKeys',
          ContextKeyType: 'stringList',
          ContextKeyValues: ['b', 'a'],
        },
      ],
    });
    expect(given.EvaluationResults?.[0]?.EvalDecision).toBe('allowed');
  });

  it('pages', async () => {
    const ActionNames = ['s3:GetObject', 's3:PutObject', 's3:ListBucket'];
    const first = await custom({ ActionNames, MaxItems: 2 });
    expect(first).toMatchObject({ IsTruncated: true });
    const second = await custom({ ActionNames, MaxItems: 2, Marker: first.Marker });
    expect(second.EvaluationResults?.map((result) => result.EvalActionName)).toEqual([
      's3:ListBucket',
    ]);
  });

  it('refuses policies that are none, and a resource policy without caller', async () => {
    await expect(custom({ PolicyInputList: ['{'] })).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
    await expect(custom({ ResourcePolicy: denyAll })).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
    await expect(custom({ ActionNames: ['notAnAction'] })).rejects.toMatchObject({
      name: 'InvalidInputException',
    });
  });

  describe('of a principal', () => {
    const arn = (kindAndName: string) => `arn:aws:iam::${server.accountId}:${kindAndName}`;

    beforeAll(async () => {
      const { iam } = server;
      await iam.send(new CreateUserCommand({ UserName: 'David' }));
      await iam.send(new CreateGroupCommand({ GroupName: 'Developers' }));
      await iam.send(new AddUserToGroupCommand({ UserName: 'David', GroupName: 'Developers' }));
      await iam.send(
        new PutGroupPolicyCommand({
          GroupName: 'Developers',
          PolicyName: 'read',
          PolicyDocument: policy({
            Effect: 'Allow',
            Action: ['s3:GetObject', 'sts:AssumeRole'],
            Resource: '*',
            Condition: { StringEquals: { 'aws:username': 'David' } },
          }),
        }),
      );
      await iam.send(
        new CreateRoleCommand({
          RoleName: 'Closed',
          AssumeRolePolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: {
              Effect: 'Allow',
              Principal: { Service: 'ec2.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          }),
        }),
      );
    });

    const live = async (input: Partial<SimulatePrincipalPolicyCommand['input']>) =>
      server.iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: arn('user/David'),
          ActionNames: ['s3:GetObject'],
          ...input,
        }),
      );

    it('counts the policies of its groups, and knows its own keys', async () => {
      const { EvaluationResults } = await live({});
      expect(EvaluationResults?.[0]).toMatchObject({
        EvalDecision: 'allowed',
        MatchedStatements: [{ SourcePolicyId: 'group_Developers_read', SourcePolicyType: 'group' }],
        MissingContextValues: [],
      });
    });

    it('asks the trust policy too, as enforcement does', async () => {
      const { EvaluationResults } = await live({
        ActionNames: ['sts:AssumeRole'],
        ResourceArns: [arn('role/Closed')],
      });
      expect(EvaluationResults?.[0]?.EvalDecision).toBe('implicitDeny');
    });

    it('adds given policies, simulates groups and names the keys asked for', async () => {
      const denied = await live({ PolicyInputList: [denyAll] });
      expect(denied.EvaluationResults?.[0]?.EvalDecision).toBe('explicitDeny');
      const group = await live({
        PolicySourceArn: arn('group/Developers'),
        ContextEntries: [
          {
            ContextKeyName: 'aws:username',
            ContextKeyType: 'string',
            ContextKeyValues: ['David'],
          },
        ],
      });
      expect(group.EvaluationResults?.[0]?.EvalDecision).toBe('allowed');
      const { ContextKeyNames } = await server.iam.send(
        new GetContextKeysForPrincipalPolicyCommand({ PolicySourceArn: arn('user/David') }),
      );
      expect(ContextKeyNames).toEqual(['aws:username']);
    });

    it('refuses what is no principal', async () => {
      await expect(live({ PolicySourceArn: arn('user/Nobody') })).rejects.toMatchObject({
        name: 'NoSuchEntityException',
      });
      await expect(live({ PolicySourceArn: arn('policy/Nobody') })).rejects.toMatchObject({
        name: 'InvalidInputException',
      });
      await server.iam.send(
        new PutUserPolicyCommand({
          UserName: 'David',
          PolicyName: 'own',
          PolicyDocument: denyAll,
        }),
      );
      const { EvaluationResults } = await live({});
      expect(EvaluationResults?.[0]?.EvalDecision).toBe('explicitDeny');
    });
  });
});
