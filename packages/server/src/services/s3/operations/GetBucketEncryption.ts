/** Page: S3 API Reference "GetBucketEncryption". Every bucket has S3's default, SSE-S3. */
import type { GetBucketEncryptionOutput, GetBucketEncryptionRequest } from '@aws-sdk/client-s3';
import { GetBucketEncryption$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const GetBucketEncryption: ReadOperation<
  GetBucketEncryptionRequest,
  GetBucketEncryptionOutput
> = readSetting({
  schema: GetBucketEncryption$,
  action: 's3:GetEncryptionConfiguration',
  show: ({ bucketKeyEnabled }) => ({
    ServerSideEncryptionConfiguration: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const },
          BucketKeyEnabled: bucketKeyEnabled ?? false,
        },
      ],
    },
  }),
});
