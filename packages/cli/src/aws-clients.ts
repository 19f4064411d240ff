/** SDK clients for one identity: what the examples and the tutorial do, they do through the AWS API. */
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AwsClients {
  readonly credentials: Credentials;
  readonly iam: IAMClient;
  readonly sts: STSClient;
  readonly s3: S3Client;
  readonly organizations: OrganizationsClient;
}

export function awsClients(endpoint: string, credentials: Credentials): AwsClients {
  const config = { endpoint, credentials, region: 'us-east-1', maxAttempts: 1 };
  return {
    credentials,
    iam: new IAMClient(config),
    sts: new STSClient(config),
    // Path style needs no wildcard DNS for `BUCKET.localhost`.
    s3: new S3Client({ ...config, forcePathStyle: true }),
    organizations: new OrganizationsClient(config),
  };
}

export async function assumeRole(
  endpoint: string,
  clients: AwsClients,
  role: { readonly arn: string; readonly sessionName: string },
): Promise<AwsClients> {
  const { Credentials: issued } = await clients.sts.send(
    new AssumeRoleCommand({ RoleArn: role.arn, RoleSessionName: role.sessionName }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = issued ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
    throw new Error('AssumeRole answered without credentials');
  }
  return awsClients(endpoint, {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  });
}
