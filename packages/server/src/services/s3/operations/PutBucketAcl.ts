/** Page: S3 API Reference "PutBucketAcl". While ACLs are off it may only say what is so anyway. */
import type { PutBucketAclRequest } from '@aws-sdk/client-s3';
import { PutBucketAcl$ } from '@aws-sdk/client-s3';
import { bucketArn } from '../../../data/arns.ts';
import { changeBucket } from '../../../data/buckets.ts';
import type { WriteOperation } from '../../../operation.ts';
import { authorizedBucket, onBucket, targetBucket } from '../access.ts';
import { newBucketAcl } from '../acl.ts';

export const PutBucketAcl: WriteOperation<PutBucketAclRequest, object> = {
  schema: PutBucketAcl$,
  access: async (input, context) => {
    const bucket = await targetBucket(context, input);
    return [onBucket('s3:PutBucketAcl', context, { bucket })];
  },
  mode: 'write',
  async handle(input, context) {
    const bucket = authorizedBucket(input);
    const resource = bucketArn(bucket.partition, bucket.name);
    const target = { bucket, action: 's3:PutBucketAcl', resource };
    const acl = await newBucketAcl(context, input, target);
    if (acl !== undefined) changeBucket(context.tx, bucket, { acl });
    return {};
  },
};
