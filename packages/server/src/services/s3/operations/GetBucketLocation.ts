/** Page: S3 API Reference "GetBucketLocation". The answer is the bare element. */
import type {
  BucketLocationConstraint,
  GetBucketLocationOutput,
  GetBucketLocationRequest,
} from '@aws-sdk/client-s3';
import { GetBucketLocation$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { Answered } from '../../../operation.ts';
import { authorizedBucket, bucketRule } from '../access.ts';
import { constraintOf } from '../location.ts';

export const GetBucketLocation: ReadOperation<GetBucketLocationRequest, GetBucketLocationOutput> = {
  schema: GetBucketLocation$,
  access: bucketRule('s3:GetBucketLocation'),
  mode: 'read',
  async handle(input) {
    const constraint = constraintOf(authorizedBucket(input));
    const output =
      constraint === undefined
        ? {}
        : { LocationConstraint: constraint as BucketLocationConstraint };
    return new Answered<GetBucketLocationOutput>(output, { unwrapped: true });
  },
};
