/** Page: S3 API Reference "DeleteBucketPolicy". */
import type { DeleteBucketPolicyRequest } from '@aws-sdk/client-s3';
import { DeleteBucketPolicy$ } from '@aws-sdk/client-s3';
import { changeBucket } from '../../../data/buckets.ts';
import type { WriteOperation } from '../../../operation.ts';
import { policyRule } from '../bucket-policy.ts';
import { authorizedBucket } from '../access.ts';

export const DeleteBucketPolicy: WriteOperation<DeleteBucketPolicyRequest, object> = {
  schema: DeleteBucketPolicy$,
  access: policyRule('s3:DeleteBucketPolicy'),
  mode: 'write',
  async handle(input, { tx }) {
    changeBucket(tx, authorizedBucket(input), { policy: undefined });
    return {};
  },
};
