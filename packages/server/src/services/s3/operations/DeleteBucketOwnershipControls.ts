/** Page: S3 API Reference "DeleteBucketOwnershipControls". */
import type { DeleteBucketOwnershipControlsRequest } from '@aws-sdk/client-s3';
import { DeleteBucketOwnershipControls$ } from '@aws-sdk/client-s3';
import type { WriteOperation } from '../../../operation.ts';
import { writeSetting } from '../bucket-changes.ts';

export const DeleteBucketOwnershipControls: WriteOperation<
  DeleteBucketOwnershipControlsRequest,
  object
> = writeSetting<DeleteBucketOwnershipControlsRequest>({
  schema: DeleteBucketOwnershipControls$,
  action: 's3:PutBucketOwnershipControls',
  change: () => ({ objectOwnership: undefined }),
});
