/** One thing of each kind, with a tag, and a caller who has every key that a caller can have. */
import {
  AddRoleToInstanceProfileCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  CreateUserCommand,
  PutRolePermissionsBoundaryCommand,
  PutUserPermissionsBoundaryCommand,
  CreateVirtualMFADeviceCommand,
} from '@aws-sdk/client-iam';
import {
  CreateOrganizationCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand as CreateControlPolicyCommand,
  ListRootsCommand,
  TagResourceCommand,
} from '@aws-sdk/client-organizations';
import { CreateBucketCommand, PutBucketTaggingCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { AuthenticatedCaller } from '../../packages/server/src/authenticate/caller.ts';
import { simulatedCaller } from '../../packages/server/src/authenticate/callers.ts';
import { findAccount } from '../../packages/server/src/data/accounts.ts';
import { findUser } from '../../packages/server/src/data/users.ts';
import type { TestServer } from '../../packages/server/test/harness.ts';
import { startTestServer } from '../../packages/server/test/harness.ts';
import { samlMetadata } from '../../packages/server/test/identity-providers.ts';

export interface SampleWorld {
  readonly server: TestServer;
  readonly caller: AuthenticatedCaller;
  readonly made: Readonly<Record<string, string>>;
}

const Tags = [{ Key: 'team', Value: 'a' }];
const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const policy = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statement });

async function makeIdentities({ iam, accountId }: TestServer): Promise<string> {
  await iam.send(new CreateUserCommand({ UserName: 'Sample', Tags }));
  await iam.send(new CreateGroupCommand({ GroupName: 'Sample' }));
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'Sample',
      Tags,
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Principal: { AWS: accountId },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  await iam.send(
    new CreatePolicyCommand({ PolicyName: 'Sample', Tags, PolicyDocument: policy(allow) }),
  );
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'Sample', Tags }));
  await iam.send(
    new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'Sample', RoleName: 'Sample' }),
  );
  await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'Sample', Tags }));
  const PermissionsBoundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  await iam.send(
    new PutUserPermissionsBoundaryCommand({ UserName: 'Sample', PermissionsBoundary }),
  );
  await iam.send(
    new PutRolePermissionsBoundaryCommand({ RoleName: 'Sample', PermissionsBoundary }),
  );
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'Sample' }));
  return AccessKey?.AccessKeyId ?? '';
}

async function makeProviders({ iam }: TestServer): Promise<void> {
  const Url = 'https://sample.example.com';
  const ThumbprintList = ['a'.repeat(40)];
  await iam.send(new CreateOpenIDConnectProviderCommand({ Url, ThumbprintList, Tags }));
  const SAMLMetadataDocument = samlMetadata();
  await iam.send(new CreateSAMLProviderCommand({ Name: 'Sample', SAMLMetadataDocument, Tags }));
}

async function makeTree({ organizations, accountId }: TestServer): Promise<Record<string, string>> {
  await organizations.send(new CreateOrganizationCommand({}));
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const root = Roots?.[0]?.Id ?? '';
  const { OrganizationalUnit } = await organizations.send(
    new CreateOrganizationalUnitCommand({ ParentId: root, Name: 'Sample', Tags }),
  );
  const { Policy } = await organizations.send(
    new CreateControlPolicyCommand({
      Name: 'Sample',
      Description: '',
      Type: 'SERVICE_CONTROL_POLICY',
      Content: policy(allow),
      Tags,
    }),
  );
  const made = {
    $root: root,
    $unit: OrganizationalUnit?.Id ?? '',
    $policy: Policy?.PolicySummary?.Id ?? '',
  };
  for (const ResourceId of [root, accountId]) {
    await organizations.send(new TagResourceCommand({ ResourceId, Tags }));
  }
  return made;
}

async function makeBucket({ s3 }: TestServer): Promise<void> {
  const Bucket = 'sample-bucket';
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: Tags } }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'sample', Body: 'a', Tagging: 'team=a' }));
}

async function callerOf({ server, accountId }: TestServer): Promise<AuthenticatedCaller> {
  return server.state.metadata.read(async (tx) => {
    const account = await findAccount(tx, accountId);
    const record = await findUser(tx, accountId, 'Sample');
    if (account === undefined || record === undefined) throw new Error('the world is not made');
    const nowMs = Date.now();
    return {
      ...simulatedCaller(account, { kind: 'user', record }),
      session: {
        kind: 'session-token' as const,
        accessKeyId: 'ASIASAMPLE',
        accountId,
        principalId: record.id,
        issuedAtMs: nowMs,
        expiresAtMs: nowMs + 3_600_000,
        sourceIdentity: 'Sample',
        federatedProvider: 'accounts.google.com',
        mfaAtMs: nowMs,
      },
    };
  });
}

export async function makeSampleWorld(): Promise<SampleWorld> {
  const server = await startTestServer();
  const $accessKey = await makeIdentities(server);
  await makeProviders(server);
  await makeBucket(server);
  const made = { $account: server.accountId, $accessKey, ...(await makeTree(server)) };
  return { server, caller: await callerOf(server), made };
}
