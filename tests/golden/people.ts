/**
 * Everyone of the golden table: the tutorial after it was performed, a member account below an SCP,
 * an account of nobody's organization, and the kinds of sessions.
 */
import {
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import { IAMClient } from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand as CreateControlPolicyCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { runStory } from '../../packages/cli/src/tutorial/run.ts';
import { assembleCast } from '../../packages/cli/src/tutorial/cast.ts';
import type { TestClients } from '../../packages/server/test/harness.ts';
import { addAccount } from '../../packages/server/test/s3.ts';
import type { World } from '../scenarios/world.ts';
import {
  allow,
  assume,
  development,
  newKey,
  newUser,
  policy,
  production,
  session,
} from '../scenarios/world.ts';

export const sandbox = '555555555555';

export type Clients = Pick<TestClients, 'iam' | 'sts' | 's3' | 'organizations'>;

export interface Person {
  /** At the head of the column. */
  readonly mark: string;
  readonly name: string;
  readonly clients: Clients;
  /** The account whose users, roles … the rows on the caller's own account are about. */
  readonly accountId: string;
  /** Who can be simulated, and who may ask for it. */
  readonly simulated?: { readonly arn: string; readonly by: TestClients };
}

const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess';
const powerUserAccess = 'arn:aws:iam::aws:policy/PowerUserAccess';

async function performTutorial(world: World): Promise<void> {
  const profiles: Readonly<Record<string, TestClients>> = {
    root: world,
    'development-admin': world.developmentAdmin,
    'production-admin': world.productionAdmin,
    david: world.david,
    theresa: world.theresa,
  };
  const cast = await assembleCast(world.endpoint, (name) => {
    const clients = profiles[name];
    return clients && { name, ...clients.credentials };
  });
  const lines: string[] = [];
  const good = await runStory(cast, (line) => lines.push(line));
  if (!good) throw new Error(lines.join('\n'));
}

const arnIn = (accountId: string, end: string): string => `arn:aws:iam::${accountId}:${end}`;

async function attachedUser(
  world: World,
  admin: TestClients,
  user: { readonly name: string; readonly policyArn: string },
): Promise<TestClients> {
  const { name: UserName, policyArn: PolicyArn } = user;
  await admin.iam.send(new CreateUserCommand({ UserName }));
  await admin.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  return world.clientsFor(await newKey(admin, UserName));
}

/** An account in an OU whose SCP takes some of IAM and the deletion of objects away. */
async function sandboxAdmin(world: World): Promise<TestClients> {
  const { organizations } = world.managementAdmin;
  await organizations.send(
    new CreateAccountCommand({
      AccountName: 'Sandbox',
      Email: 'sandbox@example.com',
      Tags: [{ Key: 'hallpass:account-id', Value: sandbox }],
    }),
  );
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const rootId = Roots?.[0]?.Id ?? '';
  const { OrganizationalUnit: unit } = await organizations.send(
    new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: 'Sandboxes' }),
  );
  const reach = { RoleArn: arnIn(sandbox, 'role/OrganizationAccountAccessRole') };
  const access = await assume(world, world.managementAdmin, reach);
  const admin = await attachedUser(world, access, {
    name: 'Sandra',
    policyArn: administratorAccess,
  });
  const { Policy } = await organizations.send(
    new CreateControlPolicyCommand({
      Name: 'sandboxes',
      Description: '',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: policy({
        Effect: 'Deny',
        Action: ['iam:Create*', 'iam:Put*', 's3:DeleteObject'],
        Resource: '*',
      }),
    }),
  );
  const target = { PolicyId: Policy?.PolicySummary?.Id, TargetId: unit?.Id };
  await organizations.send(new AttachPolicyCommand(target));
  const move = { SourceParentId: rootId, DestinationParentId: unit?.Id };
  await organizations.send(new MoveAccountCommand({ AccountId: sandbox, ...move }));
  return admin;
}

