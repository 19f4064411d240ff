/** Page: S3 API Reference "GetBucketMetricsConfiguration". */
import type {
  GetBucketMetricsConfigurationOutput,
  GetBucketMetricsConfigurationRequest,
} from '@aws-sdk/client-s3';
import { GetBucketMetricsConfiguration$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { failS3 } from '../errors.ts';

export const GetBucketMetricsConfiguration: ReadOperation<
  GetBucketMetricsConfigurationRequest,
  GetBucketMetricsConfigurationOutput
> = readSetting({
  schema: GetBucketMetricsConfiguration$,
  action: 's3:GetMetricsConfiguration',
  show() {
    throw failS3('NoSuchConfiguration');
  },
});
