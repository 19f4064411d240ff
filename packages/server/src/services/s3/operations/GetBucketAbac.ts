/** Page: S3 API Reference "GetBucketAbac". */
import type { GetBucketAbacOutput, GetBucketAbacRequest } from '@aws-sdk/client-s3';
import { GetBucketAbac$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const GetBucketAbac: ReadOperation<GetBucketAbacRequest, GetBucketAbacOutput> = readSetting({
  schema: GetBucketAbac$,
  action: 's3:GetBucketAbac',
  show: () => ({ AbacStatus: { Status: 'Disabled' as const } }),
});
