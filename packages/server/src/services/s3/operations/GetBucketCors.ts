/** Page: S3 API Reference "GetBucketCors". */
import type { GetBucketCorsOutput, GetBucketCorsRequest } from '@aws-sdk/client-s3';
import { GetBucketCors$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { failS3 } from '../errors.ts';

export const GetBucketCors: ReadOperation<GetBucketCorsRequest, GetBucketCorsOutput> = readSetting({
  schema: GetBucketCors$,
  action: 's3:GetBucketCORS',
  show({ name }) {
    throw failS3('NoSuchCORSConfiguration', undefined, { BucketName: name });
  },
});
