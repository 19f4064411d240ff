/** Page: S3 API Reference "GetBucketPolicy". */
import type { GetBucketPolicyOutput, GetBucketPolicyRequest } from '@aws-sdk/client-s3';
import { GetBucketPolicy$ } from '@aws-sdk/client-s3';
import { showPrincipals } from '../../../data/policy-principals.ts';
import type { ReadOperation } from '../../../operation.ts';
import { Answered } from '../../../operation.ts';
import { policyRule } from '../bucket-policy.ts';
import { failS3 } from '../errors.ts';
import { authorizedBucket } from '../access.ts';

export const GetBucketPolicy: ReadOperation<GetBucketPolicyRequest, GetBucketPolicyOutput> = {
  schema: GetBucketPolicy$,
  access: policyRule('s3:GetBucketPolicy'),
  mode: 'read',
  async handle(input, { tx }) {
    const { name, policy } = authorizedBucket(input);
    if (policy === undefined) {
      throw failS3('NoSuchBucketPolicy', undefined, { BucketName: name });
    }
    const output: GetBucketPolicyOutput = { Policy: await showPrincipals(tx, policy) };
    return new Answered(output, { headers: { 'Content-Type': 'application/json' } });
  },
};
