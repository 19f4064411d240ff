/** Page: S3 API Reference "GetBucketAccelerateConfiguration". */
import type {
  GetBucketAccelerateConfigurationOutput,
  GetBucketAccelerateConfigurationRequest,
} from '@aws-sdk/client-s3';
import { GetBucketAccelerateConfiguration$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const GetBucketAccelerateConfiguration: ReadOperation<
  GetBucketAccelerateConfigurationRequest,
  GetBucketAccelerateConfigurationOutput
> = readSetting({
  schema: GetBucketAccelerateConfiguration$,
  action: 's3:GetAccelerateConfiguration',
  show: () => ({}),
});
