/** Page: S3 API Reference "PutBucketLogging". Logging is not built: it can be turned off only. */
import type { PutBucketLoggingRequest } from '@aws-sdk/client-s3';
import { PutBucketLogging$ } from '@aws-sdk/client-s3';
import { failWith } from '@hallpass/wire';
import type { WriteOperation } from '../../../operation.ts';
import { writeSetting } from '../bucket-changes.ts';

export const PutBucketLogging: WriteOperation<PutBucketLoggingRequest, object> =
  writeSetting<PutBucketLoggingRequest>({
    schema: PutBucketLogging$,
    action: 's3:PutBucketLogging',
    change({ BucketLoggingStatus: wanted }) {
      if (wanted?.LoggingEnabled === undefined) return {};
      throw failWith('NotImplemented', 'Server access logging is not implemented by Hallpass.');
    },
  });
