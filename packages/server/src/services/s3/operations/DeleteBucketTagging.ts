/** Page: S3 API Reference "DeleteBucketTagging". */
import type { DeleteBucketTaggingRequest } from '@aws-sdk/client-s3';
import { DeleteBucketTagging$ } from '@aws-sdk/client-s3';
import type { WriteOperation } from '../../../operation.ts';
import { writeSetting } from '../bucket-changes.ts';

export const DeleteBucketTagging: WriteOperation<DeleteBucketTaggingRequest, object> =
  writeSetting<DeleteBucketTaggingRequest>({
    schema: DeleteBucketTagging$,
    action: 's3:PutBucketTagging',
    change: () => ({ tags: [] }),
  });
