/**
 * Page: S3 API Reference "DeleteBucketReplication". What there never was is gone at once, as on
 * AWS.
 */
import type { DeleteBucketReplicationRequest } from '@aws-sdk/client-s3';
import { DeleteBucketReplication$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const DeleteBucketReplication: ReadOperation<DeleteBucketReplicationRequest, object> =
  readSetting({
    schema: DeleteBucketReplication$,
    action: 's3:PutReplicationConfiguration',
    show: () => ({}),
  });
