/** Page: S3 API Reference "HeadBucket". */
import type { HeadBucketOutput, HeadBucketRequest } from '@aws-sdk/client-s3';
import { HeadBucket$ } from '@aws-sdk/client-s3';
import { bucketArn } from '../../../data/arns.ts';
import type { ReadOperation } from '../../../operation.ts';
import { authorizedBucket, bucketRule } from '../access.ts';

export const HeadBucket: ReadOperation<HeadBucketRequest, HeadBucketOutput> = {
  schema: HeadBucket$,
  access: bucketRule('s3:ListBucket'),
  mode: 'read',
  async handle(input) {
    const { name, partition, region } = authorizedBucket(input);
    return {
      BucketArn: bucketArn(partition, name),
      BucketRegion: region,
      AccessPointAlias: false,
    };
  },
};
