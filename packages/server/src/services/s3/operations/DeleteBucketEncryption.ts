/** Page: S3 API Reference "DeleteBucketEncryption". Back to S3's default, which every bucket has. */
import type { DeleteBucketEncryptionRequest } from '@aws-sdk/client-s3';
import { DeleteBucketEncryption$ } from '@aws-sdk/client-s3';
import type { WriteOperation } from '../../../operation.ts';
import { writeSetting } from '../bucket-changes.ts';

export const DeleteBucketEncryption: WriteOperation<DeleteBucketEncryptionRequest, object> =
  writeSetting<DeleteBucketEncryptionRequest>({
    schema: DeleteBucketEncryption$,
    action: 's3:PutEncryptionConfiguration',
    change: () => ({ bucketKeyEnabled: undefined }),
  });
