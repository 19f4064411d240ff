/** Page: S3 API Reference "PutBucketOwnershipControls". */
import type { PutBucketOwnershipControlsRequest } from '@aws-sdk/client-s3';
import { PutBucketOwnershipControls$ } from '@aws-sdk/client-s3';
import type { WriteOperation } from '../../../operation.ts';
import { writeSetting } from '../bucket-changes.ts';
import { grantsOthers } from '../acl.ts';
import { failS3 } from '../errors.ts';
import { readOwnershipRules } from '../ownership.ts';

export const PutBucketOwnershipControls: WriteOperation<PutBucketOwnershipControlsRequest, object> =
  writeSetting<PutBucketOwnershipControlsRequest>({
    schema: PutBucketOwnershipControls$,
    action: 's3:PutBucketOwnershipControls',
    async change(input, bucket, { tx }) {
      const objectOwnership = readOwnershipRules(input.OwnershipControls?.Rules);
      // What a list gives to others must not vanish unnoticed.
      if (objectOwnership === 'BucketOwnerEnforced' && (await grantsOthers(tx, bucket))) {
        throw failS3('InvalidBucketAclWithObjectOwnership');
      }
      return { objectOwnership };
    },
  });
