/** Page: S3 API Reference "GetBucketWebsite". */
import type { GetBucketWebsiteOutput, GetBucketWebsiteRequest } from '@aws-sdk/client-s3';
import { GetBucketWebsite$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { failS3 } from '../errors.ts';

export const GetBucketWebsite: ReadOperation<GetBucketWebsiteRequest, GetBucketWebsiteOutput> =
  readSetting({
    schema: GetBucketWebsite$,
    action: 's3:GetBucketWebsite',
    show({ name }) {
      throw failS3('NoSuchWebsiteConfiguration', undefined, { BucketName: name });
    },
  });
