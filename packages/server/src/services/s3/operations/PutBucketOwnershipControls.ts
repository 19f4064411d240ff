/** Page: S3 API Reference "PutBucketOwnershipControls". */
import type { PutBucketOwnershipControlsRequest } from '@aws-sdk/client-s3';
import { PutBucketOwnershipControls$ } from '@aws-sdk/client-s3';
import type { WriteOperation } from '../../../operation.ts';
import { writeSetting } from '../bucket-changes.ts';
import { readOwnershipRules } from '../ownership.ts';

export const PutBucketOwnershipControls: WriteOperation<PutBucketOwnershipControlsRequest, object> =
  writeSetting<PutBucketOwnershipControlsRequest>({
    schema: PutBucketOwnershipControls$,
    action: 's3:PutBucketOwnershipControls',
    change: (input) => ({ objectOwnership: readOwnershipRules(input.OwnershipControls?.Rules) }),
  });
