import type { ServiceLastAccessed } from '@aws-sdk/client-iam';
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GenerateServiceLastAccessedDetailsCommand,
  GetRoleCommand,
  GetServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsWithEntitiesCommand,
  ListPoliciesGrantingServiceAccessCommand,
  ListUsersCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow, grant, noSuchEntity, refusal } from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam, accountId, clock } = server;

const arnOf = (what: string): string => `arn:aws:iam::${accountId}:${what}`;
const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allowing = (...Action: readonly string[]): object => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
});

const una = await addUser(server, 'una');
const ulf = await addUser(server, 'ulf');
await iam.send(
  new PutUserPolicyCommand({
    UserName: 'una',
    PolicyName: 'own',
    PolicyDocument: document(allowing('s3:*', 'sts:GetCallerIdentity')),
  }),
);
await iam.send(new CreateGroupCommand({ GroupName: 'gang', Path: '/teams/' }));
for (const UserName of ['una', 'ulf']) {
  await iam.send(new AddUserToGroupCommand({ GroupName: 'gang', UserName }));
}
await iam.send(
  new PutGroupPolicyCommand({
    GroupName: 'gang',
    PolicyName: 'look',
    PolicyDocument: document(allowing('iam:List*', 'ec2:*')),
  }),
);
const { Policy: policy } = await iam.send(
  new CreatePolicyCommand({ PolicyName: 'store', PolicyDocument: document(allowing('s3:*')) }),
);
const policyArn = policy?.Arn ?? '';
await iam.send(new AttachGroupPolicyCommand({ GroupName: 'gang', PolicyArn: policyArn }));
await iam.send(new AttachUserPolicyCommand({ UserName: 'una', PolicyArn: policyArn }));

