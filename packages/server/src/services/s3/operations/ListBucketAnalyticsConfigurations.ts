/** Page: S3 API Reference "ListBucketAnalyticsConfigurations". */
import type {
  ListBucketAnalyticsConfigurationsOutput,
  ListBucketAnalyticsConfigurationsRequest,
} from '@aws-sdk/client-s3';
import { ListBucketAnalyticsConfigurations$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const ListBucketAnalyticsConfigurations: ReadOperation<
  ListBucketAnalyticsConfigurationsRequest,
  ListBucketAnalyticsConfigurationsOutput
> = readSetting({
  schema: ListBucketAnalyticsConfigurations$,
  action: 's3:GetAnalyticsConfiguration',
  show: () => ({ IsTruncated: false }),
});
