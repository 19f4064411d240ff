/** Page: S3 API Reference "GetBucketAnalyticsConfiguration". */
import type {
  GetBucketAnalyticsConfigurationOutput,
  GetBucketAnalyticsConfigurationRequest,
} from '@aws-sdk/client-s3';
import { GetBucketAnalyticsConfiguration$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { failS3 } from '../errors.ts';

export const GetBucketAnalyticsConfiguration: ReadOperation<
  GetBucketAnalyticsConfigurationRequest,
  GetBucketAnalyticsConfigurationOutput
> = readSetting({
  schema: GetBucketAnalyticsConfiguration$,
  action: 's3:GetAnalyticsConfiguration',
  show() {
    throw failS3('NoSuchConfiguration');
  },
});
