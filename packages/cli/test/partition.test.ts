/**
 * Another partition: its ARNs are its own, and nothing is delegated across. Page: IAM UG
 * "Cross-account resource access in IAM" (partitions).
 */
import { join } from 'node:path';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
} from '@aws-sdk/client-iam';
import { CreateAccountCommand, CreateOrganizationCommand } from '@aws-sdk/client-organizations';
import { CreateBucketCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { assumeRole, awsClients } from '../src/aws-clients.ts';
import { readProfile } from '../src/credentials-file.ts';
import { newFolder, serve } from './hallpass-process.ts';

const account = '123456789012';
const member = '210987654321';

function trusting(principal: string): string {
  const statement = { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' };
  return JSON.stringify({ Version: '2012-10-17', Statement: statement });
}

it('names everything by its own partition, and trusts no other', async () => {
  const folder = newFolder();
  const environment = { HALLPASS_PARTITION: 'aws-cn', HALLPASS_ROOT_ACCOUNT_ID: account };
  const server = await serve(['--data', folder], { environment });
  const profile = readProfile(join(folder, 'credentials'), 'root');
  if (profile === undefined) throw new Error('no profile root');
  const root = awsClients(server.url, profile);
  const { Arn } = await root.sts.send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(`arn:aws-cn:iam::${account}:root`);

  const { User } = await root.iam.send(new CreateUserCommand({ UserName: 'Admin' }));
  expect(User?.Arn).toBe(`arn:aws-cn:iam::${account}:user/Admin`);
  const policy = 'iam::aws:policy/AdministratorAccess';
  const attach = (PolicyArn: string) =>
    root.iam.send(new AttachUserPolicyCommand({ UserName: 'Admin', PolicyArn }));
  await expect(attach(`arn:aws:${policy}`)).rejects.toMatchObject({ $fault: 'client' });
  await attach(`arn:aws-cn:${policy}`);

  const create = (RoleName: string, principal: string) => {
    const AssumeRolePolicyDocument = trusting(principal);
    return root.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  };
  await expect(create('Foreign', `arn:aws:iam::${account}:root`)).rejects.toMatchObject({
    name: 'MalformedPolicyDocumentException',
  });
  await create('Own', `arn:aws-cn:iam::${account}:root`);

  const Bucket = 'of-the-partition';
  await root.s3.send(new CreateBucketCommand({ Bucket }));
  const bucketPolicy = (partition: string) => {
    const statement = {
      Effect: 'Allow',
      Principal: { AWS: account },
      Action: 's3:GetObject',
      Resource: `arn:${partition}:s3:::${Bucket}/*`,
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: statement });
    return root.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  };
  await expect(bucketPolicy('aws')).rejects.toMatchObject({ name: 'MalformedPolicy' });
  await bucketPolicy('aws-cn');

  await root.organizations.send(new CreateOrganizationCommand({}));
  await root.organizations.send(
    new CreateAccountCommand({
      AccountName: 'Member',
      Email: 'member@example.com',
      Tags: [{ Key: 'hallpass:account-id', Value: member }],
    }),
  );
  const { AccessKey } = await root.iam.send(new CreateAccessKeyCommand({ UserName: 'Admin' }));
  const admin = awsClients(server.url, {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  });
  const role = (partition: string) => ({
    arn: `arn:${partition}:iam::${member}:role/OrganizationAccountAccessRole`,
    sessionName: 'here',
  });
  await expect(assumeRole(server.url, admin, role('aws'))).rejects.toMatchObject({
    name: expect.stringMatching(/AccessDenied|ValidationError/) as string,
  });
  const inMember = await assumeRole(server.url, admin, role('aws-cn'));
  const session = await inMember.sts.send(new GetCallerIdentityCommand({}));
  expect(session.Arn).toBe(
    `arn:aws-cn:sts::${member}:assumed-role/OrganizationAccountAccessRole/here`,
  );
  await server.stop();
});