/** An administrator whose boundary leaves reading S3 and assuming roles. */
async function boundedUser(world: World): Promise<TestClients> {
  const { iam } = world.developmentAdmin;
  const clients = await attachedUser(world, world.developmentAdmin, {
    name: 'Bounded',
    policyArn: administratorAccess,
  });
  const { Policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'boundary',
      PolicyDocument: policy(allow(['s3:Get*', 's3:List*', 'sts:AssumeRole'])),
    }),
  );
  await iam.send(
    new PutUserPermissionsBoundaryCommand({
      UserName: 'Bounded',
      PermissionsBoundary: Policy?.Arn,
    }),
  );
  return clients;
}

const unsigned = { sign: async <T>(request: T): Promise<T> => request };

function anonymousClients(world: World): Clients {
  const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
  const config = {
    endpoint: world.endpoint,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
    signer: unsigned as never,
  };
  return {
    iam: new IAMClient(config),
    sts: new STSClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    organizations: new OrganizationsClient(config),
  };
}

async function sessions(world: World): Promise<readonly Person[]> {
  const { sts } = world.david;
  const federated = await sts.send(
    new GetFederationTokenCommand({ Name: 'Fay', Policy: policy(allow(['s3:*', 'sts:*'])) }),
  );
  const token = await sts.send(new GetSessionTokenCommand({}));
  const role = arnIn(production, 'role/UpdateApp');
  const switched = await sts.send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'David' }),
  );
  const own = { accountId: development };
  return [
    {
      mark: 'UpdateApp',
      name: 'David in the role UpdateApp of Production',
      clients: session(world, switched.Credentials),
      accountId: production,
      simulated: { arn: role, by: world.productionAdmin },
    },
    {
      ...own,
      mark: 'federated',
      name: "a federated user by David's GetFederationToken, with a session policy for S3 and STS",
      clients: session(world, federated.Credentials),
    },
    {
      ...own,
      mark: 'token',
      name: "David with GetSessionToken's credentials, without MFA",
      clients: session(world, token.Credentials),
    },
  ];
}

export async function gatherPeople(world: World): Promise<readonly Person[]> {
  await performTutorial(world);
  const { accountId: strangerId, ...strangerRoot } = await addAccount(world);
  const stranger = await attachedUser(world, strangerRoot, {
    name: 'Stranger',
    policyArn: administratorAccess,
  });
  const sandra = await sandboxAdmin(world);
  const inDevelopment = (
    mark: string,
    user: string,
    name: string,
    clients: TestClients,
  ): Person => ({
    mark,
    name,
    clients,
    accountId: development,
    simulated: { arn: arnIn(development, `user/${user}`), by: world.developmentAdmin },
  });
  const paula = await attachedUser(world, world.developmentAdmin, {
    name: 'Paula',
    policyArn: powerUserAccess,
  });
  const nobody = await newUser(world, world.developmentAdmin, { name: 'Nora' });
  return [
    {
      mark: 'root',
      name: 'the root user of the management account',
      clients: world,
      accountId: world.accountId,
    },
    inDevelopment('admin', 'Administrator', "Development's administrator", world.developmentAdmin),
    inDevelopment('power', 'Paula', 'a power user of Development', paula),
    inDevelopment('David', 'David', 'David, a developer, as himself', world.david),
    inDevelopment('Theresa', 'Theresa', 'Theresa, a tester', world.theresa),
    inDevelopment('newcomer', 'Nora', 'a newcomer in Development without policies', nobody),
    inDevelopment(
      'bounded',
      'Bounded',
      'an administrator in Development whose boundary leaves s3:Get*, s3:List* and sts:AssumeRole',
      await boundedUser(world),
    ),
    ...(await sessions(world)),
    {
      mark: 'sandbox',
      name: 'an administrator of a member account whose SCP denies iam:Create*, iam:Put* and s3:DeleteObject',
      clients: sandra,
      accountId: sandbox,
      simulated: { arn: arnIn(sandbox, 'user/Sandra'), by: sandra },
    },
    {
      mark: 'stranger',
      name: 'an administrator of an account outside the organization',
      clients: stranger,
      accountId: strangerId,
      simulated: { arn: arnIn(strangerId, 'user/Stranger'), by: strangerRoot },
    },
    {
      mark: 'anonymous',
      name: 'nobody: requests without signature',
      clients: anonymousClients(world),
      accountId: production,
    },
  ];
}
