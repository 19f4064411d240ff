/** Page: S3 API Reference "ListBucketMetricsConfigurations". */
import type {
  ListBucketMetricsConfigurationsOutput,
  ListBucketMetricsConfigurationsRequest,
} from '@aws-sdk/client-s3';
import { ListBucketMetricsConfigurations$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const ListBucketMetricsConfigurations: ReadOperation<
  ListBucketMetricsConfigurationsRequest,
  ListBucketMetricsConfigurationsOutput
> = readSetting({
  schema: ListBucketMetricsConfigurations$,
  action: 's3:GetMetricsConfiguration',
  show: () => ({ IsTruncated: false }),
});
