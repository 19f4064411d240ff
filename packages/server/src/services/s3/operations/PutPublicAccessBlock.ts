/** Page: S3 API Reference "PutPublicAccessBlock". What the request leaves out is off. */
import type { PutPublicAccessBlockRequest } from '@aws-sdk/client-s3';
import { PutPublicAccessBlock$ } from '@aws-sdk/client-s3';
import { failWith } from '@hallpass/wire';
import type { WriteOperation } from '../../../operation.ts';
import { writeSetting } from '../bucket-changes.ts';

export const PutPublicAccessBlock: WriteOperation<PutPublicAccessBlockRequest, object> =
  writeSetting<PutPublicAccessBlockRequest>({
    schema: PutPublicAccessBlock$,
    action: 's3:PutBucketPublicAccessBlock',
    change({ PublicAccessBlockConfiguration: wanted }) {
      if (wanted === undefined || Object.keys(wanted).length === 0) {
        throw failWith('InvalidRequest', 'Must specify at least one configuration.');
      }
      return {
        publicAccessBlock: {
          blockPublicAcls: wanted.BlockPublicAcls ?? false,
          ignorePublicAcls: wanted.IgnorePublicAcls ?? false,
          blockPublicPolicy: wanted.BlockPublicPolicy ?? false,
          restrictPublicBuckets: wanted.RestrictPublicBuckets ?? false,
        },
      };
    },
  });
