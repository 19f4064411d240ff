/** Page: S3 API Reference "DeleteBucketEncryption". Back to S3's default, which every bucket has. */
import type { DeleteBucketEncryptionRequest } from '@aws-sdk/client-s3';
import { DeleteBucketEncryption$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const DeleteBucketEncryption: ReadOperation<DeleteBucketEncryptionRequest, object> =
  readSetting({
    schema: DeleteBucketEncryption$,
    action: 's3:PutEncryptionConfiguration',
    show: () => ({}),
  });
