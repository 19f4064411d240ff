/** Page: S3 API Reference "GetBucketOwnershipControls". */
import type {
  GetBucketOwnershipControlsOutput,
  GetBucketOwnershipControlsRequest,
} from '@aws-sdk/client-s3';
import { GetBucketOwnershipControls$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { failS3 } from '../errors.ts';

export const GetBucketOwnershipControls: ReadOperation<
  GetBucketOwnershipControlsRequest,
  GetBucketOwnershipControlsOutput
> = readSetting({
  schema: GetBucketOwnershipControls$,
  action: 's3:GetBucketOwnershipControls',
  show({ name, objectOwnership }) {
    if (objectOwnership === undefined) {
      throw failS3('OwnershipControlsNotFoundError', undefined, { BucketName: name });
    }
    return { OwnershipControls: { Rules: [{ ObjectOwnership: objectOwnership }] } };
  },
});
