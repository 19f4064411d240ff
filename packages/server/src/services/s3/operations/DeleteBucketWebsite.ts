/** Page: S3 API Reference "DeleteBucketWebsite". What there never was is gone at once, as on AWS. */
import type { DeleteBucketWebsiteRequest } from '@aws-sdk/client-s3';
import { DeleteBucketWebsite$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const DeleteBucketWebsite: ReadOperation<DeleteBucketWebsiteRequest, object> = readSetting({
  schema: DeleteBucketWebsite$,
  action: 's3:DeleteBucketWebsite',
  show: () => ({}),
});
