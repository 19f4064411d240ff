/** Page: S3 API Reference "GetBucketAcl". */
import type { GetBucketAclOutput, GetBucketAclRequest } from '@aws-sdk/client-s3';
import { GetBucketAcl$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { bucketAclOutput } from '../acl.ts';
import { readSetting } from '../bucket-changes.ts';

export const GetBucketAcl: ReadOperation<GetBucketAclRequest, GetBucketAclOutput> = readSetting({
  schema: GetBucketAcl$,
  action: 's3:GetBucketAcl',
  show: (bucket, context) => bucketAclOutput(context.tx, bucket),
});
