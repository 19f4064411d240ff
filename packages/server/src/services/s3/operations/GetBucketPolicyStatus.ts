/** Page: S3 API Reference "GetBucketPolicyStatus". */
import type { GetBucketPolicyStatusOutput, GetBucketPolicyStatusRequest } from '@aws-sdk/client-s3';
import { GetBucketPolicyStatus$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { isPublicText } from '../bucket-policy.ts';
import { failS3 } from '../errors.ts';

export const GetBucketPolicyStatus: ReadOperation<
  GetBucketPolicyStatusRequest,
  GetBucketPolicyStatusOutput
> = readSetting({
  schema: GetBucketPolicyStatus$,
  action: 's3:GetBucketPolicyStatus',
  show({ name, policy }) {
    if (policy === undefined) {
      throw failS3('NoSuchBucketPolicy', undefined, { BucketName: name });
    }
    return { PolicyStatus: { IsPublic: isPublicText(policy) } };
  },
});
