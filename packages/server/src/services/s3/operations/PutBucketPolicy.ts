/** Page: S3 API Reference "PutBucketPolicy". */
import type { PutBucketPolicyRequest } from '@aws-sdk/client-s3';
import { PutBucketPolicy$ } from '@aws-sdk/client-s3';
import { changeBucket } from '../../../data/buckets.ts';
import type { WriteOperation } from '../../../operation.ts';
import { Answered } from '../../../operation.ts';
import { acceptPolicy, policyRule } from '../bucket-policy.ts';
import { authorizedBucket } from '../access.ts';

export const PutBucketPolicy: WriteOperation<PutBucketPolicyRequest, object> = {
  schema: PutBucketPolicy$,
  access: policyRule('s3:PutBucketPolicy'),
  mode: 'write',
  async handle(input, context) {
    const bucket = authorizedBucket(input);
    const policy = await acceptPolicy(input.Policy ?? '', bucket, context);
    changeBucket(context.tx, bucket, { policy });
    return new Answered<object>({}, { status: 204 });
  },
};