async function report(
  Arn: string,
  Granularity: 'SERVICE_LEVEL' | 'ACTION_LEVEL' = 'SERVICE_LEVEL',
): Promise<readonly ServiceLastAccessed[]> {
  const { JobId } = await iam.send(
    new GenerateServiceLastAccessedDetailsCommand({ Arn, Granularity }),
  );
  expect(JobId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const details = await iam.send(new GetServiceLastAccessedDetailsCommand({ JobId }));
  expect(details).toMatchObject({
    JobStatus: 'COMPLETED',
    JobType: Granularity,
    IsTruncated: false,
    JobCreationDate: expect.any(Date),
    JobCompletionDate: expect.any(Date),
  });
  return details.ServicesLastAccessed ?? [];
}

const of = (services: readonly ServiceLastAccessed[], namespace: string): object | undefined =>
  services.find((one) => one.ServiceNamespace === namespace);

test('a report lists what the policies grant, used or not', async () => {
  const fresh = await report(arnOf('user/una'));
  expect(fresh.map((one) => one.ServiceNamespace)).toEqual(['ec2', 'iam', 's3', 'sts']);
  expect(fresh[0]).toEqual({
    ServiceName: 'Amazon EC2',
    ServiceNamespace: 'ec2',
    TotalAuthenticatedEntities: 0,
  });
  expect(fresh[1]?.ServiceName).toBe('AWS Identity and Access Management');
});

test('uses are noted, whether allowed or not, and survive being written', async () => {
  await una.s3.send(new CreateBucketCommand({ Bucket: 'una-was-here' }));
  await una.s3.send(new PutObjectCommand({ Bucket: 'una-was-here', Key: 'k', Body: 'v' }));
  await una.sts.send(new GetCallerIdentityCommand({}));
  await una.iam.send(new ListUsersCommand({}));
  await expect(
    una.iam.send(new CreateGroupCommand({ GroupName: 'forbidden' })),
  ).rejects.toMatchObject({ name: 'AccessDenied' });
  const expected = {
    ServiceName: 'Amazon S3',
    ServiceNamespace: 's3',
    LastAuthenticated: expect.any(Date),
    LastAuthenticatedEntity: arnOf('user/una'),
    LastAuthenticatedRegion: 'us-east-1',
    TotalAuthenticatedEntities: 1,
  };
  expect(of(await report(arnOf('user/una')), 's3')).toEqual(expected);
  await server.server.state.serviceAccess.flush();
  expect(of(await report(arnOf('user/una')), 's3')).toEqual(expected);
  const actions = await report(arnOf('user/una'), 'ACTION_LEVEL');
  const used = (namespace: string) =>
    actions
      .find((one) => one.ServiceNamespace === namespace)
      ?.TrackedActionsLastAccessed?.filter((one) => one.LastAccessedTime !== undefined)
      .map((one) => one.ActionName);
  expect(used('s3')).toEqual(['CreateBucket']);
  expect(used('iam')).toEqual(['ListUsers']);
  expect(used('sts')).toEqual(['GetCallerIdentity']);
  expect(of(actions, 'ec2')).not.toHaveProperty('TrackedActionsLastAccessed');
  const s3 = actions.find((one) => one.ServiceNamespace === 's3')?.TrackedActionsLastAccessed;
  const names = s3?.map((one) => one.ActionName) ?? [];
  const iamActions = actions.find((one) => one.ServiceNamespace === 'iam');
  const iamNames = iamActions?.TrackedActionsLastAccessed?.map((one) => one.ActionName) ?? [];
  expect(iamNames.length).toBeGreaterThan(20);
  expect(iamNames.filter((name = '') => !name.startsWith('List'))).toEqual([]);
  expect(names).toContain('PutBucketPolicy');
  for (const data of ['GetObject', 'PutObject', 'ListBucket']) expect(names).not.toContain(data);
});

test('groups and policies count those who use them', async () => {
  clock.advance(60_000);
  await ulf.s3.send(new ListBucketsCommand({}));
  const last = { LastAuthenticatedEntity: arnOf('user/ulf'), TotalAuthenticatedEntities: 2 };
  expect(of(await report(arnOf('group/teams/gang')), 's3')).toMatchObject(last);
  const ofPolicy = await report(policyArn);
  expect(ofPolicy.map((one) => one.ServiceNamespace)).toEqual(['s3']);
  expect(ofPolicy[0]).toMatchObject(last);
  const { JobId } = await iam.send(
    new GenerateServiceLastAccessedDetailsCommand({ Arn: policyArn }),
  );
  const query = { JobId, ServiceNamespace: 's3', MaxItems: 1 };
  const first = await iam.send(new GetServiceLastAccessedDetailsWithEntitiesCommand(query));
  expect(first).toMatchObject({
    JobStatus: 'COMPLETED',
    IsTruncated: true,
    EntityDetailsList: [
      {
        EntityInfo: {
          Arn: arnOf('user/ulf'),
          Name: 'ulf',
          Type: 'USER',
          Id: expect.stringMatching(/^AIDA/),
          Path: '/',
        },
        LastAuthenticated: expect.any(Date),
      },
    ],
  });
  const second = await iam.send(
    new GetServiceLastAccessedDetailsWithEntitiesCommand({ ...query, Marker: first.Marker }),
  );
  expect(second.EntityDetailsList?.map((one) => one.EntityInfo?.Name)).toEqual(['una']);
  expect(second.IsTruncated).toBe(false);
  const other = { JobId, ServiceNamespace: 'ec2' };
  await expect(
    iam.send(new GetServiceLastAccessedDetailsWithEntitiesCommand(other)),
  ).rejects.toMatchObject(
    noSuchEntity(`The service namespace ec2 is not in the report of job ${JobId}.`),
  );
});

test('sessions of a role are the role, and what is older than 400 days is no use', async () => {
  const role = { RoleName: 'rolf', Path: '/deep/' };
  await iam.send(
    new CreateRoleCommand({
      ...role,
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { AWS: accountId },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'rolf',
      PolicyName: 'most',
      PolicyDocument: document({
        Effect: 'Allow',
        NotAction: ['iam:*', 'ec2:Run*'],
        Resource: '*',
      }),
    }),
  );
  const ursula = await addUser(server, 'ursula', [allow('sts:AssumeRole')]);
  const RoleArn = arnOf('role/deep/rolf');
  const { Credentials: taken } = await ursula.sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' }),
  );
  const session = server.clientsFor({
    accessKeyId: taken?.AccessKeyId ?? '',
    secretAccessKey: taken?.SecretAccessKey ?? '',
    sessionToken: taken?.SessionToken ?? '',
  });
  await session.s3.send(new ListBucketsCommand({}));
  const { JobId } = await iam.send(new GenerateServiceLastAccessedDetailsCommand({ Arn: RoleArn }));
  const seen: ServiceLastAccessed[] = [];
  let Marker: string | undefined;
  do {
    const page = await iam.send(
      new GetServiceLastAccessedDetailsCommand({ JobId, MaxItems: 150, Marker }),
    );
    seen.push(...(page.ServicesLastAccessed ?? []));
    Marker = page.Marker;
  } while (Marker !== undefined);
  expect(seen.length).toBeGreaterThan(300);
  expect(of(seen, 'iam')).toBeUndefined();
  expect(of(seen, 'ec2')).toBeDefined();
  expect(of(seen, 's3')).toMatchObject({ LastAuthenticatedEntity: RoleArn });
  expect(of(await report(arnOf('user/ursula')), 'sts')).toMatchObject({
    LastAuthenticatedEntity: arnOf('user/ursula'),
  });
  clock.advance(401 * 24 * 3_600_000);
  expect(of(await report(arnOf('user/una')), 's3')).not.toHaveProperty('LastAuthenticated');
  const { metadata, serviceAccess } = server.server.state;
  await serviceAccess.flush();
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'rolf' }));
  const noted = () => metadata.read((tx) => serviceAccess.of(tx, Role?.RoleId ?? ''));
  expect([...(await noted()).keys()]).toEqual(['s3:ListAllMyBuckets']);
  await iam.send(new DeleteRolePolicyCommand({ RoleName: 'rolf', PolicyName: 'most' }));
  await iam.send(new DeleteRoleCommand({ RoleName: 'rolf' }));
  expect([...(await noted()).keys()]).toEqual([]);
});

