/** What the requests of the golden table are about, beyond the tutorial. */
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { TestClients } from '../../packages/server/test/harness.ts';
import type { World } from '../scenarios/world.ts';
import { development, policy, production, trust } from '../scenarios/world.ts';

async function makeBucket(
  { s3 }: TestClients,
  Bucket: string,
  content: { readonly key: string; readonly policy: string; readonly isPublic?: boolean },
): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: content.key, Body: 'golden' }));
  if (content.isPublic === true) await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: content.policy }));
}

/** Readable by the organization, written by the role UpdateApp, and nothing below kept/ is deleted. */
async function makeReports(world: World, organizationId: string): Promise<void> {
  const Bucket = 'reports-of-development';
  const bucket = `arn:aws:s3:::${Bucket}`;
  const document = policy(
    {
      Effect: 'Allow',
      Principal: '*',
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: [bucket, `${bucket}/*`],
      Condition: { StringEquals: { 'aws:PrincipalOrgID': organizationId } },
    },
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${production}:role/UpdateApp` },
      Action: 's3:PutObject',
      Resource: `${bucket}/inbox/*`,
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:DeleteObject',
      Resource: `${bucket}/kept/*`,
    },
  );
  await makeBucket(world.developmentAdmin, Bucket, { key: 'june', policy: document });
}

async function makeSite(world: World): Promise<void> {
  const Bucket = 'site-of-production';
  const document = policy({
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/*`,
  });
  const content = { key: 'index.html', policy: document, isPublic: true };
  await makeBucket(world.productionAdmin, Bucket, content);
}

export async function makePlaces(world: World): Promise<void> {
  const { Organization } = await world.managementAdmin.organizations.send(
    new DescribeOrganizationCommand({}),
  );
  const organizationId = Organization?.Id ?? '';
  await makeReports(world, organizationId);
  await makeSite(world);
  const roles = {
    ForTheOrganization: trust('*', {
      StringEquals: { 'aws:PrincipalOrgID': organizationId },
    }),
    ForDavid: trust(`arn:aws:iam::${development}:user/David`),
  };
  for (const [RoleName, statement] of Object.entries(roles)) {
    const AssumeRolePolicyDocument = policy(statement);
    await world.productionAdmin.iam.send(
      new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }),
    );
  }
}
