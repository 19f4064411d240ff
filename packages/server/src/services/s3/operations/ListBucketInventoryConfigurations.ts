/** Page: S3 API Reference "ListBucketInventoryConfigurations". */
import type {
  ListBucketInventoryConfigurationsOutput,
  ListBucketInventoryConfigurationsRequest,
} from '@aws-sdk/client-s3';
import { ListBucketInventoryConfigurations$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const ListBucketInventoryConfigurations: ReadOperation<
  ListBucketInventoryConfigurationsRequest,
  ListBucketInventoryConfigurationsOutput
> = readSetting({
  schema: ListBucketInventoryConfigurations$,
  action: 's3:GetInventoryConfiguration',
  show: () => ({ IsTruncated: false }),
});