test('lists the policies that grant a service', async () => {
  const { PoliciesGrantingServiceAccess: lists, IsTruncated } = await iam.send(
    new ListPoliciesGrantingServiceAccessCommand({
      Arn: arnOf('user/una'),
      ServiceNamespaces: ['s3', 'ec2', 'lambda'],
    }),
  );
  expect(IsTruncated).toBe(false);
  expect(lists).toEqual([
    {
      ServiceNamespace: 'ec2',
      Policies: [
        { PolicyName: 'look', PolicyType: 'INLINE', EntityType: 'GROUP', EntityName: 'gang' },
      ],
    },
    { ServiceNamespace: 'lambda', Policies: [] },
    {
      ServiceNamespace: 's3',
      Policies: [
        { PolicyName: 'own', PolicyType: 'INLINE', EntityType: 'USER', EntityName: 'una' },
        { PolicyName: 'store', PolicyType: 'MANAGED', PolicyArn: policyArn },
      ],
    },
  ]);
  await expect(
    iam.send(
      new ListPoliciesGrantingServiceAccessCommand({ Arn: policyArn, ServiceNamespaces: ['s3'] }),
    ),
  ).rejects.toMatchObject(refusal('InvalidInput', 400, `ARN ${policyArn} is not valid.`));
});

test('what is not there, and what is not one’s own', async () => {
  const generate = (Arn: string, clients = server as Pick<typeof server, 'iam'>) =>
    clients.iam.send(new GenerateServiceLastAccessedDetailsCommand({ Arn }));
  await expect(generate(arnOf('role/nobody'))).rejects.toMatchObject(
    noSuchEntity('The role with name nobody cannot be found.'),
  );
  await expect(generate(arnOf('group/gang'))).rejects.toMatchObject(
    noSuchEntity('The group with name gang cannot be found.'),
  );
  await expect(generate(arnOf('policy/nothing'))).rejects.toMatchObject(
    noSuchEntity(`Policy ${arnOf('policy/nothing')} was not found.`),
  );
  await expect(generate(arnOf('mfa/nothing'))).rejects.toMatchObject(
    refusal('InvalidInput', 400, `ARN ${arnOf('mfa/nothing')} is not valid.`),
  );
  const { JobId } = await generate(arnOf('user/una'));
  await grant(server, 'ulf', [allow('iam:Get*', 'iam:Generate*')]);
  await expect(
    ulf.iam.send(new GetServiceLastAccessedDetailsCommand({ JobId })),
  ).rejects.toMatchObject(noSuchEntity(`The job with ID ${JobId} cannot be found.`));
  await expect(generate(arnOf('user/una'), una)).rejects.toMatchObject({
    name: 'AccessDenied',
    message: expect.stringContaining(
      `not authorized to perform: iam:GenerateServiceLastAccessedDetails on resource: ${arnOf('user/una')}`,
    ),
  });
});
