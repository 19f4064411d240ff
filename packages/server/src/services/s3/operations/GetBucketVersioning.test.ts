import * as sdk from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser } from '../../../../test/identities.ts';
import { addBucket, refused } from '../../../../test/s3.ts';

const server = await startTestServer();
const { s3 } = server;
const Bucket = await addBucket(s3);
await s3.send(new sdk.PutObjectCommand({ Bucket, Key: 'k', Body: 'v' }));
const user = await addUser(server, 'prober');

/** Sub-resources that clients probe: what they answer for a bucket that has none of it. */
const settings: [string, () => unknown, string, object][] = [
  [
    'versioning',
    () => new sdk.GetBucketVersioningCommand({ Bucket }),
    's3:GetBucketVersioning',
    {},
  ],
  ['logging', () => new sdk.GetBucketLoggingCommand({ Bucket }), 's3:GetBucketLogging', {}],
  [
    'notification',
    () => new sdk.GetBucketNotificationConfigurationCommand({ Bucket }),
    's3:GetBucketNotification',
    {},
  ],
  [
    'accelerate',
    () => new sdk.GetBucketAccelerateConfigurationCommand({ Bucket }),
    's3:GetAccelerateConfiguration',
    {},
  ],
  [
    'requestPayment',
    () => new sdk.GetBucketRequestPaymentCommand({ Bucket }),
    's3:GetBucketRequestPayment',
    { Payer: 'BucketOwner' },
  ],
  [
    'encryption',
    () => new sdk.GetBucketEncryptionCommand({ Bucket }),
    's3:GetEncryptionConfiguration',
    {
      ServerSideEncryptionConfiguration: {
        Rules: [
          {
            ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
            BucketKeyEnabled: false,
          },
        ],
      },
    },
  ],
  [
    'abac',
    () => new sdk.GetBucketAbacCommand({ Bucket }),
    's3:GetBucketAbac',
    { AbacStatus: { Status: 'Disabled' } },
  ],
  [
    'analytics',
    () => new sdk.ListBucketAnalyticsConfigurationsCommand({ Bucket }),
    's3:GetAnalyticsConfiguration',
    { IsTruncated: false },
  ],
  [
    'inventory',
    () => new sdk.ListBucketInventoryConfigurationsCommand({ Bucket }),
    's3:GetInventoryConfiguration',
    { IsTruncated: false },
  ],
  [
    'metrics',
    () => new sdk.ListBucketMetricsConfigurationsCommand({ Bucket }),
    's3:GetMetricsConfiguration',
    { IsTruncated: false },
  ],
  [
    'intelligent-tiering',
    () => new sdk.ListBucketIntelligentTieringConfigurationsCommand({ Bucket }),
    's3:GetIntelligentTieringConfiguration',
    { IsTruncated: false },
  ],
];

const missing: [string, () => unknown, string, string, string][] = [
  [
    'cors',
    () => new sdk.GetBucketCorsCommand({ Bucket }),
    's3:GetBucketCORS',
    'NoSuchCORSConfiguration',
    'The CORS configuration does not exist',
  ],
  [
    'lifecycle',
    () => new sdk.GetBucketLifecycleConfigurationCommand({ Bucket }),
    's3:GetLifecycleConfiguration',
    'NoSuchLifecycleConfiguration',
    'The lifecycle configuration does not exist',
  ],
  [
    'website',
    () => new sdk.GetBucketWebsiteCommand({ Bucket }),
    's3:GetBucketWebsite',
    'NoSuchWebsiteConfiguration',
    'The specified bucket does not have a website configuration',
  ],
  [
    'replication',
    () => new sdk.GetBucketReplicationCommand({ Bucket }),
    's3:GetReplicationConfiguration',
    'ReplicationConfigurationNotFoundError',
    'The replication configuration was not found',
  ],
  [
    'object-lock',
    () => new sdk.GetObjectLockConfigurationCommand({ Bucket }),
    's3:GetBucketObjectLockConfiguration',
    'ObjectLockConfigurationNotFoundError',
    'Object Lock configuration does not exist for this bucket',
  ],
  [
    'one inventory configuration',
    () => new sdk.GetBucketInventoryConfigurationCommand({ Bucket, Id: 'x' }),
    's3:GetInventoryConfiguration',
    'NoSuchConfiguration',
    'The specified configuration does not exist.',
  ],
  [
    'one analytics configuration',
    () => new sdk.GetBucketAnalyticsConfigurationCommand({ Bucket, Id: 'x' }),
    's3:GetAnalyticsConfiguration',
    'NoSuchConfiguration',
    'The specified configuration does not exist.',
  ],
  [
    'one tiering configuration',
    () => new sdk.GetBucketIntelligentTieringConfigurationCommand({ Bucket, Id: 'x' }),
    's3:GetIntelligentTieringConfiguration',
    'NoSuchConfiguration',
    'The specified configuration does not exist.',
  ],
  [
    'one metrics configuration',
    () => new sdk.GetBucketMetricsConfigurationCommand({ Bucket, Id: 'x' }),
    's3:GetMetricsConfiguration',
    'NoSuchConfiguration',
    'The specified configuration does not exist.',
  ],
];

