/** Page: S3 API Reference "GetBucketVersioning". Where it was never enabled, nothing is said. */
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
  show: ({ versioning }) => (versioning === undefined ? {} : { Status: versioning }),
});
