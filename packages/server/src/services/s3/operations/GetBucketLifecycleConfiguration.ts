/** Page: S3 API Reference "GetBucketLifecycleConfiguration". */
import type {
  GetBucketLifecycleConfigurationOutput,
  GetBucketLifecycleConfigurationRequest,
} from '@aws-sdk/client-s3';
import { GetBucketLifecycleConfiguration$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { failS3 } from '../errors.ts';

export const GetBucketLifecycleConfiguration: ReadOperation<
  GetBucketLifecycleConfigurationRequest,
  GetBucketLifecycleConfigurationOutput
> = readSetting({
  schema: GetBucketLifecycleConfiguration$,
  action: 's3:GetLifecycleConfiguration',
  show({ name }) {
    throw failS3('NoSuchLifecycleConfiguration', undefined, { BucketName: name });
  },
});
