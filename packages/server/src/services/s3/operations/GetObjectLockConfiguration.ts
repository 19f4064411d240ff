/** Page: S3 API Reference "GetObjectLockConfiguration". */
import type {
  GetObjectLockConfigurationOutput,
  GetObjectLockConfigurationRequest,
} from '@aws-sdk/client-s3';
import { GetObjectLockConfiguration$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { failS3 } from '../errors.ts';

export const GetObjectLockConfiguration: ReadOperation<
  GetObjectLockConfigurationRequest,
  GetObjectLockConfigurationOutput
> = readSetting({
  schema: GetObjectLockConfiguration$,
  action: 's3:GetBucketObjectLockConfiguration',
  show({ name }) {
    throw failS3('ObjectLockConfigurationNotFoundError', undefined, { BucketName: name });
  },
});