/** The union of commands is too wide for the client's overloads. */
const send = (client: sdk.S3Client, command: unknown): Promise<object> =>
  client.send(command as sdk.HeadBucketCommand);

describe('settings that no bucket has', () => {
  it.each(settings)('%s reads as on AWS', async (...[, command, action, expected]) => {
    const { $metadata: _metadata, ...answer } = (await send(s3, command())) as {
      $metadata: unknown;
    };
    expect(answer).toMatchObject(expected);
    if (Object.keys(expected).length === 0) expect(answer).toEqual({});
    const denied = await refused(send(user.s3, command()));
    expect(denied.message).toContain(`perform: ${action} on resource`);
  });

  it.each(missing)('%s is not found', async (...[, command, action, code, message]) => {
    expect(await refused(send(s3, command()))).toMatchObject({ code, status: 404, message });
    const denied = await refused(send(user.s3, command()));
    expect(denied.message).toContain(`perform: ${action} on resource`);
  });

  it('are deleted without effect', async () => {
    for (const command of [
      new sdk.DeleteBucketCorsCommand({ Bucket }),
      new sdk.DeleteBucketLifecycleCommand({ Bucket }),
      new sdk.DeleteBucketWebsiteCommand({ Bucket }),
      new sdk.DeleteBucketReplicationCommand({ Bucket }),
      new sdk.DeleteBucketEncryptionCommand({ Bucket }),
    ]) {
      const answer = (await send(s3, command)) as { $metadata: { httpStatusCode: number } };
      expect(answer.$metadata.httpStatusCode).toBe(204);
    }
  });

  it('take what they are anyway', async () => {
    const encrypt = (SSEAlgorithm: 'AES256' | 'aws:kms') =>
      new sdk.PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm }, BucketKeyEnabled: true }],
        },
      });
    await send(s3, encrypt('AES256'));
    const get = new sdk.GetBucketEncryptionCommand({ Bucket });
    const { ServerSideEncryptionConfiguration: shown } = await s3.send(get);
    expect(shown?.Rules?.[0]?.BucketKeyEnabled).toBe(true);
    expect((await refused(send(s3, encrypt('aws:kms')))).code).toBe('NotImplemented');
    await send(s3, new sdk.DeleteBucketEncryptionCommand({ Bucket }));
    const pay = (Payer: 'BucketOwner' | 'Requester') =>
      new sdk.PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration: { Payer } });
    await send(s3, pay('BucketOwner'));
    expect((await refused(send(s3, pay('Requester')))).code).toBe('NotImplemented');
    const notify = (NotificationConfiguration: sdk.NotificationConfiguration) =>
      new sdk.PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration });
    await send(s3, notify({}));
    expect((await refused(send(s3, notify({ EventBridgeConfiguration: {} })))).code).toBe(
      'NotImplemented',
    );
    const log = (BucketLoggingStatus: sdk.BucketLoggingStatus) =>
      new sdk.PutBucketLoggingCommand({ Bucket, BucketLoggingStatus });
    await send(s3, log({}));
    const LoggingEnabled = { TargetBucket: Bucket, TargetPrefix: 'logs/' };
    expect((await refused(send(s3, log({ LoggingEnabled })))).code).toBe('NotImplemented');
  });

  it('are not pretended to be set', async () => {
    const command = new sdk.PutBucketWebsiteCommand({
      Bucket,
      WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } },
    });
    expect(await refused(s3.send(command))).toMatchObject({ code: 'NotImplemented', status: 501 });
  });

  it('of objects: no bucket has Object Lock', async () => {
    for (const command of [
      new sdk.GetObjectRetentionCommand({ Bucket, Key: 'k' }),
      new sdk.GetObjectLegalHoldCommand({ Bucket, Key: 'k' }),
    ]) {
      expect(await refused(send(s3, command))).toMatchObject({
        code: 'InvalidRequest',
        status: 400,
        message: 'Bucket is missing Object Lock Configuration',
      });
    }
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
