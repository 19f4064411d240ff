/** Page: S3 API Reference "HeadBucket". */
import type { HeadBucketOutput, HeadBucketRequest } from '@aws-sdk/client-s3';
import { HeadBucket$ } from '@aws-sdk/client-s3';
import { bucketArn } from '../../../data/arns.ts';
import type { ReadOperation } from '../../../operation.ts';
import { bucketRule } from '../access.ts';
import { requireBucket } from '../find-object.ts';

export const HeadBucket: ReadOperation<HeadBucketRequest, HeadBucketOutput> = {
  schema: HeadBucket$,
  access: bucketRule('s3:ListBucket'),
  mode: 'read',
  async handle(input, context) {
    const { name, partition, region } = await requireBucket(context.tx, input.Bucket);
    return {
      BucketArn: bucketArn(partition, name),
      BucketRegion: region,
      AccessPointAlias: false,
    };
  },
};
