/**
 * The API step of the tutorial: David, of Development, assumes the role UpdateApp of Production and
 * puts an object into its bucket with the temporary credentials. Nothing here knows of Hallpass:
 * credentials, region and endpoint come from the profile, as with AWS.
 *
 * AWS_SHARED_CREDENTIALS_FILE=hallpass-data/credentials AWS_PROFILE=david node
 * examples/assume-role.ts
 */
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

const sts = new STSClient({});
const { Credentials: issued, AssumedRoleUser: user } = await sts.send(
  new AssumeRoleCommand({
    RoleArn: 'arn:aws:iam::999999999999:role/UpdateApp',
    RoleSessionName: 'AssumeRoleSession1',
  }),
);
console.log(`I am ${user?.Arn} until ${issued?.Expiration?.toISOString()}`);

const s3 = new S3Client({
  // A server on this machine has no name for every bucket.
  forcePathStyle: true,
  credentials: {
    accessKeyId: issued?.AccessKeyId ?? '',
    secretAccessKey: issued?.SecretAccessKey ?? '',
    sessionToken: issued?.SessionToken ?? '',
  },
});
const object = { Bucket: 'productionapp', Key: 'app/from-typescript.txt' };
await s3.send(new PutObjectCommand({ ...object, Body: 'Updated by David.\n' }));
console.log(`s3://${object.Bucket}/${object.Key} is written`);
