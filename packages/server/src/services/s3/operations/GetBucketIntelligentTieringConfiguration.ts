/** Page: S3 API Reference "GetBucketIntelligentTieringConfiguration". */
import type {
  GetBucketIntelligentTieringConfigurationOutput,
  GetBucketIntelligentTieringConfigurationRequest,
} from '@aws-sdk/client-s3';
import { GetBucketIntelligentTieringConfiguration$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { failS3 } from '../errors.ts';

export const GetBucketIntelligentTieringConfiguration: ReadOperation<
  GetBucketIntelligentTieringConfigurationRequest,
  GetBucketIntelligentTieringConfigurationOutput
> = readSetting({
  schema: GetBucketIntelligentTieringConfiguration$,
  action: 's3:GetIntelligentTieringConfiguration',
  show() {
    throw failS3('NoSuchConfiguration');
  },
});
