/** Everything that the measurements need: servers, people with policies, objects. */
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { resolve } from 'node:path';
import type { HallpassUnderTest } from './hallpass.ts';
import { measureStart, startHallpass } from './hallpass.ts';
import type { Peer } from './peers.ts';
import { isInstalled, startMoto, startNginx } from './peers.ts';
import { startProcess } from './processes.ts';
import type { Credentials } from './signing.ts';

export interface World {
  readonly hallpass: HallpassUnderTest;
  readonly hello: Peer;
  readonly nginx: Peer | undefined;
  readonly moto: Peer | undefined;
  /** Idle, right after the start. Bytes. */
  readonly idleBytes: number;
  /** From spawn to the line that says ready. Milliseconds. */
  readonly readyAfterMs: number;
  /** A user with one small policy, and one with ten of 6 KB. */
  readonly user: Credentials;
  readonly burdened: Credentials;
  readonly roleArn: string;
}

export const bucket = 'bench';
export const listedBucket = 'bench-listed';
export const smallKey = 'small';
export const largeKey = 'large';
export const smallBytes = 1024;
export const largeBytes: number = 10 * 1024 * 1024;
const listedObjects = 100_000;

const allowedActions = ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 'sts:AssumeRole'];

/** About 6 KB of statements that are about something else. */
function largePolicy(index: number): string {
  const statements = Array.from({ length: 22 }, (_, statement) => ({
    Sid: `S${index}x${statement}`,
    Effect: 'Allow',
    Action: ['dynamodb:GetItem', 's3:GetObjectTagging', 'sqs:SendMessage'],
    Resource: [`arn:aws:dynamodb:*:*:table/t${index}${statement}`, 'arn:aws:s3:::elsewhere/*'],
    Condition: { StringEquals: { 'aws:PrincipalTag/team': `team-${statement}` } },
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

async function makeUser(iam: IAMClient, name: string, largePolicies: number): Promise<Credentials> {
  await iam.send(new CreateUserCommand({ UserName: name }));
  const document = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: allowedActions, Resource: '*' },
  };
  await iam.send(
    new PutUserPolicyCommand({
      UserName: name,
      PolicyName: 'own',
      PolicyDocument: JSON.stringify(document),
    }),
  );
  for (let index = 0; index < largePolicies; index++) {
    const { Policy } = await iam.send(
      new CreatePolicyCommand({
        PolicyName: `${name}-${index}`,
        PolicyDocument: largePolicy(index),
      }),
    );
    await iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn: Policy?.Arn }));
  }
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  return {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  };
}

/** The same contents in Hallpass and in a peer that speaks S3. */
async function fill(url: string, credentials: Credentials): Promise<void> {
  const s3 = new S3Client({
    endpoint: url,
    region: 'us-east-1',
    credentials,
    forcePathStyle: true,
  });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const bodies = { [smallKey]: new Uint8Array(smallBytes), [largeKey]: new Uint8Array(largeBytes) };
  for (const [Key, Body] of Object.entries(bodies)) {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
  }
  s3.destroy();
}

async function fillListed(url: string, credentials: Credentials): Promise<void> {
  const s3 = new S3Client({
    endpoint: url,
    region: 'us-east-1',
    credentials,
    forcePathStyle: true,
  });
  await s3.send(new CreateBucketCommand({ Bucket: listedBucket }));
  let next = 0;
  const put = async (): Promise<void> => {
    for (let index = next++; index < listedObjects; index = next++) {
      const Key = `folder-${index % 10}/object-${String(index).padStart(6, '0')}`;
      await s3.send(new PutObjectCommand({ Bucket: listedBucket, Key, Body: 'x' }));
    }
  };
  await Promise.all(Array.from({ length: 32 }, put));
  s3.destroy();
}

async function makeRole(url: string, root: Credentials): Promise<string> {
  const config = { endpoint: url, region: 'us-east-1', credentials: root };
  const { Account } = await new STSClient(config).send(new GetCallerIdentityCommand({}));
  const iam = new IAMClient(config);
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: 'Bench',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${Account}:root` },
          Action: 'sts:AssumeRole',
        },
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'Bench',
      PolicyName: 'own',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
      }),
    }),
  );
  return Role?.Arn ?? '';
}

const idleMs = 1000;

export async function prepare(): Promise<World> {
  const readyAfterMs = await measureStart();
  const hallpass = await startHallpass();
  await new Promise((done) => setTimeout(done, idleMs));
  const idleBytes = hallpass.residentBytes();
  const helloPath = resolve(import.meta.dirname, 'hello.ts');
  const hello = await startProcess(process.execPath, [helloPath], /ready (http\S+)/);
  const nginx = isInstalled('nginx', ['-v'])
    ? await startNginx({ [largeKey]: new Uint8Array(largeBytes) })
    : undefined;
  const moto = isInstalled('moto_server', ['--help']) ? await startMoto() : undefined;
  const { url, root } = hallpass;
  const iam = new IAMClient({ endpoint: url, region: 'us-east-1', credentials: root });
  const user = await makeUser(iam, 'light', 0);
  const burdened = await makeUser(iam, 'burdened', 10);
  const roleArn = await makeRole(url, root);
  await fill(url, root);
  await fillListed(url, root);
  if (moto !== undefined) {
    await fill(moto.url, root);
    await makeRole(moto.url, root);
  }
  return {
    hallpass,
    hello,
    nginx,
    moto,
    idleBytes,
    readyAfterMs,
    user,
    burdened,
    roleArn,
  };
}
