/** Page: S3 API Reference "GetBucketLogging". */
import type { GetBucketLoggingOutput, GetBucketLoggingRequest } from '@aws-sdk/client-s3';
import { GetBucketLogging$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const GetBucketLogging: ReadOperation<GetBucketLoggingRequest, GetBucketLoggingOutput> =
  readSetting({
    schema: GetBucketLogging$,
    action: 's3:GetBucketLogging',
    show: () => ({}),
  });
