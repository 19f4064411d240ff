/** Page: S3 API Reference "GetBucketInventoryConfiguration". */
import type {
  GetBucketInventoryConfigurationOutput,
  GetBucketInventoryConfigurationRequest,
} from '@aws-sdk/client-s3';
import { GetBucketInventoryConfiguration$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { failS3 } from '../errors.ts';

export const GetBucketInventoryConfiguration: ReadOperation<
  GetBucketInventoryConfigurationRequest,
  GetBucketInventoryConfigurationOutput
> = readSetting({
  schema: GetBucketInventoryConfiguration$,
  action: 's3:GetInventoryConfiguration',
  show() {
    throw failS3('NoSuchConfiguration');
  },
});
