/** Page: S3 API Reference "PutBucketRequestPayment". Nobody pays here, so that only the owner can. */
import type { PutBucketRequestPaymentRequest } from '@aws-sdk/client-s3';
import { PutBucketRequestPayment$ } from '@aws-sdk/client-s3';
import { failWith } from '@hallpass/wire';
import type { WriteOperation } from '../../../operation.ts';
import { writeSetting } from '../bucket-changes.ts';
import { malformedXml } from '../errors.ts';

export const PutBucketRequestPayment: WriteOperation<PutBucketRequestPaymentRequest, object> =
  writeSetting<PutBucketRequestPaymentRequest>({
    schema: PutBucketRequestPayment$,
    action: 's3:PutBucketRequestPayment',
    change({ RequestPaymentConfiguration: wanted }) {
      if (wanted?.Payer === 'Requester') {
        throw failWith('NotImplemented', 'Requester Pays is not implemented by Hallpass.');
      }
      if (wanted?.Payer !== 'BucketOwner') throw malformedXml();
      return {};
    },
  });
