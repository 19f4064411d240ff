/** Page: S3 API Reference "DeletePublicAccessBlock". */
import type { DeletePublicAccessBlockRequest } from '@aws-sdk/client-s3';
import { DeletePublicAccessBlock$ } from '@aws-sdk/client-s3';
import type { WriteOperation } from '../../../operation.ts';
import { writeSetting } from '../bucket-changes.ts';

export const DeletePublicAccessBlock: WriteOperation<DeletePublicAccessBlockRequest, object> =
  writeSetting<DeletePublicAccessBlockRequest>({
    schema: DeletePublicAccessBlock$,
    // There is no permission of its own: who may set it may remove it.
    action: 's3:PutBucketPublicAccessBlock',
    change: () => ({ publicAccessBlock: undefined }),
  });
