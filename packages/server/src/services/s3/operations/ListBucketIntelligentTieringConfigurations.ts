/** Page: S3 API Reference "ListBucketIntelligentTieringConfigurations". */
import type {
  ListBucketIntelligentTieringConfigurationsOutput,
  ListBucketIntelligentTieringConfigurationsRequest,
} from '@aws-sdk/client-s3';
import { ListBucketIntelligentTieringConfigurations$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const ListBucketIntelligentTieringConfigurations: ReadOperation<
  ListBucketIntelligentTieringConfigurationsRequest,
  ListBucketIntelligentTieringConfigurationsOutput
> = readSetting({
  schema: ListBucketIntelligentTieringConfigurations$,
  action: 's3:GetIntelligentTieringConfiguration',
  show: () => ({ IsTruncated: false }),
});
