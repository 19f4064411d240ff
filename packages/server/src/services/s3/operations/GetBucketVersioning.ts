/** Page: S3 API Reference "GetBucketVersioning". Versioning was never on. */
import type { GetBucketVersioningOutput, GetBucketVersioningRequest } from '@aws-sdk/client-s3';
import { GetBucketVersioning$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const GetBucketVersioning: ReadOperation<
  GetBucketVersioningRequest,
  GetBucketVersioningOutput
> = readSetting({
  schema: GetBucketVersioning$,
  action: 's3:GetBucketVersioning',
  show: () => ({}),
});
