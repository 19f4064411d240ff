/** Page: S3 API Reference "GetBucketReplication". */
import type { GetBucketReplicationOutput, GetBucketReplicationRequest } from '@aws-sdk/client-s3';
import { GetBucketReplication$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { failS3 } from '../errors.ts';

export const GetBucketReplication: ReadOperation<
  GetBucketReplicationRequest,
  GetBucketReplicationOutput
> = readSetting({
  schema: GetBucketReplication$,
  action: 's3:GetReplicationConfiguration',
  show({ name }) {
    throw failS3('ReplicationConfigurationNotFoundError', undefined, { BucketName: name });
  },
});
