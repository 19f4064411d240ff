/** Page: S3 API Reference "PutBucketTagging". The set replaces the former one. */
import type { PutBucketTaggingRequest } from '@aws-sdk/client-s3';
import { PutBucketTagging$ } from '@aws-sdk/client-s3';
import { changeBucket } from '../../../data/buckets.ts';
import type { WriteOperation } from '../../../operation.ts';
import { Answered } from '../../../operation.ts';
import { authorizedBucket, bucketRule } from '../access.ts';
import { readTagSet } from '../tagging.ts';

export const PutBucketTagging: WriteOperation<PutBucketTaggingRequest, object> = {
  schema: PutBucketTagging$,
  access: bucketRule('s3:PutBucketTagging'),
  mode: 'write',
  async handle(input, context) {
    const bucket = authorizedBucket(input);
    changeBucket(context.tx, bucket, { tags: readTagSet(input.Tagging?.TagSet, 'bucket') });
    return new Answered<object>({}, { status: 204 });
  },
};
