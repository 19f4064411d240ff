/** Page: S3 API Reference "DeleteBucketCors". What there never was is gone at once, as on AWS. */
import type { DeleteBucketCorsRequest } from '@aws-sdk/client-s3';
import { DeleteBucketCors$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const DeleteBucketCors: ReadOperation<DeleteBucketCorsRequest, object> = readSetting({
  schema: DeleteBucketCors$,
  action: 's3:PutBucketCORS',
  show: () => ({}),
});
