/** Page: S3 API Reference "GetPublicAccessBlock". */
import type { GetPublicAccessBlockOutput, GetPublicAccessBlockRequest } from '@aws-sdk/client-s3';
import { GetPublicAccessBlock$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { failS3 } from '../errors.ts';

export const GetPublicAccessBlock: ReadOperation<
  GetPublicAccessBlockRequest,
  GetPublicAccessBlockOutput
> = readSetting({
  schema: GetPublicAccessBlock$,
  action: 's3:GetBucketPublicAccessBlock',
  show({ name, publicAccessBlock: block }) {
    if (block === undefined) {
      throw failS3('NoSuchPublicAccessBlockConfiguration', undefined, { BucketName: name });
    }
    return {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: block.blockPublicAcls,
        IgnorePublicAcls: block.ignorePublicAcls,
        BlockPublicPolicy: block.blockPublicPolicy,
        RestrictPublicBuckets: block.restrictPublicBuckets,
      },
    };
  },
});
