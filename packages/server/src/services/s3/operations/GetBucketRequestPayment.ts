/** Page: S3 API Reference "GetBucketRequestPayment". */
import type {
  GetBucketRequestPaymentOutput,
  GetBucketRequestPaymentRequest,
} from '@aws-sdk/client-s3';
import { GetBucketRequestPayment$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const GetBucketRequestPayment: ReadOperation<
  GetBucketRequestPaymentRequest,
  GetBucketRequestPaymentOutput
> = readSetting({
  schema: GetBucketRequestPayment$,
  action: 's3:GetBucketRequestPayment',
  show: () => ({ Payer: 'BucketOwner' as const }),
});
