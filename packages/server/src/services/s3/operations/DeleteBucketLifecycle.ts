/** Page: S3 API Reference "DeleteBucketLifecycle". What there never was is gone at once, as on AWS. */
import type { DeleteBucketLifecycleRequest } from '@aws-sdk/client-s3';
import { DeleteBucketLifecycle$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const DeleteBucketLifecycle: ReadOperation<DeleteBucketLifecycleRequest, object> =
  readSetting({
    schema: DeleteBucketLifecycle$,
    action: 's3:PutLifecycleConfiguration',
    show: () => ({}),
  });
