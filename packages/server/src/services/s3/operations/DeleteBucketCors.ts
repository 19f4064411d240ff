/** Page: S3 API Reference "DeleteBucketCors". What is not there is deleted with success. */
import type { DeleteBucketCorsRequest } from '@aws-sdk/client-s3';
import { DeleteBucketCors$ } from '@aws-sdk/client-s3';
import { deleteBucketCors } from '../../../data/bucket-cors.ts';
import type { WriteOperation } from '../../../operation.ts';
import { authorizedBucket, bucketRule } from '../access.ts';

export const DeleteBucketCors: WriteOperation<DeleteBucketCorsRequest, object> = {
  schema: DeleteBucketCors$,
  access: bucketRule('s3:PutBucketCORS'),
  mode: 'write',
  async handle(input, { tx }) {
    deleteBucketCors(tx, authorizedBucket(input).id);
    return {};
  },
};
